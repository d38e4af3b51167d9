import type { AttentionOptions } from '../plugin-api/lowering.ts';
import { type GraphBuilder, int, type Value } from './builder.ts';

/** `x[:, first / of · size : (first + 1) / of · size]`, in whole numbers rounded down: parts differ by one at most. */
function part(graph: GraphBuilder, x: Value, size: Value, axis: number, first: number, of: number): Value {
  const bound = (index: number) =>
    graph.op('Div', [graph.op('Mul', [size, graph.int64([index])]), graph.int64([of])], {}, { dtype: 'int64' });
  return graph.op('Slice', [x, bound(first), bound(first + 1), graph.int64([axis])]);
}

/**
 * softmax(q · kᵀ · scale + bias) · v by com.microsoft MultiHeadAttention; with `slices`, one after the other for parts of
 * the queries. See Lowering.attention.
 */
export function multiHeadAttention(
  graph: GraphBuilder,
  q: Value,
  k: Value,
  v: Value,
  heads: number,
  { scale, bias, slices = 1 }: AttentionOptions = {},
): Value {
  if (slices > 1) {
    const size = graph.op('Shape', [q], { start: int(1), end: int(2) }, { dtype: 'int64' });
    const parts = Array.from({ length: slices }, (_, i) => {
      const partBias = bias ? { bias: part(graph, bias, size, 2, i, slices) } : {};
      const options = { ...(scale === undefined ? {} : { scale }), ...partBias };
      return multiHeadAttention(graph, part(graph, q, size, 1, i, slices), k, v, heads, options);
    });
    return joined(graph, parts);
  }
  return graph.op(
    'MultiHeadAttention',
    [q, k, v, null, null, bias ?? null],
    { num_heads: int(heads), ...(scale === undefined ? {} : { scale }) },
    { domain: 'com.microsoft' },
  );
}

/** Inputs of one Concat: a WebGPU shader binds at most ten buffers. */
const JOINED = 8;

function joined(graph: GraphBuilder, parts: readonly Value[]): Value {
  if (parts.length <= JOINED) return graph.concat(parts, 1);
  const groups = Array.from({ length: Math.ceil(parts.length / JOINED) }, (_, i) =>
    graph.concat(parts.slice(i * JOINED, (i + 1) * JOINED), 1),
  );
  return joined(graph, groups);
}
