import { Minus, Plus } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from 'react-aria-components/Button';
import { Group } from 'react-aria-components/Group';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { NumberField as AriaNumberField } from 'react-aria-components/NumberField';
import type { Failure } from '../api/failure.ts';
import { FieldNote } from './field-note.tsx';

interface Props {
  readonly label: ReactNode;
  /** null: nothing entered. */
  readonly value: number | null;
  onChange(value: number | null): void;
  readonly minValue?: number | undefined;
  readonly maxValue?: number | undefined;
  readonly step?: number | undefined;
  readonly description?: ReactNode;
  readonly placeholder?: string | undefined;
  /** Shown behind the number; the description tells it to those who do not see it. */
  readonly unit?: string | null | undefined;
  readonly failure?: Failure | null | undefined;
  readonly formatOptions?: Intl.NumberFormatOptions;
}

const PLAIN: Intl.NumberFormatOptions = { useGrouping: false, maximumFractionDigits: 6 };

export function NumberField({
  label,
  value,
  onChange,
  description,
  placeholder,
  unit,
  failure,
  formatOptions,
  ...rest
}: Props) {
  return (
    <AriaNumberField
      className="field"
      value={value ?? Number.NaN}
      onChange={(number) => onChange(Number.isNaN(number) ? null : number)}
      isInvalid={failure != null}
      formatOptions={{ ...PLAIN, ...formatOptions }}
      {...(Object.fromEntries(Object.entries(rest).filter(([, given]) => given !== undefined)) as typeof rest)}
    >
      <Label className="field-label">{label}</Label>
      <Group className="number-group">
        <Button slot="decrement" className="stepper">
          <Minus size={14} aria-hidden />
        </Button>
        <Input className="input" placeholder={placeholder} />
        {unit ? (
          <span className="number-unit" aria-hidden>
            {unit}
          </span>
        ) : null}
        <Button slot="increment" className="stepper">
          <Plus size={14} aria-hidden />
        </Button>
      </Group>
      <FieldNote description={description} failure={failure} />
    </AriaNumberField>
  );
}
