import { toFloat32 } from '../graph/floats.ts';
import type { DType } from '../plugin-api/tensor.ts';

export type NarrowFloat = 'float16' | 'bfloat16' | 'float8e4m3fn' | 'float8e5m2';

/** Largest finite value of each format. */
export const LARGEST: Readonly<Record<NarrowFloat, number>> = {
  float16: 65504,
  bfloat16: 3.3895313892515355e38,
  float8e4m3fn: 448,
  float8e5m2: 57344,
};

interface Layout {
  readonly mantissaBits: number;
  readonly bias: number;
  readonly signShift: number;
  /** Bits of the largest finite value. */
  readonly top: number;
}

const LAYOUTS: Readonly<Record<NarrowFloat, Layout>> = {
  float16: { mantissaBits: 10, bias: 15, signShift: 15, top: 0x7bff },
  bfloat16: { mantissaBits: 7, bias: 127, signShift: 15, top: 0x7f7f },
  float8e4m3fn: { mantissaBits: 3, bias: 7, signShift: 7, top: 0x7e },
  float8e5m2: { mantissaBits: 2, bias: 15, signShift: 7, top: 0x7b },
};

const tables = new Map<DType, Float32Array>();

/** Every value of a format by its bits. */
function valuesOf(format: NarrowFloat): Float32Array {
  let table = tables.get(format);
  if (!table) {
    const size = LAYOUTS[format].signShift === 15 ? 65536 : 256;
    const data =
      size === 256 ? Uint8Array.from({ length: size }, (_, i) => i) : Uint16Array.from({ length: size }, (_, i) => i);
    table = toFloat32({ dtype: format, dims: [size], data });
    tables.set(format, table);
  }
  return table;
}

export interface NarrowedValues {
  /** Raw bits. */
  readonly bits: Uint8Array | Uint16Array;
  /** Values beyond the largest finite one; they become that one. */
  readonly saturated: number;
  /** Sum of squared differences between `values` and what the bits stand for. */
  readonly squaredError: number;
}

/**
 * Rounds finite values / `scale` to the nearest value of a narrower format, ties to even; beyond its range to the
 * largest finite value.
 */
export function narrowFloats(values: Float32Array, format: NarrowFloat, scale = 1): NarrowedValues {
  const { mantissaBits, bias, signShift, top } = LAYOUTS[format];
  const table = valuesOf(format);
  const bits = signShift === 15 ? new Uint16Array(values.length) : new Uint8Array(values.length);
  const scaled = new Float32Array(1);
  const word = new Uint32Array(scaled.buffer);
  const shift = 23 - mantissaBits;
  const half = (1 << (shift - 1)) - 1;
  const leastNormal = 2 ** (1 - bias);
  const step = 2 ** (1 - bias - mantissaBits);
  let saturated = 0;
  let squaredError = 0;
  for (let i = 0; i < values.length; i++) {
    scaled[0] = values[i]! / scale;
    const sign = word[0]! >>> 31;
    const magnitude = word[0]! & 0x7fffffff;
    let code: number;
    if (Math.abs(scaled[0]!) < leastNormal) {
      const steps = Math.abs(scaled[0]!) / step;
      const low = Math.floor(steps);
      const rest = steps - low;
      code = rest > 0.5 || (rest === 0.5 && low % 2 === 1) ? low + 1 : low;
    } else {
      code = ((magnitude + half + ((magnitude >>> shift) & 1)) >>> shift) - ((127 - bias) << mantissaBits);
    }
    if (code > top) {
      code = top;
      saturated += 1;
    }
    bits[i] = (sign << signShift) | code;
    const difference = values[i]! - table[bits[i]!]! * scale;
    squaredError += difference * difference;
  }
  return { bits, saturated, squaredError };
}
