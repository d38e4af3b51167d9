import * as ort from 'onnxruntime-node';
import type { Tensor } from '../plugin-api/tensor.ts';

/** The same data as onnxruntime's tensor. */
export function toOrt(tensor: Tensor): ort.Tensor {
  return new ort.Tensor(
    tensor.dtype as ort.Tensor.Type,
    tensor.data as ort.Tensor.DataTypeMap[ort.Tensor.Type],
    tensor.dims,
  );
}

/** The data of a tensor in host memory. */
export function fromOrt(tensor: ort.Tensor): Tensor {
  return { dtype: tensor.type as Tensor['dtype'], dims: tensor.dims, data: tensor.data as Tensor['data'] };
}
