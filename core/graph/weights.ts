import type { TensorInfo } from '../plugin-api/checkpoint.ts';
import type { DType } from '../plugin-api/tensor.ts';
import { type GraphBuilder, int, type Value } from './builder.ts';

/** A checkpoint tensor's values in the given float type: cast, scaled, and joined from its parts where it has any. */
export function weightValue(graph: GraphBuilder, tensor: TensorInfo, dtype: DType): Value {
  const { parts, scale } = tensor;
  if (parts) {
    const alike = parts.every((part) => part.dtype === tensor.dtype && !part.scale);
    if (alike) return graph.cast(graph.external(tensor), dtype);
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
 * Rows of a table `[rows, ...]`, picked before they are cast: an embedding need not be widened as a whole.
 * @param rows int64 row numbers, of any shape
 */
export function weightRows(graph: GraphBuilder, tensor: TensorInfo, rows: Value, dtype: DType): Value {
  const pick = (table: Value): Value => graph.op('Gather', [table, rows], { axis: int(0) });
  const { scale, ...stored } = tensor;
  if (tensor.parts?.some((part) => part.scale)) return pick(weightValue(graph, tensor, dtype));
  const values = graph.cast(pick(graph.external(stored)), dtype);
  if (!scale) return values;
  const factor = graph.external(scale);
  return graph.mul(values, graph.cast(scale.shape.length === 0 ? factor : pick(factor), dtype));
}
