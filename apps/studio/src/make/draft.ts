import type { GenerationMode, MultiAudio, PresetSettingsInput, StartGenerationInput } from '../api/generated/schema.ts';
import type { Asset } from '../api/upload.ts';
import type { Settings } from '../api/use-catalogue.ts';
import { createStore } from '../store.ts';

/** Settings that differ from the preset's. */
export type Overrides = PresetSettingsInput;

/** Pixels of the source, from its top left corner. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A speaker: the voice, and a box or a mask for where the speaker is. Neither: not said. */
export interface Voice {
  /** null: the voice that was there is gone, and another one has to be given. */
  readonly audio: Asset | null;
  readonly box: Box | null;
  /** A picture of the source's shape that is light where the speaker is. */
  readonly mask: Asset | null;
}

/** A box to begin with where one is typed: the middle half of a picture, a quarter from each side. */
export function middleOf({ width, height }: Pick<Asset, 'width' | 'height'>): Box {
  const part = (length: number | null | undefined, share: number) => Math.round((length ?? 0) * share);
  return { x: part(width, 1 / 4), y: part(height, 1 / 4), width: part(width, 1 / 2), height: part(height, 1 / 2) };
}

/** A speaker of whom nothing but the voice is known. */
export const voiceOf = (audio: Asset | null): Voice => ({ audio, box: null, mask: null });

export interface TimedPrompt {
  /** Seconds. */
  readonly at: number;
  readonly prompt: string;
}

/** What will be made: kept for the tab, so that a reload loses nothing. */
export interface Draft {
  readonly mode: GenerationMode;
  /** A picture, or a video in its place. */
  readonly source: Asset | null;
  /** One voice for one person; more, or one with a place, for people who are told apart. */
  readonly voices: readonly Voice[];
  readonly multiAudio: MultiAudio;
  readonly prompt: string;
  readonly negativePrompt: string;
  /** Prompts that take over from a time on. */
  readonly prompts: readonly TimedPrompt[];
  /** null: the first preset that can run here. */
  readonly preset: string | null;
  /** null: drawn at random. */
  readonly seed: number | null;
  /** A video besides the picture, whose latents the windows start from; null: none. */
  readonly startVideo: Asset | null;
  /** Generation whose latents the windows start from; null: none. */
  readonly startLatents: string | null;
  readonly overrides: Overrides;
}

export const EMPTY: Draft = {
  mode: 'INFINITETALK',
  source: null,
  voices: [],
  multiAudio: 'PARA',
  prompt: '',
  negativePrompt: '',
  prompts: [],
  preset: null,
  seed: null,
  startVideo: null,
  startLatents: null,
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

type VoicesInput = Pick<StartGenerationInput, 'audio' | 'speakers' | 'multiAudio'>;

/** One voice without a place is the voice; any others are speakers. */
function voicesInput({ mode, voices, multiAudio }: Draft): VoicesInput {
  const people = voices.flatMap(({ audio, box, mask }) => (audio ? [{ audio: audio.id, box, mask: mask?.id }] : []));
  const [first] = people;
  if (mode === 'I2V' || !first) return {};
  if (people.length === 1 && !first.box && !first.mask) return { audio: first.audio };
  return { speakers: people, multiAudio };
}

/** The request that a draft stands for. */
export function requestOf(given: Draft, fallback: string): StartGenerationInput {
  const { source, startVideo, mode, preset, overrides, seed, startLatents, prompt, negativePrompt, prompts } = given;
  return {
    ...overrides,
    ...voicesInput(given),
    ...(startVideo ? { video: startVideo.id } : {}),
    ...(source ? { [source.kind === 'VIDEO' ? 'video' : 'image']: source.id } : {}),
    ...(prompts.length > 0 ? { prompts: prompts.map(({ at, prompt: text }) => ({ at, prompt: text })) } : {}),
    mode,
    preset: preset ?? fallback,
    prompt,
    negativePrompt,
    seed: seed ?? undefined,
    startLatents: startLatents ?? undefined,
  };
}

/** Seconds that the voices take: together, or one after the other. null: silence. */
export function voiceSeconds({ mode, voices, multiAudio }: Draft): number | null {
  if (mode === 'I2V' || voices.length === 0) return null;
  const lengths = voices.map(({ audio }) => audio?.seconds ?? 0);
  return multiAudio === 'ADD' ? lengths.reduce((sum, length) => sum + length, 0) : Math.max(...lengths);
}

/** Frames and windows that a request comes to: windows = 1 + ceil((frames - window) / (window - motion)). */
export function lengthOf(settings: Settings, audioSeconds: number | null): { frames: number; windows: number } {
  const { frameWindowSize, motionFrames, maxFrames, fps } = settings;
  const wanted = audioSeconds === null ? frameWindowSize : Math.ceil(audioSeconds * fps);
  const frames = Math.max(1, Math.min(wanted, maxFrames ?? Number.POSITIVE_INFINITY));
  const more = Math.max(0, frames - frameWindowSize);
  return { frames, windows: 1 + Math.ceil(more / Math.max(1, frameWindowSize - motionFrames)) };
}
