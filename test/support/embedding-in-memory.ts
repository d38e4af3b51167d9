import type { AudioEmbedding } from '../../core/pipeline/conditions/audio-embedding.ts';
import { type FloatTensor, floatTensor } from '../../core/plugin-api/index.ts';

/** @param tensor `[frames, layers, dim]` */
export function embeddingInMemory(tensor: FloatTensor): AudioEmbedding {
  const [frames, layers, dim] = tensor.dims as [number, number, number];
  const row = layers * dim;
  return {
    frames,
    layers,
    dim,
    read: async (start, count) =>
      floatTensor(tensor.data.subarray(start * row, (start + count) * row), [count, layers, dim]),
  };
}
