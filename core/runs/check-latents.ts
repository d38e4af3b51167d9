import { GenesisError } from '../errors/genesis-error.ts';
import { SPEECH_RATE } from '../media/audio-decode.ts';
import { planWindows } from '../pipeline/windows.ts';
import type { EarlierLatents } from './resolve-inputs.ts';
import type { GenerationSpec } from './spec.ts';
import type { StartLatents } from './spec-inputs.ts';
import { videoLength } from './video-length.ts';

/** Seconds at the end of a voice that may be an encoder's padding and not be heard. */
const PADDING = 0.1;

function refuse(message: string, accepted: string): never {
  throw new GenesisError('INPUT_INVALID', `startLatents: ${message}`, { field: 'startLatents', accepted });
}

/** Each window starts from latents of its own. @throws GenesisError INPUT_INVALID */
export function requireWindows({ keys }: Pick<StartLatents, 'keys'>, windows: number): void {
  if (keys.length >= windows) return;
  refuse(`that generation has ${keys.length} windows, this one ${windows}`, 'a generation that is at least as long');
}

/** @param shape of the latents that windows start from @param wanted `[channels, frames, height, width]` */
export function requireShape(shape: readonly number[], wanted: readonly number[]): void {
  if (shape.join() === wanted.join()) return;
  refuse(`they are [${shape.join(', ')}]`, `latents [${wanted.join(', ')}]: the same size and window`);
}

/** @param stored what the stage cache has of them */
export function requireStored<Stored>(stored: Stored): asserts stored is NonNullable<Stored> {
  if (!stored) refuse('the latents of that generation are gone', 'a generation that is run again first');
}

/**
 * Checks the latents that a request starts from against the windows that it will have at least: how long its voices are
 * exactly shows as they are decoded.
 * @param shape of a window's latents
 * @param voiceSeconds of each voice
 * @throws GenesisError INPUT_INVALID
 */
export function checkLatents(
  spec: GenerationSpec,
  earlier: EarlierLatents,
  shape: readonly number[],
  voiceSeconds: readonly number[],
): void {
  if (!spec.startLatents) return;
  if (earlier.shape) requireShape(earlier.shape, shape);
  const heard = voiceSeconds.map((seconds) => Math.max(0, Math.floor((seconds - PADDING) * SPEECH_RATE)));
  const { frames } = videoLength(spec, heard);
  requireWindows(spec.startLatents, planWindows(frames, spec.frameWindowSize, spec.motionFrames).length);
  requireStored(earlier.stored);
}
