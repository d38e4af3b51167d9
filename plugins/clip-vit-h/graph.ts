import {
  type BuildContext,
  GraphBuilder,
  type GraphSet,
  int,
  ints,
  type Value,
  weightValue,
} from '../../core/plugin-api/index.ts';
import type { Activation, ClipConfig } from './config.ts';

/**
 * Graph `encode`: pixels `[1, 3, S, S]` → features `[1, 1 + grid², dim]`. The residual stream is float32 between
 * operators; convolution, linear layers and attention use the compute type.
 */
export function buildClip(config: ClipConfig, context: BuildContext): GraphSet {
  const { dim, imageSize, normEpsilon, prefix } = config;
  const graph = new GraphBuilder('clip_encode');
  const pixels = graph.input('pixels', 'float32', [1, 3, imageSize, imageSize]);
  let x = layerNorm(graph, context, embed(graph, config, context, pixels), `${prefix}pre_norm`, normEpsilon);
  for (let i = 0; i < config.layers; i++) {
    const block = `${prefix}transformer.${i}`;
    x = graph.add(
      x,
      attention(graph, config, context, `${block}.attn`, layerNorm(graph, context, x, `${block}.norm1`, normEpsilon)),
    );
    const normed = layerNorm(graph, context, x, `${block}.norm2`, normEpsilon);
    x = graph.add(x, mlp(graph, context, `${block}.mlp`, normed, config.activation));
  }
  const grid = Math.floor(imageSize / config.patchSize);
  graph.output('features', graph.unsqueeze(x, [0]), [1, 1 + grid * grid, dim]);
  return { encode: graph.finish() };
}

/** Class token, then patches row by row, plus position embedding: `[tokens, dim]`. */
function embed(
  graph: GraphBuilder,
  { prefix, patchSize, dim }: ClipConfig,
  { checkpoint, lowering }: BuildContext,
  pixels: Value,
): Value {
  const kernel = lowering.weight(graph, checkpoint.get(`${prefix}patch_embedding.weight`));
  const size = ints([patchSize, patchSize]);
  const patches = graph.op('Conv', [graph.cast(pixels, lowering.computeType), kernel], {
    kernel_shape: size,
    strides: size,
  });
  const rows = graph.cast(graph.transpose(graph.reshape(patches, [dim, -1]), [1, 0]), 'float32');
  const table = (name: string) =>
    graph.reshape(weightValue(graph, checkpoint.get(`${prefix}${name}`), 'float32'), [-1, dim]);
  return graph.add(graph.concat([table('cls_embedding'), rows], 0), table('pos_embedding'));
}

function layerNorm(graph: GraphBuilder, { checkpoint }: BuildContext, x: Value, name: string, epsilon: number): Value {
  const [weight, bias] = ['weight', 'bias'].map((part) =>
    weightValue(graph, checkpoint.get(`${name}.${part}`), 'float32'),
  );
  return graph.op('LayerNormalization', [x, weight!, bias!], { axis: int(-1), epsilon });
}

function linear(graph: GraphBuilder, { checkpoint, lowering }: BuildContext, x: Value, name: string): Value {
  return lowering.linear(graph, x, checkpoint.get(`${name}.weight`), checkpoint.get(`${name}.bias`));
}

/** Rows of `to_qkv` are q, then k, then v; scale 1/√headDim. */
function attention(
  graph: GraphBuilder,
  { dim, heads }: ClipConfig,
  context: BuildContext,
  name: string,
  x: Value,
): Value {
  const { lowering } = context;
  const joined = linear(graph, context, graph.cast(x, lowering.computeType), `${name}.to_qkv`);
  const [q, k, v] = graph.split(graph.unsqueeze(joined, [0]), 2, [dim, dim, dim]);
  const mixed = lowering.attention(graph, q!, k!, v!, heads);
  return graph.cast(linear(graph, context, graph.reshape(mixed, [-1, dim]), `${name}.proj`), 'float32');
}

function mlp(graph: GraphBuilder, context: BuildContext, name: string, x: Value, activation: Activation): Value {
  const widened = linear(graph, context, graph.cast(x, context.lowering.computeType), `${name}.0`);
  return graph.cast(linear(graph, context, activate(graph, widened, activation), `${name}.2`), 'float32');
}

function activate(graph: GraphBuilder, x: Value, activation: Activation): Value {
  if (activation === 'gelu') return graph.op('Gelu', [x]);
  const steepness = graph.cast(graph.scalar(1.702), x.dtype);
  return graph.mul(x, graph.op('Sigmoid', [graph.mul(x, steepness)]));
}
