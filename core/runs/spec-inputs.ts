/** An input file as the spec knows it: by content. */
export interface AssetReference {
  readonly id: string;
  readonly sha256: string;
}

/** A rectangle in pixels of the source picture, from its top left corner. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A voice and where its mouth is. */
export interface Speaker {
  readonly audio: AssetReference;
  /** null: given by the mask, or by the order from left to right. */
  readonly box: Box | null;
  /** A picture of the source's shape, light where the speaker is. */
  readonly mask: AssetReference | null;
}

/** para: all from the start · add: one after the other, in their order. */
export type MultiAudio = 'para' | 'add';

/** A prompt that holds from a time on. */
export interface TimedPrompt {
  /** Seconds from the video's start. */
  readonly at: number;
  readonly prompt: string;
}

/** Latents of another generation's windows, by their content address in the stage cache. */
export interface StartLatents {
  readonly generation: string;
  readonly keys: readonly string[];
}

/** The files and texts that a generation is made from. */
export interface GenerationInputs {
  /** null: the frames of `video` take its place. */
  readonly image: AssetReference | null;
  /** In place of `image`, a window is conditioned by the frame at its start; below full denoise strength also what its latents start from. */
  readonly video: AssetReference | null;
  /** null: several speakers, encoded silence in INFINITETALK, nothing in I2V. */
  readonly audio: AssetReference | null;
  /** Several people, or one with a place; empty: `audio` alone. */
  readonly speakers: readonly Speaker[];
  readonly multiAudio: MultiAudio;
  readonly startLatents: StartLatents | null;
  readonly prompt: string;
  readonly negativePrompt: string;
  /** Prompts that take the place of `prompt` later on, by rising time. */
  readonly prompts: readonly TimedPrompt[];
}

/** What changes nothing; specs that were stored before a field was there have it. */
export const INPUT_DEFAULTS = {
  video: null,
  speakers: [],
  multiAudio: 'para',
  startLatents: null,
  prompts: [],
} as const satisfies Partial<GenerationInputs>;

/** Every asset of a spec under the field that names it. */
export function inputAssets(spec: GenerationInputs): readonly (readonly [field: string, asset: AssetReference])[] {
  const speakers = spec.speakers.flatMap(({ audio, mask }, i): [string, AssetReference | null][] => [
    [`speakers.${i}.audio`, audio],
    [`speakers.${i}.mask`, mask],
  ]);
  const named: [string, AssetReference | null][] = [
    ['image', spec.image],
    ['video', spec.video],
    ['audio', spec.audio],
    ...speakers,
  ];
  return named.filter((entry): entry is [string, AssetReference] => entry[1] !== null);
}

/** The same under the fields of the request: a lone speaker without a place is kept as `audio`. */
export const requestedAssets = (
  request: { readonly speakers?: readonly unknown[] | undefined },
  spec: GenerationInputs,
) =>
  inputAssets(spec).map(([name, asset]): readonly [field: string, asset: AssetReference] => [
    name === 'audio' && request.speakers?.length ? 'speakers.0.audio' : name,
    asset,
  ]);

/** The voices, in the order of the speakers. */
export const voicesOf = ({ audio, speakers }: Pick<GenerationInputs, 'audio' | 'speakers'>): AssetReference[] =>
  audio ? [audio] : speakers.map((speaker) => speaker.audio);

/** The prompt in force at a time. @param at seconds */
export function promptAt({ prompt, prompts }: Pick<GenerationInputs, 'prompt' | 'prompts'>, at: number): string {
  return prompts.findLast((timed) => timed.at <= at)?.prompt ?? prompt;
}
