import type { DType, Tensor, TensorData } from '../plugin-api/tensor.ts';

/** Bytes per element as stored in a file. */
export const DTYPE_BYTES: Record<DType, number> = {
  float64: 8,
  int64: 8,
  float32: 4,
  int32: 4,
  float16: 2,
  bfloat16: 2,
  int16: 2,
  float8e4m3fn: 1,
  float8e5m2: 1,
  int8: 1,
  uint8: 1,
  bool: 1,
};

/** Copies little-endian bytes into an array of the dtype's storage type (alignment does not matter). */
export function storageArray(dtype: DType, bytes: Uint8Array): TensorData {
  // A Buffer's own slice is a view.
  return storageView(dtype, Uint8Array.prototype.slice.call(bytes).buffer as ArrayBuffer);
}

/** A whole buffer as an array of the dtype's storage type. */
export function storageView(dtype: DType, buffer: ArrayBuffer): TensorData {
  switch (dtype) {
    case 'float64':
      return new Float64Array(buffer);
    case 'float32':
      return new Float32Array(buffer);
    case 'int64':
      return new BigInt64Array(buffer);
    case 'int32':
      return new Int32Array(buffer);
    case 'int16':
      return new Int16Array(buffer);
    case 'float16':
    case 'bfloat16':
      return new Uint16Array(buffer);
    case 'int8':
      return new Int8Array(buffer);
    default:
      return new Uint8Array(buffer);
  }
}

/** Value of a small binary float: sign, `exponentBits`, `mantissaBits`. */
function smallFloat(bits: number, exponentBits: number, mantissaBits: number, finiteOnly: boolean): number {
  const sign = bits >> (exponentBits + mantissaBits) ? -1 : 1;
  const exponentMask = (1 << exponentBits) - 1;
  const exponent = (bits >> mantissaBits) & exponentMask;
  const mantissa = bits & ((1 << mantissaBits) - 1);
  const bias = exponentMask >> 1;
  if (finiteOnly && exponent === exponentMask && mantissa === (1 << mantissaBits) - 1) return Number.NaN;
  if (!finiteOnly && exponent === exponentMask) return mantissa ? Number.NaN : sign * Number.POSITIVE_INFINITY;
  if (exponent === 0) return sign * mantissa * 2 ** (1 - bias - mantissaBits);
  return sign * (1 + mantissa / 2 ** mantissaBits) * 2 ** (exponent - bias);
}

const tableOf = (size: number, value: (bits: number) => number) =>
  Float32Array.from({ length: size }, (_, bits) => value(bits));
let halfTable: Float32Array | undefined;

/** The values of a tensor as float32. Integers beyond 2^24 lose precision. */
export function toFloat32(tensor: Tensor): Float32Array {
  const { dtype, data } = tensor;
  if (dtype === 'float32') return data as Float32Array;
  // Plain loops: `from` with a function takes ten times as long.
  const byTable = (table: Float32Array): Float32Array => {
    const bits = data as Uint16Array;
    const values = new Float32Array(bits.length);
    for (let i = 0; i < bits.length; i++) values[i] = table[bits[i]!]!;
    return values;
  };
  switch (dtype) {
    case 'float16':
      halfTable ??= tableOf(65536, (bits) => smallFloat(bits, 5, 10, false));
      return byTable(halfTable);
    case 'bfloat16': {
      const bits = data as Uint16Array;
      const words = new Uint32Array(bits.length);
      for (let i = 0; i < bits.length; i++) words[i] = bits[i]! << 16;
      return new Float32Array(words.buffer);
    }
    case 'float8e4m3fn':
      return byTable(tableOf(256, (bits) => smallFloat(bits, 4, 3, true)));
    case 'float8e5m2':
      return byTable(tableOf(256, (bits) => smallFloat(bits, 5, 2, false)));
    case 'int64':
      return Float32Array.from(data as BigInt64Array, Number);
    default:
      return Float32Array.from(data as Float64Array);
  }
}
