import type { ColorCorrectionInput, ColorMethod } from '../api/generated/schema.ts';
import { useText } from '../text/index.ts';
import { NumberField } from '../ui/number-field.tsx';
import { Select } from '../ui/select.tsx';
import { useFieldFailure } from './failure-context.ts';

const METHODS: readonly ColorMethod[] = ['NONE', 'LAB', 'MKL'];

interface Props {
  readonly value: { readonly method: ColorMethod; readonly strength: number };
  onChange(value: ColorCorrectionInput): void;
}

/** How a window's colours are brought back to the portrait's. */
export function ColorFields({ value, onChange }: Props) {
  const { settings } = useText();
  return (
    <div className="field-grid">
      <Select
        label={settings.colorCorrection}
        value={value.method}
        onChange={(method) => onChange({ strength: value.strength, method: method as ColorMethod })}
        choices={METHODS.map((id) => ({ id, label: settings.colorMethods[id] }))}
        description={settings.colorCorrectionNote}
        failure={useFieldFailure('colorCorrection.method')}
      />
      <NumberField
        label={settings.colorStrength}
        value={value.strength}
        minValue={0}
        maxValue={1}
        onChange={(strength) => onChange({ method: value.method, strength: strength ?? 1 })}
        failure={useFieldFailure('colorCorrection.strength')}
      />
    </div>
  );
}
