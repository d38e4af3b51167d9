import { toFloat32 } from '../../core/graph/floats.ts';
import { elementCount, type Tensor } from '../../core/plugin-api/index.ts';

export interface Bounds {
  readonly maxAbs: number;
  readonly relL2: number;
}

export interface Comparison {
  readonly maxAbs: number;
  readonly relL2: number;
  readonly passed: boolean;
}

/** Compares a computed tensor with the recorded one. Equal infinities differ by 0; NaN never passes. */
export function compareTensors(actual: Tensor, expected: Tensor, bounds: Bounds): Comparison {
  const a = toFloat32(actual);
  const b = toFloat32(expected);
  const sameShape =
    actual.dims.length === expected.dims.length && actual.dims.every((size, axis) => size === expected.dims[axis]);
  if (!sameShape || elementCount(actual.dims) !== a.length)
    return { maxAbs: Number.NaN, relL2: Number.NaN, passed: false };
  let maxAbs = 0;
  let difference = 0;
  let norm = 0;
  for (let i = 0; i < b.length; i++) {
    const delta = a[i] === b[i] ? 0 : Math.abs(a[i]! - b[i]!);
    if (!(delta <= maxAbs)) maxAbs = delta;
    difference += delta * delta;
    if (Number.isFinite(b[i]!)) norm += b[i]! * b[i]!;
  }
  const relL2 = difference === 0 ? 0 : Math.sqrt(difference) / Math.sqrt(norm);
  return { maxAbs, relL2, passed: maxAbs <= bounds.maxAbs && relL2 <= bounds.relL2 };
}
