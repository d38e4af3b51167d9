import { GenesisError } from '../errors/genesis-error.ts';
import { SPEECH_RATE } from '../media/audio-decode.ts';
import type { Asset, StartInput } from './service.ts';
import type { GenerationSpec } from './spec.ts';
import { requestedAssets, voicesOf } from './spec-inputs.ts';
import { videoLength } from './video-length.ts';

/** @throws GenesisError INPUT_INVALID where the voices give no whole frame. @param field the first voice */
export function requireFrames(frames: number, { fps }: Pick<GenerationSpec, 'fps'>, field: string): void {
  if (frames >= 1) return;
  const accepted = `at least ${Number((1 / fps).toFixed(4))} seconds, one frame at ${fps} a second`;
  throw new GenesisError('INPUT_INVALID', `${field}: the voice is shorter than one frame`, { field, accepted });
}

/** What input files are looked into with. */
export interface MediaContext {
  asset(id: string): Asset | null;
  /** @throws GenesisError ASSET_NOT_FOUND where its file is gone */
  requireFile(asset: Asset, field: string): void;
  /** @throws GenesisError ASSET_UNREADABLE, ASSET_TOO_LARGE where the first frame cannot be decoded */
  requirePicture(video: Asset, field: string): Promise<void>;
  /**
   * @returns seconds of the sound; with an encoder's padding it may be longer than what is heard
   * @throws GenesisError ASSET_UNREADABLE, ASSET_TOO_LARGE where the sound's beginning cannot be decoded
   */
  requireSound(voice: Asset, field: string): Promise<number>;
}

/**
 * Looks into the files of a request: all are there, a video has a first frame, a voice begins and is not too short. What is
 * damaged further on shows as it is decoded.
 * @returns seconds of each voice
 * @throws GenesisError ASSET_NOT_FOUND, ASSET_UNREADABLE, ASSET_TOO_LARGE, INPUT_INVALID
 */
export async function checkMedia(input: StartInput, spec: GenerationSpec, context: MediaContext): Promise<number[]> {
  const voices = new Set(voicesOf(spec));
  const seconds: number[] = [];
  for (const [field, reference] of requestedAssets(input, spec)) {
    const asset = context.asset(reference.id);
    if (!asset) continue;
    context.requireFile(asset, field);
    if (field === 'video') await context.requirePicture(asset, field);
    if (voices.has(reference)) seconds.push(await context.requireSound(asset, field));
  }
  const { frames } = videoLength(
    spec,
    seconds.map((length) => Math.ceil(length * SPEECH_RATE)),
  );
  requireFrames(frames, spec, input.speakers?.length ? 'speakers.0.audio' : 'audio');
  return seconds;
}
