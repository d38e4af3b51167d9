import { type GraphBuilder, int, ints, type Value } from '../../core/plugin-api/index.ts';

export interface BlockAttentionSize {
  /** Queries, and as many keys. */
  readonly tokens: number;
  readonly heads: number;
  readonly headDim: number;
  /** Keys and values that are worked on at once, a multiple of 128. */
  readonly part: number;
  readonly scale: number;
}

/** Inputs of a linear layer that share a factor, as the provider's tensor-core kernel wants them. */
export const BLOCK = 32;
/** Rows of keys are padded to a multiple of this. */
const ROWS = 128;
/** Inputs of one Concat: a shader binds at most ten buffers. */
const JOINED = 8;
/** Added to the logits of padding; float16 has nothing much lower. */
const MASKED = -60000;
/** Largest code of a block, and what is added before a value is cut off to its code: 128 is zero, 0.5 rounds. */
const LARGEST_CODE = 127;
const CODE_OFFSET = 128.5;

/** Keys of a part for `tokens`, at most `wanted`. */
export function partOf(tokens: number, wanted: number): number {
  return Math.min(Math.ceil(wanted / ROWS), Math.ceil(tokens / ROWS)) * ROWS;
}

function join(graph: GraphBuilder, values: readonly Value[], axis: number): Value {
  let left = [...values];
  while (left.length > 1) {
    left = Array.from({ length: Math.ceil(left.length / JOINED) }, (_, i) =>
      graph.concat(left.slice(i * JOINED, (i + 1) * JOINED), axis),
    );
  }
  return left[0]!;
}

const reduce = (graph: GraphBuilder, type: 'ReduceMax' | 'ReduceMean', x: Value, axis: number): Value =>
  graph.op(type, [x, graph.int64([axis])], { keepdims: int(1) });

/** The `index`-th row of the first axis. */
function row(graph: GraphBuilder, x: Value, index: number): Value {
  const at = graph.shared(`row:${index}`, () => graph.constant(BigInt64Array.of(BigInt(index)), 'int64', []));
  return graph.op('Gather', [x, at], { axis: int(0) });
}

interface Blocks {
  readonly codes: Value;
  readonly scales: Value;
}

/**
 * Whole numbers of 8 bits with a factor for every 32 of the last axis; x is float32.
 * @param dims of x with its last axis split in two, `[..., blocks, 32]`
 */
function toBlocks(graph: GraphBuilder, x: Value, dims: readonly number[], type: Value['dtype']): Blocks {
  const blocks = graph.reshape(x, dims);
  const largest = reduce(graph, 'ReduceMax', graph.op('Abs', [blocks]), -1);
  const scales = graph.op('Max', [graph.mul(largest, graph.scalar(1 / LARGEST_CODE)), graph.scalar(1e-7)]);
  const codes = graph.cast(graph.add(graph.div(blocks, scales), graph.scalar(CODE_OFFSET)), 'uint8');
  return { codes, scales: graph.cast(graph.squeeze(scales, [-1]), type) };
}

function product(
  graph: GraphBuilder,
  x: Value,
  { codes, scales }: Blocks,
  inner: number,
  out: number,
  bias: Value | null,
): Value {
  const attributes = { K: int(inner), N: int(out), bits: int(8), block_size: int(BLOCK), accuracy_level: int(0) };
  const inputs = [x, codes, scales, ...(bias ? [null, null, bias] : [])];
  return graph.op('MatMulNBits', inputs, attributes, { domain: 'com.microsoft' });
}

/**
 * Self-attention with keys and values held in 8 bits (as in SageAttention, arXiv:2410.02367), so that both products run
 * on the kernel of linear layers in blocks, which uses tensor cores. The means of keys and of values over all tokens are
 * taken out before: softmax does not see the first, the second is added to the result. Parts of the keys are softmaxed by
 * themselves and then weighted by their sums (as in FlashAttention), so that memory grows with `part`, not with the
 * square of the tokens. The sum of a part's exponentials is read off its softmax: p = exp(s) / sum at its largest s.
 * @param q `[1, tokens, heads · headDim]`; k and v likewise
 */
export function blockAttention(graph: GraphBuilder, q: Value, k: Value, v: Value, size: BlockAttentionSize): Value {
  const { tokens, heads, headDim, part, scale } = size;
  const type = q.dtype;
  const parts = Math.ceil(tokens / part);
  const padding = parts * part - tokens;
  const byHead = (x: Value) => graph.reshape(graph.cast(x, 'float32'), [tokens, heads, headDim]);
  const padded = (x: Value) => (padding === 0 ? x : graph.op('Pad', [x, graph.int64([0, 0, 0, padding, 0, 0])]));
  const centred = (x: Value) => {
    const mean = reduce(graph, 'ReduceMean', x, 0);
    return { mean, rest: padded(graph.sub(x, mean)) };
  };
  const keys = centred(byHead(k));
  const values = centred(byHead(v));
  const count = parts * heads;
  const inParts = (x: Value, perm: readonly number[]) =>
    graph.op('Transpose', [graph.reshape(x, [parts, part, heads, headDim])], { perm: ints(perm) });
  const keyBlocks = toBlocks(graph, inParts(keys.rest, [0, 2, 1, 3]), [count, part, headDim / BLOCK, BLOCK], type);
  const valueBlocks = toBlocks(graph, inParts(values.rest, [0, 2, 3, 1]), [count, headDim, part / BLOCK, BLOCK], type);
  const scaled = graph.cast(graph.mul(byHead(q), graph.scalar(scale)), type);
  const queries = graph.transpose(scaled, [1, 0, 2]);
  const mask = Float32Array.from({ length: part }, (_, i) => ((parts - 1) * part + i < tokens ? 0 : MASKED));
  const lastBias = padding === 0 ? null : graph.cast(graph.constant(mask, 'float32', [part]), type);
  const queriesOf = Array.from({ length: heads }, (_, head) => row(graph, queries, head));
  const partResult = (p: number) => {
    const results: Value[] = [];
    const sums: Value[] = [];
    for (let head = 0; head < heads; head++) {
      const blocksOf = ({ codes, scales }: Blocks): Blocks => ({
        codes: row(graph, codes, p * heads + head),
        scales: row(graph, scales, p * heads + head),
      });
      const bias = p === parts - 1 ? lastBias : null;
      const logits = product(graph, queriesOf[head]!, blocksOf(keyBlocks), headDim, part, bias);
      const weights = graph.op('Softmax', [logits], { axis: int(-1) });
      results.push(product(graph, weights, blocksOf(valueBlocks), part, headDim, null));
      if (parts === 1) continue;
      const top = (x: Value) => graph.cast(reduce(graph, 'ReduceMax', x, -1), 'float32');
      sums.push(graph.sub(top(logits), graph.op('Log', [top(weights)])));
    }
    const result = graph.cast(graph.reshape(join(graph, results, 1), [tokens, heads, headDim]), 'float32');
    return { result, logSum: parts === 1 ? null : graph.reshape(join(graph, sums, 1), [tokens, heads, 1]) };
  };
  let { result, logSum } = partResult(0);
  for (let p = 1; p < parts; p++) {
    const next = partResult(p);
    const highest = graph.op('Max', [logSum!, next.logSum!]);
    const before = graph.op('Exp', [graph.sub(logSum!, highest)]);
    const after = graph.op('Exp', [graph.sub(next.logSum!, highest)]);
    const sum = graph.add(before, after);
    result = graph.add(graph.mul(result, graph.div(before, sum)), graph.mul(next.result, graph.div(after, sum)));
    logSum = graph.add(highest, graph.op('Log', [sum]));
  }
  const whole = graph.add(result, values.mean);
  return graph.cast(graph.reshape(whole, [1, tokens, heads * headDim]), type);
}
