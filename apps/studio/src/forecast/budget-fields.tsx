import type { MemoryBudgetInput } from '../api/generated/schema.ts';
import { useFieldFailure } from '../settings/failure-context.ts';
import { useText } from '../text/index.ts';
import { NumberField } from '../ui/number-field.tsx';

const GB = 1e9;

interface Props {
  readonly value: { readonly ramBytes?: number | null; readonly vramBytes?: number | null };
  onChange(value: MemoryBudgetInput): void;
  /** Where the device is the processor, there is no VRAM to speak of. */
  readonly onlyRam: boolean;
}

/** The most that a run may use, in GB. */
export function BudgetFields({ value, onChange, onlyRam }: Props) {
  const { forecast, settings } = useText();
  const failure = useFieldFailure('memoryBudget');
  const set = (key: 'ramBytes' | 'vramBytes', gigabytes: number | null) => {
    const { ramBytes = null, vramBytes = null } = value;
    onChange({ ramBytes, vramBytes, [key]: gigabytes === null ? null : Math.round(gigabytes * GB) });
  };
  const field = (key: 'ramBytes' | 'vramBytes', label: string) => {
    const held = value[key];
    return (
      <NumberField
        key={key}
        label={label}
        value={held == null ? null : held / GB}
        onChange={(gigabytes) => set(key, gigabytes)}
        minValue={0}
        placeholder={settings.auto}
        description={forecast.budgetNote}
        failure={failure}
      />
    );
  };
  return (
    <div className="budget-fields">
      {onlyRam ? null : field('vramBytes', forecast.budgetVram)}
      {field('ramBytes', forecast.budgetRam)}
    </div>
  );
}
