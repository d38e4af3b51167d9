import { type FloatTensor, floatTensor } from '../../plugin-api/tensor.ts';
import { labStatistics, matchColor } from './color-match.ts';

/**
 * Moves every frame's Lab mean and deviation to those of a reference picture.
 * @param reference planar `[3, H, W]` in [-1, 1]
 * @param strength 0 (leave as it is) .. 1
 * @returns a function from `[3, n, H, W]` to the same shape
 */
export function colorCorrection(reference: Float32Array, strength: number): (frames: FloatTensor) => FloatTensor {
  const target = labStatistics(reference);
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
      const matched = matchColor(frame, target, strength);
      for (let c = 0; c < channels; c++) out.set(matched.subarray(c * plane, (c + 1) * plane), (c * count + f) * plane);
    }
    return floatTensor(out, frames.dims);
  };
}
