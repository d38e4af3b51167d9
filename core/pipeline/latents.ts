import { type FloatTensor, floatTensor } from '../plugin-api/tensor.ts';

/**
 * Frames `start .. start + count` of a channel-first tensor.
 * @param tensor `[channels, frames, height, width]`
 * @returns `[channels, count, height, width]`
 */
export function sliceFrames(tensor: FloatTensor, start: number, count: number): FloatTensor {
  const [channels, frames, height, width] = tensor.dims as [number, number, number, number];
  if (start < 0 || start + count > frames) throw new RangeError(`frames ${start}..${start + count} of ${frames}`);
  const plane = height * width;
  const out = new Float32Array(channels * count * plane);
  for (let c = 0; c < channels; c++) {
    const from = (c * frames + start) * plane;
    out.set(tensor.data.subarray(from, from + count * plane), c * count * plane);
  }
  return floatTensor(out, [channels, count, height, width]);
}

/** Joins channel-first tensors `[channels, frames, height, width]` along the frames. */
export function joinFrames(parts: readonly FloatTensor[]): FloatTensor {
  const [channels, , height, width] = parts[0]!.dims as [number, number, number, number];
  const frames = parts.reduce((sum, part) => sum + part.dims[1]!, 0);
  const out = floatTensor(new Float32Array(channels * frames * height * width), [channels, frames, height, width]);
  let at = 0;
  for (const part of parts) {
    overwriteFrames(out, part, at);
    at += part.dims[1]!;
  }
  return out;
}

/** Writes the frames of `part` into `target` from frame `start` on, in place. Both are `[channels, frames, height, width]`. */
export function overwriteFrames(target: FloatTensor, part: FloatTensor, start = 0): void {
  const [channels, frames, height, width] = target.dims as [number, number, number, number];
  const count = part.dims[1]!;
  const plane = height * width;
  for (let c = 0; c < channels; c++) {
    target.data.set(part.data.subarray(c * count * plane, (c + 1) * count * plane), (c * frames + start) * plane);
  }
}

/** Joins tensors of equal trailing dims along the first axis. */
export function stack(parts: readonly FloatTensor[]): FloatTensor {
  const out = new Float32Array(parts.reduce((sum, part) => sum + part.data.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part.data, at);
    at += part.data.length;
  }
  return floatTensor(out, [parts.reduce((sum, part) => sum + part.dims[0]!, 0), ...parts[0]!.dims.slice(1)]);
}
