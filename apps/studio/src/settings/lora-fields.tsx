import { X } from 'lucide-react';
import { useQuery } from 'urql';
import { wordsOf } from '../api/failure-words.ts';
import { InstalledLoras } from '../api/generated/catalogue.ts';
import type { LoraChoiceInput } from '../api/generated/schema.ts';
import { useText } from '../text/index.ts';
import { Button } from '../ui/button.tsx';
import { NumberField } from '../ui/number-field.tsx';
import { Select } from '../ui/select.tsx';
import { Switch } from '../ui/switch.tsx';
import { useFieldFailure } from './failure-context.ts';

interface Lora {
  readonly name: string;
  readonly strength: number;
  readonly merge: boolean;
  readonly blocks: readonly { readonly first: number; readonly last: number; readonly strength: number }[];
}

interface Props {
  /** Name of the model set, whose LoRAs are offered. */
  readonly model: string;
  readonly value: readonly Lora[];
  onChange(value: LoraChoiceInput[]): void;
}

const input = ({ name, strength, merge, blocks }: Lora): LoraChoiceInput => ({
  name,
  strength,
  merge,
  blocks: blocks.map(({ first, last, strength: own }) => ({ first, last, strength: own })),
});

/** The LoRAs over the DiT, in order, each with its strength. */
export function LoraFields({ model, value, onChange }: Props) {
  const text = useText();
  const { settings, common } = text;
  const [{ data }] = useQuery({ query: InstalledLoras });
  const failure = useFieldFailure('loras');
  const installed = data?.models.find(({ name }) => name === model)?.loras ?? [];
  const free = installed.filter(({ name }) => !value.some((lora) => lora.name === name));
  const change = (index: number, lora: Lora) => onChange(value.with(index, lora).map(input));
  return (
    <div className="plugin-field">
      {value.map((lora, index) => (
        <div key={lora.name} className="lora">
          <NumberField
            label={lora.name}
            value={lora.strength}
            onChange={(strength) => change(index, { ...lora, strength: strength ?? 1 })}
            description={settings.loraStrengthNote}
          />
          <Switch
            label={settings.loraMerge}
            description={settings.loraMergeNote}
            value={lora.merge}
            onChange={(merge) => change(index, { ...lora, merge })}
          />
          <Button
            look="quiet"
            aria-label={`${common.remove}: ${lora.name}`}
            icon={<X size={16} aria-hidden />}
            onPress={() => onChange(value.toSpliced(index, 1).map(input))}
          />
        </div>
      ))}
      {free.length > 0 ? (
        <Select
          label={settings.addLora}
          value={null}
          onChange={(name) => onChange([...value, { name, strength: 1, merge: false, blocks: [] }].map(input))}
          choices={free.map(({ name, problem }) => ({
            id: name,
            label: name,
            note: problem && wordsOf(problem, text).heading,
            disabled: problem !== null,
          }))}
          failure={failure}
        />
      ) : (
        <p className="muted">{settings.noLoras}</p>
      )}
    </div>
  );
}
