import { type FloatTensor, floatTensor } from '../../plugin-api/tensor.ts';
import { stack } from '../latents.ts';
import type { AudioEmbedding } from './audio-embedding.ts';

/** Embedding frames of the mirrored tail past the end of the last window. */
const TAIL_MARGIN = 3;

/**
 * Audio windows of one person for one clip; what lies outside the audio is its first or last frame.
 * @param start video frame at which the clip starts
 * @param window embedding frames per window, odd
 * @returns `[frames, window, layers, dim]`
 */
export async function audioWindows(
  embedding: AudioEmbedding,
  start: number,
  frames: number,
  window: number,
): Promise<FloatTensor> {
  const { frames: length, layers, dim } = embedding;
  const radius = (window - 1) / 2;
  const at = (index: number) => Math.min(Math.max(index, 0), length - 1);
  const first = at(start - radius);
  const rows = await embedding.read(first, at(start + frames - 1 + radius) + 1 - first);
  const row = layers * dim;
  const values = new Float32Array(frames * window * row);
  for (let frame = 0; frame < frames; frame++) {
    for (let slot = 0; slot < window; slot++) {
      const from = (at(start + frame + slot - radius) - first) * row;
      values.set(rows.data.subarray(from, from + row), (frame * window + slot) * row);
    }
  }
  return floatTensor(values, [frames, window, layers, dim]);
}

/**
 * Extends an embedding that ends before the last clip does by its mirrored tail, 3 frames past the clip's end (or
 * the whole embedding mirrored, when it is shorter than that). An embedding that reaches past `end` is left as it is.
 * Source: MeiGen-AI/InfiniteTalk wan/multitalk.py, "Repeat audio emb".
 * @param end first video frame after the last clip
 */
export function mirrorTail(embedding: AudioEmbedding, end: number): AudioEmbedding {
  const { frames: length, layers, dim } = embedding;
  if (end < length) return embedding;
  const added = Math.min(end - length + TAIL_MARGIN, length);
  return {
    frames: length + added,
    layers,
    dim,
    read: async (start, count) => {
      const parts: FloatTensor[] = [];
      if (start < length) parts.push(await embedding.read(start, Math.min(count, length - start)));
      const mirrored = Math.max(start, length);
      if (start + count > mirrored) {
        const first = 2 * length - start - count;
        parts.push(reversed(await embedding.read(first, start + count - mirrored)));
      }
      return stack(parts);
    },
  };
}

/** Rows in reverse order. */
function reversed(rows: FloatTensor): FloatTensor {
  const count = rows.dims[0]!;
  const row = rows.data.length / count;
  const out = new Float32Array(rows.data.length);
  for (let i = 0; i < count; i++) out.set(rows.data.subarray(i * row, (i + 1) * row), (count - 1 - i) * row);
  return floatTensor(out, rows.dims);
}
