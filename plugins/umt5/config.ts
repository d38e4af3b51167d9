import {
  type CheckpointView,
  countLayers,
  expectRank,
  expectTensors,
  GenesisError,
  type NetworkFacts,
  positiveSetting,
  type TensorShapes,
} from '../../core/plugin-api/index.ts';

/** Dims of a umT5 encoder. `attentionDim` (all heads together) need not equal `dim`. */
export interface Umt5Config {
  readonly vocabulary: number;
  readonly dim: number;
  readonly attentionDim: number;
  readonly feedForwardDim: number;
  readonly heads: number;
  readonly layers: number;
  /** Rows of a relative-position table: half for keys after the query, half for the others. */
  readonly buckets: number;
  /** Distance in tokens from which all positions share the last bucket; setting `max_dist`. */
  readonly maxDistance: number;
  /** Setting `norm_eps`. */
  readonly normEpsilon: number;
  readonly parameters: number;
}

const NETWORK = 'umT5';

/** What a checkpoint of the T5 family is when it is not umT5 under its official names; null for umT5 and for strangers. */
function lookalike(checkpoint: CheckpointView): string | null {
  const transformers = 'encoder.block.0.layer.';
  if (checkpoint.has(`${transformers}0.SelfAttention.q.weight`)) {
    if (checkpoint.has(`${transformers}1.DenseReluDense.wi.weight`))
      return 'the original T5 (t5-small … t5-11b: feed-forward without a gate)';
    return 'T5 v1.1 or Flan-T5 (one relative-position table for all layers)';
  }
  if (!checkpoint.has('blocks.0.attn.q.weight') || !checkpoint.has('token_embedding.weight')) return null;
  if (!checkpoint.has('blocks.0.ffn.gate.0.weight')) return 'the original T5 (feed-forward without a gate)';
  if (checkpoint.has('pos_embedding.embedding.weight'))
    return 'T5 v1.1 or mT5 (one relative-position table for all layers)';
  return null;
}

/** Reads the dims of a umT5 encoder; null when the checkpoint is of another family. */
export function detectUmt5(checkpoint: CheckpointView): Umt5Config | null {
  const other = lookalike(checkpoint);
  if (other !== null) {
    throw new GenesisError(
      'CHECKPOINT_UNSUPPORTED',
      `The checkpoint is ${other}, not umT5, which Wan was trained with. To save memory, umT5 in 8 or 4 bits saves more than a smaller T5.`,
      {
        accepted: 'umT5-XXL, in any precision',
      },
    );
  }
  if (!checkpoint.has('token_embedding.weight') || !checkpoint.has('blocks.0.attn.q.weight')) return null;
  const rows = (name: string) => expectRank(checkpoint, NETWORK, name, 2).shape as readonly [number, number];
  const [vocabulary, dim] = rows('token_embedding.weight');
  const [attentionDim] = rows('blocks.0.attn.q.weight');
  const [feedForwardDim] = rows('blocks.0.ffn.fc1.weight');
  const [buckets, heads] = rows('blocks.0.pos_embedding.embedding.weight');
  const dims = {
    vocabulary,
    dim,
    attentionDim,
    feedForwardDim,
    heads,
    layers: countLayers(checkpoint, 'blocks.', '.attn.q.weight'),
    buckets,
    maxDistance: positiveSetting(checkpoint, 'max_dist', 128),
    normEpsilon: positiveSetting(checkpoint, 'norm_eps', 1e-6),
  };
  if (attentionDim % heads !== 0) {
    throw new GenesisError(
      'CHECKPOINT_INVALID',
      `umT5: ${attentionDim} attention channels cannot be split into ${heads} heads`,
    );
  }
  if (buckets < 4 || dims.maxDistance <= Math.floor(buckets / 4)) {
    throw new GenesisError(
      'CHECKPOINT_INVALID',
      `umT5: ${buckets} position buckets over ${dims.maxDistance} tokens cannot be laid out`,
      {
        accepted: 'at least 4 buckets, and max_dist over a quarter of their number',
      },
    );
  }
  return { ...dims, parameters: expectTensors(checkpoint, NETWORK, tensorShapes(dims)) };
}

function tensorShapes(dims: Omit<Umt5Config, 'parameters'>): TensorShapes {
  const { dim, attentionDim, feedForwardDim } = dims;
  const shapes: Record<string, readonly number[]> = {
    'token_embedding.weight': [dims.vocabulary, dim],
    'norm.weight': [dim],
  };
  for (let i = 0; i < dims.layers; i++) {
    Object.assign(shapes, {
      [`blocks.${i}.norm1.weight`]: [dim],
      [`blocks.${i}.attn.q.weight`]: [attentionDim, dim],
      [`blocks.${i}.attn.k.weight`]: [attentionDim, dim],
      [`blocks.${i}.attn.v.weight`]: [attentionDim, dim],
      [`blocks.${i}.attn.o.weight`]: [dim, attentionDim],
      [`blocks.${i}.pos_embedding.embedding.weight`]: [dims.buckets, dims.heads],
      [`blocks.${i}.norm2.weight`]: [dim],
      [`blocks.${i}.ffn.gate.0.weight`]: [feedForwardDim, dim],
      [`blocks.${i}.ffn.fc1.weight`]: [feedForwardDim, dim],
      [`blocks.${i}.ffn.fc2.weight`]: [dim, feedForwardDim],
    });
  }
  return shapes;
}

export function umt5Facts(config: Umt5Config): NetworkFacts {
  const { parameters, vocabulary, dim, attentionDim, feedForwardDim, heads, layers, buckets } = config;
  return { parameters, dims: { vocabulary, dim, attentionDim, feedForwardDim, heads, layers, buckets } };
}

/** Parameters of one graph at most; 1 GiB as float32. */
const PARAMETERS_PER_GRAPH = 2 ** 28;

/** The blocks `[start, end)` of each graph: as many in a row as fit PARAMETERS_PER_GRAPH, at least one. */
export function blockRanges(
  config: Umt5Config,
): { readonly name: string; readonly start: number; readonly end: number }[] {
  const perBlock = 4 * config.dim * config.attentionDim + 3 * config.dim * config.feedForwardDim;
  const size = Math.max(1, Math.floor(PARAMETERS_PER_GRAPH / perBlock));
  return Array.from({ length: Math.ceil(config.layers / size) }, (_, i) => {
    const start = i * size;
    const end = Math.min(config.layers, start + size);
    return { name: `blocks.${start}-${end - 1}`, start, end };
  });
}
