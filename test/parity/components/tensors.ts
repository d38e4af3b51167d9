import { elementCount, type FloatTensor, floatTensor, type Tensor } from '../../../core/plugin-api/index.ts';
import type { ParityCase } from '../case.ts';

/** A recorded float32 tensor. */
export function readFloats(parityCase: ParityCase, name: string): FloatTensor {
  const tensor = parityCase.tensors[name];
  if (!(tensor?.data instanceof Float32Array)) throw new Error(`${parityCase.name} has no float32 tensor ${name}`);
  return floatTensor(tensor.data, tensor.dims);
}

/** Recorded tensors `prefix.0`, `prefix.1`, ... in order of their number. */
export function numbered(parityCase: ParityCase, prefix: string): string[] {
  const names = Object.keys(parityCase.tensors).filter((name) => name.startsWith(`${prefix}.`));
  return names.sort((a, b) => Number(a.slice(prefix.length + 1)) - Number(b.slice(prefix.length + 1)));
}

/** Whole numbers as an int64 tensor. */
export function int64Tensor(values: readonly number[], dims: readonly number[]): Tensor {
  if (elementCount(dims) !== values.length) throw new RangeError(`[${dims.join(', ')}] does not hold ${values.length}`);
  return { dtype: 'int64', dims, data: BigInt64Array.from(values, BigInt) };
}

/** A 0/1 tensor as uint8. */
export function maskTensor(values: ArrayLike<number>, dims: readonly number[]): Tensor {
  return { dtype: 'uint8', dims, data: Uint8Array.from(values) };
}
