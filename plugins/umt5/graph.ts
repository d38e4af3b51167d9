import {
  type BuildContext,
  type Graph,
  GraphBuilder,
  type GraphSet,
  int,
  type Value,
  weightRows,
  weightValue,
} from '../../core/plugin-api/index.ts';
import { blockRanges, type Umt5Config } from './config.ts';

/** Stands for a forbidden key; below any logit, and finite, so that a fully masked row is no NaN. */
const LOWEST = { float32: -3.4028234663852886e38, float16: -65504 };

/**
 * Graphs `embed`, `blocks.i-j` (one or more), `norm`, each over one sequence. The residual stream is float32
 * between operators (umT5's activations leave float16's range); linear layers and attention use the compute type.
 */
export function buildUmt5(config: Umt5Config, context: BuildContext): GraphSet {
  const graphs: Record<string, Graph> = { embed: embed(config, context) };
  for (const { name, start, end } of blockRanges(config)) graphs[name] = blocks(config, context, start, end);
  graphs.norm = finalNorm(config, context);
  return graphs;
}

/** ids `[tokens]` → hidden `[tokens, dim]`. */
function embed({ dim }: Umt5Config, { checkpoint }: BuildContext): Graph {
  const graph = new GraphBuilder('umt5_embed');
  const ids = graph.input('ids', 'int64', ['tokens']);
  const rows = weightRows(graph, checkpoint.get('token_embedding.weight'), ids, 'float32');
  graph.output('hidden', rows, ['tokens', dim]);
  return graph.finish();
}

function finalNorm(config: Umt5Config, context: BuildContext): Graph {
  const graph = new GraphBuilder('umt5_norm');
  const x = graph.input('hidden', 'float32', ['tokens', config.dim]);
  graph.output('features', rmsNorm(graph, context, x, 'norm.weight', config.normEpsilon), ['tokens', config.dim]);
  return graph.finish();
}

/** x / sqrt(mean(x²) + ε) · weight over the last axis, in float32. */
function rmsNorm(graph: GraphBuilder, { checkpoint }: BuildContext, x: Value, weight: string, epsilon: number): Value {
  const gain = weightValue(graph, checkpoint.get(weight), 'float32');
  return graph.op('RMSNormalization', [x, gain], { axis: int(-1), epsilon });
}

/**
 * hidden `[tokens, dim]`, mask `[tokens]` (0: padding), buckets `[tokens, tokens]` (query, key) → hidden.
 * Pre-norm blocks: x += attention(norm1 x); x += feedForward(norm2 x).
 */
function blocks(config: Umt5Config, context: BuildContext, start: number, end: number): Graph {
  const graph = new GraphBuilder('umt5_blocks', { keep: context.lowering.keep });
  let x = graph.input('hidden', 'float32', ['tokens', config.dim]);
  const allowed = graph.reshape(graph.cast(graph.input('mask', 'int64', ['tokens']), 'bool'), [1, 1, 1, -1]);
  const buckets = graph.input('buckets', 'int64', ['tokens', 'tokens']);
  for (let i = start; i < end; i++) {
    const prefix = `blocks.${i}`;
    const bias = positionBias(graph, context, `${prefix}.pos_embedding.embedding.weight`, buckets, allowed);
    const attended = attention(
      graph,
      config,
      context,
      prefix,
      rmsNorm(graph, context, x, `${prefix}.norm1.weight`, config.normEpsilon),
      bias,
    );
    x = graph.add(x, attended);
    x = graph.add(
      x,
      feedForward(graph, context, prefix, rmsNorm(graph, context, x, `${prefix}.norm2.weight`, config.normEpsilon)),
    );
  }
  graph.output('result', x, ['tokens', config.dim]);
  return graph.finish();
}

/** Logit bias `[1, heads, tokens, tokens]`: the block's table by bucket, LOWEST where the key is padding. */
function positionBias(
  graph: GraphBuilder,
  { checkpoint, lowering }: BuildContext,
  table: string,
  buckets: Value,
  allowed: Value,
): Value {
  const byHead = graph.transpose(lowering.weight(graph, checkpoint.get(table)), [1, 0]);
  const bias = graph.unsqueeze(graph.op('Gather', [byHead, buckets], { axis: int(1) }), [0]);
  const lowest = graph.cast(graph.scalar(LOWEST[lowering.computeType]), lowering.computeType);
  return graph.op('Where', [allowed, bias, lowest], {}, { dtype: lowering.computeType });
}

/** No biases, and no 1/√headDim: T5 has it in the initialisation of q. */
function attention(
  graph: GraphBuilder,
  config: Umt5Config,
  context: BuildContext,
  prefix: string,
  x: Value,
  bias: Value,
): Value {
  const { checkpoint, lowering } = context;
  const input = graph.cast(x, lowering.computeType);
  const project = (part: string) =>
    graph.reshape(lowering.linear(graph, input, checkpoint.get(`${prefix}.attn.${part}.weight`), null), [
      1,
      -1,
      config.attentionDim,
    ]);
  const mixed = lowering.attention(graph, project('q'), project('k'), project('v'), config.heads, { scale: 1, bias });
  const rows = graph.reshape(mixed, [-1, config.attentionDim]);
  return graph.cast(lowering.linear(graph, rows, checkpoint.get(`${prefix}.attn.o.weight`), null), 'float32');
}

/** fc2( fc1(x) · gelu_tanh(gate(x)) ). */
function feedForward(graph: GraphBuilder, { checkpoint, lowering }: BuildContext, prefix: string, x: Value): Value {
  const input = graph.cast(x, lowering.computeType);
  const linear = (value: Value, layer: string) =>
    lowering.linear(graph, value, checkpoint.get(`${prefix}.ffn.${layer}.weight`), null);
  const gate = graph.op('Gelu', [linear(input, 'gate.0')], { approximate: 'tanh' });
  return graph.cast(linear(graph.mul(linear(input, 'fc1'), gate), 'fc2'), 'float32');
}
