import { storageArray, toFloat32 } from '../../../core/graph/floats.ts';
import type { DType } from '../../../core/plugin-api/index.ts';
import { LARGEST, type NarrowFloat, narrowFloats } from '../../../core/quantize/narrow-floats.ts';
import { sourceOf, type TensorSource } from './tensor-source.ts';

/** How weights are to be stored. `scaled`: 8-bit floats with one scale per matrix. */
export interface Storage {
  readonly dtype: 'float32' | NarrowFloat;
  readonly scaled: boolean;
}

const FLOATS: readonly DType[] = ['float64', 'float32', 'float16', 'bfloat16', 'float8e4m3fn', 'float8e5m2'];

const bytesOf = ({ buffer, byteOffset, byteLength }: Uint8Array | Uint16Array | Float32Array): Uint8Array =>
  new Uint8Array(buffer as ArrayBuffer, byteOffset, byteLength);

async function* values(source: TensorSource): AsyncIterable<Float32Array> {
  for await (const piece of source.pieces?.() ?? []) {
    yield toFloat32({ dtype: source.dtype, dims: [], data: storageArray(source.dtype, piece) });
  }
}

function cast(source: TensorSource, dtype: Storage['dtype'], scale = 1): TensorSource {
  if (source.random) return { ...source, dtype, pieces: source.random.encode(dtype, scale) };
  const encode = (data: Float32Array): Uint8Array =>
    bytesOf(dtype === 'float32' ? data : narrowFloats(data, dtype, scale).bits);
  return {
    ...source,
    dtype,
    pieces:
      source.pieces &&
      async function* () {
        for await (const piece of values(source)) yield encode(piece);
      },
  };
}

const isEightBit = (dtype: DType): boolean => dtype === 'float8e4m3fn' || dtype === 'float8e5m2';

/**
 * Tools keep what is no matrix (norms, biases, modulation, tables of positions) in 16 bits or more. By canonical names, so
 * that a network has the same values in every dialect. open-clip's name of a fused projection has no place for a scale.
 */
const isMatrix = ({ name, shape }: TensorSource): boolean =>
  shape.length === 2 && name.endsWith('.weight') && !/(?<!token_)embedding|norm|to_qkv/.test(name);

async function largestOf(source: TensorSource): Promise<number> {
  let largest = 0;
  for await (const piece of values(source)) for (const value of piece) largest = Math.max(largest, Math.abs(value));
  return largest;
}

/** The tensor as it is stored, and its scale when it gets one. Integers stay as they are. */
export async function castSource(source: TensorSource, { dtype, scaled }: Storage): Promise<TensorSource[]> {
  if (source.dtype === dtype || !FLOATS.includes(source.dtype)) return [source];
  if (!isEightBit(dtype)) return [cast(source, dtype)];
  if (!isMatrix(source)) return [source.dtype === 'float32' ? cast(source, 'bfloat16') : source];
  if (!scaled) return [cast(source, dtype)];
  const largest = source.random?.largest ?? (await largestOf(source));
  const scale = largest === 0 ? 1 : Math.fround(largest / LARGEST[dtype as NarrowFloat]);
  const name = source.name.replace(/weight$/, 'scale_weight');
  return [cast(source, dtype, scale), sourceOf(name, 'float32', [1], bytesOf(Float32Array.of(scale)))];
}
