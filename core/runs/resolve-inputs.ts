import { GenesisError } from '../errors/genesis-error.ts';
import type { Asset, AssetKind, StartInput } from './service.ts';
import type { GenerationMode } from './spec.ts';
import type { AssetReference, Box, GenerationInputs, Speaker, StartLatents, TimedPrompt } from './spec-inputs.ts';

/** Latents that a generation's windows ended with. */
export interface EarlierLatents {
  /** Content addresses in the stage cache, by window. */
  readonly keys: readonly string[];
  /** Of each: `[channels, frames, height, width]`; null: not known. */
  readonly shape: readonly number[] | null;
  /** Whether the stage cache still has all of them. */
  readonly stored: boolean;
}

/** What inputs are looked up in. */
export interface InputContext {
  asset(id: string): Asset | null;
  /** Of a generation's last finished run; null: there is no such generation or run. */
  latents(generation: string): EarlierLatents | null;
}

/** Most voices that a network can be given. */
const MAX_SPEAKERS = 4;
const MAX_PROMPTS = 1000;

function refuse(field: string, message: string, accepted: string): never {
  throw new GenesisError('INPUT_INVALID', `${field}: ${message}`, { field, accepted });
}

/** @throws GenesisError INPUT_INVALID, ASSET_NOT_FOUND, ASSET_KIND, GENERATION_NOT_FOUND */
export function resolveInputs(input: StartInput, context: InputContext): GenerationInputs {
  const image = input.image === undefined ? null : lookUp('image', input.image, ['IMAGE'], context);
  const video = input.video === undefined ? null : lookUp('video', input.video, ['VIDEO'], context);
  const picture = image ?? video;
  if (!picture) return refuse('image', 'a picture is missing', 'the id of an image asset, or a video');
  const talk = input.mode === 'INFINITETALK';
  if (!talk && input.audio !== undefined) {
    refuse('audio', 'I2V takes no audio', 'no audio, or the mode INFINITETALK');
  }
  const speakers = resolveSpeakers(input, picture, context);
  const lone = speakers.length === 1 && !speakers[0]!.box && !speakers[0]!.mask ? speakers[0]!.audio : null;
  const audio = input.audio === undefined ? lone : reference(lookUp('audio', input.audio, VOICE, context));
  return {
    image: image && reference(image),
    video: video && reference(video),
    audio,
    speakers: lone ? [] : speakers,
    multiAudio: input.multiAudio ?? 'para',
    startLatents: resolveLatents(input, context),
    prompt: input.prompt ?? '',
    negativePrompt: input.negativePrompt ?? '',
    prompts: resolvePrompts(input.prompts ?? []),
  };
}

/** A voice may be the sound of a video. */
const VOICE: readonly AssetKind[] = ['AUDIO', 'VIDEO'];

function lookUp(field: string, id: string, kinds: readonly AssetKind[], context: InputContext): Asset {
  const asset = context.asset(id);
  const accepted = `the id of an asset of kind ${kinds.join(' or ')}`;
  if (!asset) throw new GenesisError('ASSET_NOT_FOUND', `${field}: no asset has the id ${id}`, { field, accepted });
  if (!kinds.includes(asset.kind)) {
    throw new GenesisError('ASSET_KIND', `${field}: the asset is of kind ${asset.kind}`, { field, accepted });
  }
  return asset;
}

const reference = ({ id, sha256 }: Asset): AssetReference => ({ id, sha256 });

function resolveSpeakers(input: StartInput, picture: Asset, context: InputContext): Speaker[] {
  const requested = input.speakers ?? [];
  if (requested.length === 0) return [];
  if (input.mode === ('I2V' satisfies GenerationMode)) {
    refuse('speakers', 'I2V takes no audio', 'no speakers, or the mode INFINITETALK');
  }
  if (input.audio !== undefined)
    refuse('audio', 'the speakers have voices of their own', 'audio or speakers, not both');
  if (requested.length > MAX_SPEAKERS) {
    refuse('speakers', `there are ${requested.length}`, `at most ${MAX_SPEAKERS} speakers`);
  }
  const speakers = requested.map(({ audio, box, mask }, i): Speaker => {
    const field = `speakers.${i}`;
    if (box && mask !== undefined) refuse(`${field}.box`, 'there is a mask as well', 'a box or a mask, not both');
    return {
      audio: reference(lookUp(`${field}.audio`, audio, VOICE, context)),
      box: box ? checkBox(`${field}.box`, box, picture) : null,
      mask: mask === undefined ? null : reference(lookUp(`${field}.mask`, mask, ['IMAGE'], context)),
    };
  });
  const placed = speakers.filter(({ box, mask }) => box || mask).length;
  if (placed !== speakers.length && (placed > 0 || speakers.length > 2)) {
    const accepted = 'a box or a mask for every speaker; one or two speakers may come without';
    refuse(
      `speakers.${speakers.findIndex(({ box, mask }) => !box && !mask)}.box`,
      'it is not known where they are',
      accepted,
    );
  }
  return speakers;
}

function checkBox(field: string, { x, y, width, height }: Box, picture: Asset): Box {
  const limits = {
    width: picture.width ?? Number.POSITIVE_INFINITY,
    height: picture.height ?? Number.POSITIVE_INFINITY,
  };
  const numbers = [x, y, width, height].every(Number.isFinite);
  const inside = x >= 0 && y >= 0 && x + width <= limits.width && y + height <= limits.height;
  // Whole pixels count: less than one pixel would mark nothing.
  if (!numbers || !inside || width < 1 || height < 1) {
    const accepted = `pixels of the source picture (${picture.width}×${picture.height}): a box of at least one pixel inside it`;
    refuse(field, `${width}×${height} at ${x}, ${y} is not in the picture`, accepted);
  }
  return { x, y, width, height };
}

function resolveLatents({ startLatents, video }: StartInput, context: InputContext): StartLatents | null {
  if (startLatents === undefined) return null;
  if (video !== undefined) refuse('startLatents', 'there is a video as well', 'startLatents or video, not both');
  const earlier = context.latents(startLatents);
  if (earlier) return { generation: startLatents, keys: earlier.keys };
  throw new GenesisError('GENERATION_NOT_FOUND', 'startLatents: there is no such generation with a finished run', {
    field: 'startLatents',
    accepted: 'the id of a generation that has succeeded',
  });
}

function resolvePrompts(prompts: readonly TimedPrompt[]): TimedPrompt[] {
  if (prompts.length > MAX_PROMPTS) refuse('prompts', `there are ${prompts.length}`, `at most ${MAX_PROMPTS}`);
  prompts.forEach(({ at }, i) => {
    const before = prompts[i - 1]?.at ?? -1;
    if (!Number.isFinite(at) || at < 0 || at <= before) {
      refuse(`prompts.${i}.at`, `${at} s comes after ${Math.max(before, 0)} s`, 'rising times in seconds, from 0');
    }
  });
  return prompts.map(({ at, prompt }) => ({ at, prompt }));
}

type Partially = Pick<GenerationInputs, 'image' | 'video' | 'startLatents'> & {
  readonly startStep: number;
  readonly denoiseStrength: number;
  readonly addNoiseToSamples: boolean;
};

/**
 * Whether windows start from latents in place of noise: those of another generation, or those of the video.
 * @throws GenesisError INPUT_INVALID where latents are asked for and there are none, or the other way round
 */
export function startsFromLatents(spec: Partially): boolean {
  const { image, video, startLatents, startStep, denoiseStrength, addNoiseToSamples } = spec;
  const field =
    denoiseStrength < 1
      ? 'denoiseStrength'
      : startStep > 0
        ? 'startStep'
        : addNoiseToSamples
          ? 'addNoiseToSamples'
          : null;
  if (field && !video && !startLatents) {
    refuse(field, 'there are no latents to start from', 'a video or startLatents; or the default of this field');
  }
  if (!field && startLatents) {
    refuse('startLatents', 'nothing of them would be left', 'startStep above 0, or denoiseStrength below 1');
  }
  if (!field && image && video) {
    refuse(
      'video',
      'the image conditions every window, so that the video would not be used',
      'a video without image, or denoiseStrength below 1',
    );
  }
  return field !== null;
}
