import type { TensorInfo } from '../plugin-api/checkpoint.ts';
import { elementCount } from '../plugin-api/tensor.ts';

/** Kernels work on so many rows of a weight at a time. */
const ROW_MULTIPLE = 16;

/** Rows `[from, to)` of a tensor that is stored as a whole; its scale may be one number or one per row. */
function rows(tensor: TensorInfo, from: number, to: number): TensorInfo {
  const { scale, blocks, shape, length } = tensor;
  const bytes = length / shape[0]!;
  return {
    ...tensor,
    name: `${tensor.name}.rows${from}`,
    shape: [to - from, ...shape.slice(1)],
    offset: tensor.offset + from * bytes,
    length: (to - from) * bytes,
    ...(scale && scale.shape[0] === shape[0] ? { scale: rows(scale, from, to) } : {}),
    ...(blocks && {
      blocks: { ...blocks, codes: rows(blocks.codes, from, to), scales: rows(blocks.scales, from, to) },
    }),
  };
}

/**
 * A weight `[rows, ...]` as pieces along axis 0 of about equal size, in order, which lie where the weight lies.
 * @param elements of a piece at most, unless 16 rows have more
 */
export function rowPieces(tensor: TensorInfo, elements: number): TensorInfo[] {
  if (tensor.parts) return tensor.parts.flatMap((part) => rowPieces(part, elements));
  const count = tensor.shape[0]!;
  const pieces = Math.ceil(elementCount(tensor.shape) / elements);
  if (pieces <= 1) return [tensor];
  const each = Math.ceil(count / pieces / ROW_MULTIPLE) * ROW_MULTIPLE;
  return Array.from({ length: Math.ceil(count / each) }, (_, i) =>
    rows(tensor, i * each, Math.min(count, (i + 1) * each)),
  );
}
