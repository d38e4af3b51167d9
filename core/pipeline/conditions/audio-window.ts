import { type FloatTensor, floatTensor } from '../../plugin-api/tensor.ts';

/** Embedding frames of the mirrored tail past the end of the last window. */
const TAIL_MARGIN = 3;

/**
 * Embedding frames seen by the video frames `start .. start + frames`, clamped to the audio.
 * @param length embedding frames
 * @param window embedding frames per window, odd
 * @returns `[frames][window]`
 */
function windowIndices(start: number, frames: number, length: number, window: number): number[][] {
  const radius = (window - 1) / 2;
  return Array.from({ length: frames }, (_, frame) =>
    Array.from({ length: window }, (_, slot) => Math.min(Math.max(start + frame + slot - radius, 0), length - 1)),
  );
}

/**
 * Audio windows of one person for one clip.
 * @param embedding `[length, layers, dim]`, one row per video frame
 * @param start video frame at which the clip starts
 * @param window embedding frames per window, odd
 * @returns `[frames, window, layers, dim]`
 */
export function audioWindows(embedding: FloatTensor, start: number, frames: number, window: number): FloatTensor {
  const [length, layers, dim] = embedding.dims as [number, number, number];
  const row = layers * dim;
  const values = new Float32Array(frames * window * row);
  windowIndices(start, frames, length, window)
    .flat()
    .forEach((index, slot) => {
      values.set(embedding.data.subarray(index * row, (index + 1) * row), slot * row);
    });
  return floatTensor(values, [frames, window, layers, dim]);
}

/**
 * Extends an embedding that ends before the last clip does by its mirrored tail, 3 frames past the clip's end (or
 * the whole embedding mirrored, when it is shorter than that). An embedding that reaches past `end` is left as it is.
 * Source: MeiGen-AI/InfiniteTalk wan/multitalk.py, "Repeat audio emb".
 * @param embedding `[length, layers, dim]`
 * @param end first video frame after the last clip
 */
export function mirrorTail(embedding: FloatTensor, end: number): FloatTensor {
  const [length, layers, dim] = embedding.dims as [number, number, number];
  if (end < length) return embedding;
  const added = Math.min(end - length + TAIL_MARGIN, length);
  const row = layers * dim;
  const values = new Float32Array((length + added) * row);
  values.set(embedding.data);
  for (let i = 0; i < added; i++) {
    values.copyWithin((length + i) * row, (length - 1 - i) * row, (length - i) * row);
  }
  return floatTensor(values, [length + added, layers, dim]);
}
