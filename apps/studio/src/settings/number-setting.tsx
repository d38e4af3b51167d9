import type { Settings } from '../api/use-catalogue.ts';
import { useText } from '../text/index.ts';
import { NumberField } from '../ui/number-field.tsx';
import { useFieldFailure } from './failure-context.ts';

/** Settings that are plain numbers. */
export const NUMBERS = {
  width: { minValue: 16, step: 16 },
  height: { minValue: 16, step: 16 },
  fps: { minValue: 1, step: 1 },
  frameWindowSize: { minValue: 5, step: 4 },
  motionFrames: { minValue: 1, step: 4 },
  maxFrames: { minValue: 1, step: 1 },
  steps: { minValue: 1, step: 1 },
  shift: { minValue: 0, step: 0.5 },
  cfg: { step: 0.5 },
  audioCfg: { step: 0.5 },
} as const satisfies Partial<Record<keyof Settings, { minValue?: number; step: number }>>;

export type NumberName = keyof typeof NUMBERS;

interface Props {
  readonly name: NumberName;
  readonly value: number | null;
  onChange(value: number | null): void;
}

export function NumberSetting({ name, value, onChange }: Props) {
  const { settings } = useText();
  const note = `${name}Note` as keyof typeof settings;
  const { step, ...limits } = NUMBERS[name] as { readonly minValue?: number; readonly step: number };
  // A step of 16 or 4 would round what is typed; the server says what is accepted, so only the buttons use it.
  const fine = name === 'frameWindowSize' || name === 'motionFrames' ? { step, minValue: 1 } : { step, ...limits };
  return (
    <NumberField
      label={settings[name]}
      value={value}
      onChange={onChange}
      description={note in settings ? (settings[note] as string) : undefined}
      placeholder={name === 'maxFrames' ? settings.auto : ''}
      failure={useFieldFailure(name)}
      {...fine}
    />
  );
}
