import type { GenerationMode, PresetSettingsInput, StartGenerationInput } from '../api/generated/graphql.ts';
import type { Asset } from '../api/upload.ts';
import type { Settings } from '../api/use-catalogue.ts';
import { createStore } from '../store.ts';

/** Settings that differ from the preset's. */
export type Overrides = PresetSettingsInput;

/** What will be made: kept for the tab, so that a reload loses nothing. */
export interface Draft {
  readonly mode: GenerationMode;
  readonly image: Asset | null;
  readonly audio: Asset | null;
  readonly prompt: string;
  readonly negativePrompt: string;
  /** null: the first preset that can run here. */
  readonly preset: string | null;
  /** null: drawn at random. */
  readonly seed: number | null;
  readonly overrides: Overrides;
}

export const EMPTY: Draft = {
  mode: 'INFINITETALK',
  image: null,
  audio: null,
  prompt: '',
  negativePrompt: '',
  preset: null,
  seed: null,
  overrides: {},
};

export const draft = createStore<Draft>(EMPTY, { key: 'genesis.draft', storage: () => sessionStorage });

/** An override with what is undefined taken out again. */
export function withOverride<Key extends keyof Overrides>(
  overrides: Overrides,
  key: Key,
  value: Overrides[Key] | undefined,
): Overrides {
  const { [key]: _, ...others } = overrides;
  return value === undefined ? others : { ...others, [key]: value };
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What the settings come to: the preset's, with what was changed. */
export function effective(settings: Settings, overrides: Overrides): Settings {
  const merged: Record<string, unknown> = { ...settings };
  for (const [key, value] of Object.entries(overrides)) {
    const before = merged[key];
    merged[key] = isRecord(value) && isRecord(before) ? { ...before, ...value } : value;
  }
  return merged as unknown as Settings;
}

/** The request that a draft stands for. */
export function requestOf({ image, audio, mode, preset, ...rest }: Draft, fallback: string): StartGenerationInput {
  const { overrides, seed, prompt, negativePrompt } = rest;
  return {
    ...overrides,
    mode,
    preset: preset ?? fallback,
    image: image?.id,
    audio: mode === 'I2V' ? undefined : audio?.id,
    prompt,
    negativePrompt,
    seed: seed ?? undefined,
  };
}

/** Frames and windows that a request comes to: windows = 1 + ceil((frames - window) / (window - motion)). */
export function lengthOf(settings: Settings, audioSeconds: number | null): { frames: number; windows: number } {
  const { frameWindowSize, motionFrames, maxFrames, fps } = settings;
  const wanted = audioSeconds === null ? frameWindowSize : Math.ceil(audioSeconds * fps);
  const frames = Math.max(1, Math.min(wanted, maxFrames ?? Number.POSITIVE_INFINITY));
  const more = Math.max(0, frames - frameWindowSize);
  return { frames, windows: 1 + Math.ceil(more / Math.max(1, frameWindowSize - motionFrames)) };
}
