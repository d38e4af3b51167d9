import type { TensorInfo } from '../plugin-api/checkpoint.ts';
import { type DType, elementCount } from '../plugin-api/tensor.ts';
import { type GraphBuilder, int, type Value } from './builder.ts';
import { toFloat32 } from './floats.ts';

const isScaled = ({ scale, parts }: TensorInfo): boolean => scale !== undefined || (parts?.some(isScaled) ?? false);

/**
 * A checkpoint tensor's values in the given float type: cast, scaled, and joined from its parts where it has any. A scale
 * may be below float16's range, so it is applied in float32.
 */
export function weightValue(graph: GraphBuilder, tensor: TensorInfo, dtype: DType): Value {
  if (graph.feedsValues) return graph.fed(tensor, dtype);
  if (dtype === 'float16' && isScaled(tensor)) return graph.cast(weightValue(graph, tensor, 'float32'), dtype);
  const { parts, scale } = tensor;
  if (parts) {
    return graph.shared(`joined:${tensor.name}:${dtype}`, () =>
      graph.concat(
        parts.map((part) => weightValue(graph, part, dtype)),
        0,
      ),
    );
  }
  if (!scale) return graph.cast(graph.external(tensor), dtype);
  const { scale: _, ...stored } = tensor;
  return graph.shared(`scaled:${tensor.name}:${dtype}`, () =>
    graph.mul(graph.cast(graph.external(stored), dtype), graph.cast(graph.external(scale), dtype)),
  );
}

/**
 * A matrix for x · Wᵀ: `[in, out]` of a weight `[out, in]` (trailing dims of size 1 are allowed), in the given float type.
 * Where weights are inputs it comes in transposed: a session would make another kernel of a transposition and its product.
 */
export function transposedWeight(graph: GraphBuilder, tensor: TensorInfo, dtype: DType): Value {
  if (graph.feedsValues) return graph.fed(tensor, dtype, true);
  const [out, ...rest] = tensor.shape as [number, ...number[]];
  const stored = weightValue(graph, tensor, dtype);
  return graph.transpose(rest.length === 1 ? stored : graph.reshape(stored, [out, elementCount(rest)]), [1, 0]);
}

const isFloat8 = (dtype: DType): boolean => dtype === 'float8e4m3fn' || dtype === 'float8e5m2';

/** Rows of a stored table. Gather takes no 8-bit floats, so their bytes are gathered, then looked up among all 256 values. */
function storedRows(graph: GraphBuilder, table: TensorInfo, rows: Value): Value {
  const pick = (from: Value, indices: Value): Value => graph.op('Gather', [from, indices], { axis: int(0) });
  if (!isFloat8(table.dtype)) return pick(graph.external(table), rows);
  const codes = graph.external({ ...table, name: `${table.name}.bytes`, dtype: 'uint8' });
  const bytes = Uint8Array.from({ length: 256 }, (_, code) => code);
  const values = graph.shared(`values:${table.dtype}`, () =>
    graph.constant(toFloat32({ dtype: table.dtype, dims: [256], data: bytes }), 'float32', [256]),
  );
  return pick(values, graph.cast(pick(codes, rows), 'int32'));
}

/**
 * Rows of a table `[rows, ...]`, picked before they are cast: an embedding need not be widened as a whole.
 * @param rows int64 row numbers, of any shape
 */
export function weightRows(graph: GraphBuilder, tensor: TensorInfo, rows: Value, dtype: DType): Value {
  if (tensor.parts) return graph.op('Gather', [weightValue(graph, tensor, dtype), rows], { axis: int(0) });
  const { scale, ...stored } = tensor;
  const values = graph.cast(storedRows(graph, stored, rows), dtype);
  if (!scale) return values;
  const factor = scale.shape.length === 0 ? graph.external(scale) : storedRows(graph, scale, rows);
  return graph.mul(values, graph.cast(factor, dtype));
}
