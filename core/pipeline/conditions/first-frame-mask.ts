import { type FloatTensor, floatTensor } from '../../plugin-api/tensor.ts';

/** Mask channels per latent frame: one per pixel frame that it stands for. */
const CHANNELS = 4;

/**
 * Marks which frames are given: all four channels of the first latent frame are 1, everything else is 0.
 * Channel k of latent frame j stands for pixel frame 4j − 3 + k; the first frame is repeated four times.
 * @param frames pixel frames, 4n + 1
 * @returns `[4, 1 + (frames − 1)/4, latentHeight, latentWidth]`
 */
export function firstFrameMask(frames: number, latentHeight: number, latentWidth: number): FloatTensor {
  if (frames % CHANNELS !== 1) throw new RangeError(`${frames} frames are not 4n + 1`);
  const latentFrames = 1 + (frames - 1) / CHANNELS;
  const plane = latentHeight * latentWidth;
  const mask = new Float32Array(CHANNELS * latentFrames * plane);
  for (let channel = 0; channel < CHANNELS; channel++) {
    const start = channel * latentFrames * plane;
    mask.fill(1, start, start + plane);
  }
  return floatTensor(mask, [CHANNELS, latentFrames, latentHeight, latentWidth]);
}
