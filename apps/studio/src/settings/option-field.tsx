import { useState } from 'react';
import { ownFailure } from '../api/failure.ts';
import type { PluginOption } from '../api/use-catalogue.ts';
import { useText } from '../text/index.ts';
import { NumberField } from '../ui/number-field.tsx';
import { Select } from '../ui/select.tsx';
import { Switch } from '../ui/switch.tsx';
import { TextField } from '../ui/text-field.tsx';
import { useFieldFailure } from './failure-context.ts';

interface Props {
  readonly option: PluginOption;
  /** Path of the option in the request, such as `scheduler.options.order`. */
  readonly path: string;
  /** undefined: not set, so that the default holds. */
  readonly value: unknown;
  onChange(value: unknown): void;
}

const shown = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** The unit of an option in the words of the page, where it is one of the usual ones. */
function useUnit({ unit }: PluginOption): string | null {
  const { settings } = useText();
  return unit === null ? null : (settings.optionUnits[unit as keyof typeof settings.optionUnits] ?? unit);
}

/** What the schema says about an option besides its name: what it is for, its range, unit and default. */
function useNote(option: PluginOption): string {
  const { description, minimum, maximum, default: preset } = option;
  const { settings, common } = useText();
  const unit = useUnit(option);
  const measured = (value: unknown) => (unit !== null && typeof value === 'number' ? `${value} ${unit}` : shown(value));
  const range =
    minimum != null && maximum != null
      ? settings.range(String(minimum), measured(maximum))
      : minimum != null
        ? settings.from(measured(minimum))
        : maximum != null
          ? settings.upTo(measured(maximum))
          : null;
  const standard = preset === null || preset === undefined ? null : common.default(measured(preset));
  return [description, common.list([range, standard].filter((part) => part !== null))].filter(Boolean).join(' · ');
}

function JsonField({ option, path, value, onChange }: Props) {
  const { settings } = useText();
  const note = useNote(option);
  const failure = useFieldFailure(path);
  const [text, setText] = useState(value === undefined ? '' : JSON.stringify(value));
  const [broken, setBroken] = useState(false);
  const change = (next: string) => {
    setText(next);
    try {
      onChange(next.trim() === '' ? undefined : JSON.parse(next));
      setBroken(false);
    } catch {
      setBroken(true);
    }
  };
  const problem = broken ? ownFailure(settings.notJson, path) : failure;
  return (
    <TextField
      label={option.name}
      value={text}
      onChange={change}
      placeholder={shown(option.default ?? null)}
      description={`${note} · ${settings.jsonNote}`}
      failure={problem}
    />
  );
}

/** One option of a plugin, drawn from what its schema says: any plugin's, whoever wrote it. */
export function OptionField(props: Props) {
  const { option, path, value, onChange } = props;
  const note = useNote(option);
  const unit = useUnit(option);
  const failure = useFieldFailure(path);
  const current = value ?? option.default;
  if (option.type === 'boolean') {
    return <Switch label={option.name} value={current === true} onChange={onChange} description={note} />;
  }
  if (option.values) {
    const choices = option.values.map((one) => ({ id: shown(one), label: shown(one) }));
    return (
      <Select
        label={option.name}
        value={current === undefined || current === null ? null : shown(current)}
        onChange={(id) => onChange(option.values!.find((one) => shown(one) === id))}
        choices={choices}
        description={note}
        failure={failure}
      />
    );
  }
  if (option.type === 'number' || option.type === 'integer') {
    return (
      <NumberField
        label={option.name}
        value={typeof value === 'number' ? value : null}
        onChange={(number) => onChange(number ?? undefined)}
        step={option.type === 'integer' ? 1 : undefined}
        minValue={option.minimum ?? undefined}
        maxValue={option.maximum ?? undefined}
        placeholder={option.default == null ? '' : shown(option.default)}
        unit={unit}
        description={note}
        failure={failure}
      />
    );
  }
  if (option.type === 'string') {
    return (
      <TextField
        label={option.name}
        value={typeof value === 'string' ? value : ''}
        onChange={(text) => onChange(text === '' ? undefined : text)}
        placeholder={option.default == null ? '' : shown(option.default)}
        description={note}
        failure={failure}
      />
    );
  }
  return <JsonField {...props} />;
}
