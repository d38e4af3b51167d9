import { type GraphBuilder, int, type Value } from '../../core/plugin-api/index.ts';

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

/** The means over all tokens `[1, heads, headDim]`, and the rest in parts of `part` tokens, padded with zeros. */
function centredParts(graph: GraphBuilder, x: Value, size: BlockAttentionSize): { mean: Value; parts: Value[] } {
  const { tokens, heads, headDim, part } = size;
  const rows = graph.reshape(x, [tokens, heads, headDim]);
  const mean = reduce(graph, 'ReduceMean', graph.cast(rows, 'float32'), 0);
  const parts = Array.from({ length: Math.ceil(tokens / part) }, (_, p) => {
    const end = Math.min(tokens, (p + 1) * part);
    const rest = graph.sub(graph.cast(graph.slice(rows, 0, p * part, end), 'float32'), mean);
    const padding = (p + 1) * part - end;
    return padding === 0 ? rest : graph.op('Pad', [rest, graph.int64([0, 0, 0, padding, 0, 0])]);
  });
  return { mean, parts };
}

/** Attention to some of the keys `[tokens, headDim]`, and the logarithm of the sum of its exponentials `[tokens, 1]`. */
interface Attended {
  readonly result: Value;
  readonly logSum: Value;
}

/** Attention to the keys of both, each weighted by its sum. */
function merge(graph: GraphBuilder, a: Attended, b: Attended): Attended {
  const highest = graph.op('Max', [a.logSum, b.logSum]);
  const [first, second] = [a, b].map(({ logSum }) => graph.op('Exp', [graph.sub(logSum, highest)]));
  const sum = graph.add(first!, second!);
  const weighted = ({ result }: Attended, weight: Value) => graph.mul(result, graph.div(weight, sum));
  return {
    result: graph.add(weighted(a, first!), weighted(b, second!)),
    logSum: graph.add(highest, graph.op('Log', [sum])),
  };
}

/**
 * Self-attention with keys and values held in 8 bits (as in SageAttention, arXiv:2410.02367), so that both products run
 * on the kernel of linear layers in blocks, which uses tensor cores. The means of keys and of values over all tokens are
 * taken out before: softmax does not see the first, the second is added to the result. Parts of the keys are softmaxed by
 * themselves and then weighted by their sums (as in FlashAttention), so that memory grows with `part`, not with the
 * square of the tokens. The sum of a part's exponentials is read off its softmax: p = exp(s) / sum at its largest s.
 * Heads come one after the other, each a chain of its own: what one of them holds is freed before the next.
 * @param q `[1, tokens, heads · headDim]`; k and v likewise
 */
export function blockAttention(graph: GraphBuilder, q: Value, k: Value, v: Value, size: BlockAttentionSize): Value {
  const { tokens, heads, headDim, part, scale } = size;
  const type = q.dtype;
  const keys = centredParts(graph, k, size);
  const values = centredParts(graph, v, size);
  const keyBlocks = keys.parts.map((x) =>
    toBlocks(graph, graph.transpose(x, [1, 0, 2]), [heads, part, headDim / BLOCK, BLOCK], type),
  );
  const valueBlocks = values.parts.map((x) =>
    toBlocks(graph, graph.transpose(x, [1, 2, 0]), [heads, headDim, part / BLOCK, BLOCK], type),
  );
  const scaled = graph.cast(graph.mul(graph.cast(q, 'float32'), graph.scalar(scale)), type);
  const queries = graph.transpose(graph.reshape(scaled, [tokens, heads, headDim]), [1, 0, 2]);
  const means = graph.reshape(values.mean, [heads, 1, headDim]);
  const count = keyBlocks.length;
  const mask = Float32Array.from({ length: part }, (_, i) => ((count - 1) * part + i < tokens ? 0 : MASKED));
  const lastBias = count * part === tokens ? null : graph.cast(graph.constant(mask, 'float32', [part]), type);

  const attend = (query: Value, head: number, p: number): Attended => {
    const blocksOf = ({ codes, scales }: Blocks) => ({
      codes: row(graph, codes, head),
      scales: row(graph, scales, head),
    });
    const bias = p === count - 1 ? lastBias : null;
    const logits = product(graph, query, blocksOf(keyBlocks[p]!), headDim, part, bias);
    const weights = graph.op('Softmax', [logits], { axis: int(-1) });
    const result = graph.cast(product(graph, weights, blocksOf(valueBlocks[p]!), part, headDim, null), 'float32');
    const top = (x: Value) => graph.cast(reduce(graph, 'ReduceMax', x, -1), 'float32');
    return { result, logSum: count === 1 ? result : graph.sub(top(logits), graph.op('Log', [top(weights)])) };
  };
  const results = Array.from({ length: heads }, (_, head) => {
    const query = row(graph, queries, head);
    let whole = attend(query, head, 0);
    for (let p = 1; p < count; p++) whole = merge(graph, whole, attend(query, head, p));
    return graph.cast(graph.add(whole.result, row(graph, means, head)), type);
  });
  return graph.unsqueeze(join(graph, results, 1), [0]);
}
