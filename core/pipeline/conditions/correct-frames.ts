import { type FloatTensor, floatTensor } from '../../plugin-api/tensor.ts';
import { labStatistics, matchColor } from './color-match.ts';
import { matchColorMkl, rgbStatistics } from './color-match-mkl.ts';

/** lab: mean and deviation of L, a and b, as InfiniteTalk has it · mkl: mean and covariance of R, G and B. */
export type ColorMethod = 'lab' | 'mkl';

/**
 * Moves every frame's colours to those of a reference picture.
 * @param reference planar `[3, H, W]` in [-1, 1]
 * @param strength 0 (leave as it is) .. 1
 * @param method @default 'lab'
 * @returns a function from `[3, n, H, W]` to the same shape
 */
export function colorCorrection(
  reference: Float32Array,
  strength: number,
  method: ColorMethod = 'lab',
): (frames: FloatTensor) => FloatTensor {
  const match = frameMatcher(reference, strength, method);
  return (frames) => {
    const [channels, count, height, width] = frames.dims as [number, number, number, number];
    const plane = height * width;
    const out = new Float32Array(frames.data.length);
    const frame = new Float32Array(channels * plane);
    for (let f = 0; f < count; f++) {
      for (let c = 0; c < channels; c++) {
        const at = (c * count + f) * plane;
        frame.set(frames.data.subarray(at, at + plane), c * plane);
      }
      const matched = match(frame);
      for (let c = 0; c < channels; c++) out.set(matched.subarray(c * plane, (c + 1) * plane), (c * count + f) * plane);
    }
    return floatTensor(out, frames.dims);
  };
}

function frameMatcher(
  reference: Float32Array,
  strength: number,
  method: ColorMethod,
): (frame: Float32Array) => Float32Array {
  if (method === 'mkl') {
    const target = rgbStatistics(reference);
    return (frame) => matchColorMkl(frame, target, strength);
  }
  const target = labStatistics(reference);
  return (frame) => matchColor(frame, target, strength);
}
