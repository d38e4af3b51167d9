/** Element types that a tensor can have in memory or in a checkpoint. Names follow ONNX. */
export type DType =
  | 'float32'
  | 'float16'
  | 'bfloat16'
  | 'float8e4m3fn'
  | 'float8e5m2'
  | 'int64'
  | 'int32'
  | 'int16'
  | 'int8'
  | 'uint8'
  | 'bool'
  | 'float64';

export type TensorData =
  | Float32Array
  | Float64Array
  | Uint16Array
  | BigInt64Array
  | Int32Array
  | Int16Array
  | Int8Array
  | Uint8Array;

/** A dense row-major tensor in JS memory. float16, bfloat16 and bool keep their raw bits (Uint16Array, Uint8Array). */
export interface Tensor {
  readonly dtype: DType;
  readonly dims: readonly number[];
  readonly data: TensorData;
}

/** A tensor whose data is Float32Array: what samplers and stages compute with. */
export interface FloatTensor extends Tensor {
  readonly dtype: 'float32';
  readonly data: Float32Array;
}

/** Number of elements of a shape; 1 for a scalar. */
export function elementCount(dims: readonly number[]): number {
  return dims.reduce((product, size) => product * size, 1);
}

/** Wraps `data` as a float32 tensor. Throws RangeError when the shape does not hold exactly `data.length` elements. */
export function floatTensor(data: Float32Array, dims: readonly number[]): FloatTensor {
  if (elementCount(dims) !== data.length) {
    throw new RangeError(`shape [${dims.join(', ')}] does not hold ${data.length} elements`);
  }
  return { dtype: 'float32', dims, data };
}
