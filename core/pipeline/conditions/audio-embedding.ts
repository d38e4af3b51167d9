import { type FloatTensor, floatTensor } from '../../plugin-api/tensor.ts';

/** One person's audio features, one row per video frame, that are read as windows need them. */
export interface AudioEmbedding {
  readonly frames: number;
  readonly layers: number;
  readonly dim: number;
  /** Rows `start .. start + count`, all of which exist: `[count, layers, dim]`. */
  read(start: number, count: number): Promise<FloatTensor>;
}

type Shape = Pick<AudioEmbedding, 'frames' | 'layers' | 'dim'>;

/** Rows of float32 that lie somewhere else. @param read numbers `start .. start + count` of them */
export function storedEmbedding(
  read: (start: number, count: number) => Promise<Float32Array>,
  shape: Shape,
): AudioEmbedding {
  const { layers, dim } = shape;
  const row = layers * dim;
  return {
    ...shape,
    read: async (start, count) => floatTensor(await read(start * row, count * row), [count, layers, dim]),
  };
}

/** No sound at all. */
export function silentEmbedding(shape: Shape): AudioEmbedding {
  const { layers, dim } = shape;
  return {
    ...shape,
    read: async (_start, count) => floatTensor(new Float32Array(count * layers * dim), [count, layers, dim]),
  };
}
