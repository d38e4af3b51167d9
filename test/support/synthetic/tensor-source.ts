import { open } from 'node:fs/promises';
import { DTYPE_BYTES } from '../../../core/graph/floats.ts';
import { type DType, elementCount, type TensorInfo } from '../../../core/plugin-api/index.ts';
import type { NarrowFloat } from '../../../core/quantize/narrow-floats.ts';

/** Pieces are multiples of this, so that no element of any type is cut. */
export const PIECE_BYTES = 1 << 20;

/** A tensor that is about to be written, in pieces: memory does not depend on its size. */
export interface TensorSource {
  readonly name: string;
  readonly dtype: DType;
  readonly shape: readonly number[];
  /** The bytes as they are stored, the same every time; null: a hole, for files of which only the header is read. */
  readonly pieces: (() => AsyncIterable<Uint8Array>) | null;
  /** Random weights can be made in any type at once, instead of being cast number by number. */
  readonly random?: {
    readonly largest: number;
    readonly encode: (dtype: 'float32' | NarrowFloat, scale: number) => (() => AsyncIterable<Uint8Array>) | null;
  };
}

export const byteLength = ({ dtype, shape }: Pick<TensorSource, 'dtype' | 'shape'>): number =>
  elementCount(shape) * DTYPE_BYTES[dtype];

/** A tensor that lies in memory. */
export function sourceOf(name: string, dtype: DType, shape: readonly number[], data: Uint8Array): TensorSource {
  return {
    name,
    dtype,
    shape,
    pieces: async function* () {
      yield data;
    },
  };
}

/** A tensor of an open checkpoint, as it is stored. */
export function storedSource(info: TensorInfo): TensorSource {
  const { name, dtype, shape, file, offset, length } = info;
  return {
    name,
    dtype,
    shape,
    pieces: async function* () {
      const handle = await open(file, 'r');
      try {
        for (let at = 0; at < length; at += PIECE_BYTES) {
          const piece = Buffer.alloc(Math.min(PIECE_BYTES, length - at));
          await handle.read(piece, 0, piece.length, offset + at);
          yield piece;
        }
      } finally {
        await handle.close();
      }
    },
  };
}

/** Rows `[first, end)` along axis 0. */
export function rowsOf(source: TensorSource, name: string, first: number, end: number): TensorSource {
  const shape = [end - first, ...source.shape.slice(1)];
  const { pieces } = source;
  const rowBytes = byteLength(source) / source.shape[0]!;
  const [from, to] = [first * rowBytes, end * rowBytes];
  return {
    name,
    shape,
    dtype: source.dtype,
    pieces:
      pieces &&
      async function* () {
        let at = 0;
        for await (const piece of pieces()) {
          const slice = piece.subarray(Math.max(0, from - at), Math.max(0, to - at));
          if (slice.length > 0) yield slice;
          at += piece.length;
          if (at >= to) return;
        }
      },
  };
}
