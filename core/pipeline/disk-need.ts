import type { GenerationSpec } from '../runs/spec.ts';
import type { WindowPlan } from './windows.ts';

const F32 = 4;
const RGB = 3;
/** Latent positions per side and per frame of the Wan VAE. */
const SPATIAL_SCALE = 8;
const TEMPORAL_SCALE = 4;
/** Latents that a window stores: of the picture, of the motion frames, what was sampled, and twice the sampler's state. */
const STORED_LATENTS = 9;
/** Bytes of encoded video per pixel, on the safe side; the segments and the finished file both stay. */
const VIDEO_BYTES_PER_PIXEL = 0.25;
const VIDEO_COPIES = 2;

/** Bytes that the windows of a run and its video are going to take on disk, about. */
export function diskNeed(
  spec: Pick<GenerationSpec, 'width' | 'height' | 'motionFrames'>,
  windows: readonly WindowPlan[],
  latentChannels: number,
): number {
  const pixels = spec.width * spec.height;
  const positions = pixels / SPATIAL_SCALE ** 2;
  const each = windows.map(({ frames, newFrames }) => {
    const latentFrames = 1 + (frames - 1) / TEMPORAL_SCALE;
    const latents = latentFrames * positions * latentChannels * F32 * STORED_LATENTS;
    const tail = spec.motionFrames * pixels * RGB * F32;
    return latents + tail + newFrames * pixels * VIDEO_BYTES_PER_PIXEL * VIDEO_COPIES;
  });
  return Math.ceil(each.reduce((sum, bytes) => sum + bytes, 0));
}
