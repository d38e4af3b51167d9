import type { Settings } from '../api/use-catalogue.ts';
import { useText } from '../text/index.ts';
import { NumberField } from '../ui/number-field.tsx';
import { useFieldFailure } from './failure-context.ts';

interface Limits {
  readonly minValue?: number;
  readonly maxValue?: number;
  /** What is typed goes to the next multiple of it above `minValue`. */
  readonly step?: number;
  /** Its name among the words of the page. */
  readonly unit?: 'pixels' | 'frames';
}

/** Settings that are plain numbers. Only a step that the server would insist on is here. */
export const NUMBERS = {
  width: { minValue: 16, step: 16, unit: 'pixels' },
  height: { minValue: 16, step: 16, unit: 'pixels' },
  fps: { minValue: 1 },
  frameWindowSize: { minValue: 5, step: 4, unit: 'frames' },
  motionFrames: { minValue: 1, step: 4, unit: 'frames' },
  maxFrames: { minValue: 1, step: 1, unit: 'frames' },
  steps: { minValue: 1, step: 1 },
  shift: { minValue: 0 },
  cfg: {},
  audioCfg: {},
  startStep: { minValue: 0, step: 1 },
  endStep: { minValue: -1, step: 1 },
  denoiseStrength: { minValue: 0, maxValue: 1 },
  riflexFreqIndex: { minValue: 0, step: 1 },
} as const satisfies Partial<Record<keyof Settings, Limits>>;

export type NumberName = keyof typeof NUMBERS;

interface Props {
  readonly name: NumberName;
  readonly value: number | null;
  onChange(value: number | null): void;
}

export function NumberSetting({ name, value, onChange }: Props) {
  const { settings } = useText();
  const note = `${name}Note` as keyof typeof settings;
  const { unit, ...limits }: Limits = NUMBERS[name];
  return (
    <NumberField
      label={settings[name]}
      value={value}
      onChange={onChange}
      description={note in settings ? (settings[note] as string) : undefined}
      placeholder={name === 'maxFrames' ? settings.auto : ''}
      unit={unit && settings.units[unit]}
      failure={useFieldFailure(name)}
      {...limits}
    />
  );
}
