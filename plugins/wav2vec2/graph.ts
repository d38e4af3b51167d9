import {
  type BuildContext,
  type Graph,
  GraphBuilder,
  type GraphSet,
  int,
  ints,
  type Value,
  weightValue,
} from '../../core/plugin-api/index.ts';
import type { ConvLayer, Wav2vec2Config } from './config.ts';
import { convolve } from './convolve.ts';

/**
 * Graphs `moments` and `features` (convolutions over a chunk of samples) and `encoder` (transformer over the
 * resampled features of a whole clip). Activations between operators are float32; convolutions, linear layers and
 * attention use the compute type.
 */
export function buildWav2vec2(config: Wav2vec2Config, context: BuildContext): GraphSet {
  return { moments: moments(config, context), features: features(config, context), encoder: encoder(config, context) };
}

function parameter(graph: GraphBuilder, { checkpoint }: BuildContext, name: string): Value {
  return weightValue(graph, checkpoint.get(name), 'float32');
}

function layerNorm(graph: GraphBuilder, context: BuildContext, x: Value, name: string, epsilon: number): Value {
  const [weight, bias] = [parameter(graph, context, `${name}.weight`), parameter(graph, context, `${name}.bias`)];
  return graph.op('LayerNormalization', [x, weight, bias], { axis: int(-1), epsilon });
}

function linear(graph: GraphBuilder, { checkpoint, lowering }: BuildContext, x: Value, name: string): Value {
  const input = graph.cast(x, lowering.computeType);
  return lowering.linear(graph, input, checkpoint.get(`${name}.weight`), checkpoint.get(`${name}.bias`));
}

/** x `[1, in, time]` → `[1, out, (time − kernel) / stride + 1]`. */
function conv(
  graph: GraphBuilder,
  { checkpoint, lowering }: BuildContext,
  x: Value,
  name: string,
  { kernel, stride, outChannels: outer }: ConvLayer,
  inner: number,
): Value {
  const weight = lowering.weight(graph, checkpoint.get(`${name}.conv.weight`));
  const attributes = { kernel_shape: ints([kernel]), strides: ints([stride]) };
  const values = { x: graph.cast(x, lowering.computeType), weight, bias: null };
  return graph.cast(convolve(graph, lowering, values, { groups: 1, inner, outer }, attributes), 'float32');
}

/** samples `[1, 1, n]` → mean and population variance over time of the first convolution, `[channels]` each. */
function moments({ convs, prefix }: Wav2vec2Config, context: BuildContext): Graph {
  const graph = new GraphBuilder('wav2vec2_moments');
  const samples = graph.input('samples', 'float32', [1, 1, 'samples']);
  const x = conv(graph, context, samples, `${prefix}feature_extractor.conv_layers.0`, convs[0]!, 1);
  const mean = graph.op('ReduceMean', [x, graph.int64([2])], { keepdims: int(1) });
  const centred = graph.sub(x, mean);
  const variance = graph.op('ReduceMean', [graph.mul(centred, centred), graph.int64([2])], { keepdims: int(1) });
  const channels = convs[0]!.outChannels;
  graph.output('mean', graph.reshape(mean, [channels]), [channels]);
  graph.output('variance', graph.reshape(variance, [channels]), [channels]);
  return graph.finish();
}

/**
 * samples `[1, 1, n]`, mean and inverseDeviation `[channels]` of the whole clip → features `[time, channels]`.
 * The first convolution's GroupNorm has one channel per group, so its statistics run over the clip's whole time.
 */
function features({ convs, prefix }: Wav2vec2Config, context: BuildContext): Graph {
  const graph = new GraphBuilder('wav2vec2_features');
  let x = graph.input('samples', 'float32', [1, 1, 'samples']);
  const channels = convs[0]!.outChannels;
  const column = (value: Value) => graph.reshape(value, [1, channels, 1]);
  const mean = column(graph.input('mean', 'float32', [channels]));
  const inverseDeviation = column(graph.input('inverseDeviation', 'float32', [channels]));
  for (const [i, layer] of convs.entries()) {
    const name = `${prefix}feature_extractor.conv_layers.${i}`;
    x = conv(graph, context, x, name, layer, convs[i - 1]?.outChannels ?? 1);
    if (i === 0) {
      const [weight, bias] = ['weight', 'bias'].map((part) =>
        column(parameter(graph, context, `${name}.layer_norm.${part}`)),
      );
      x = graph.add(graph.mul(graph.mul(graph.sub(x, mean), inverseDeviation), weight!), bias!);
    }
    x = graph.op('Gelu', [x]);
  }
  const width = convs.at(-1)!.outChannels;
  graph.output('features', graph.transpose(graph.reshape(x, [width, -1]), [1, 0]), ['time', width]);
  return graph.finish();
}

/** features `[frames, channels]` → hidden states 1..L `[frames, layers, dim]`. Post-norm layers. */
function encoder(config: Wav2vec2Config, context: BuildContext): Graph {
  const { dim, layers, normEpsilon, prefix } = config;
  const graph = new GraphBuilder('wav2vec2_encoder');
  const input = graph.input('features', 'float32', ['frames', config.convs.at(-1)!.outChannels]);
  const normed = layerNorm(graph, context, input, `${prefix}feature_projection.layer_norm`, normEpsilon);
  let x = graph.cast(linear(graph, context, normed, `${prefix}feature_projection.projection`), 'float32');
  x = graph.add(x, positionConv(graph, config, context, x));
  x = layerNorm(graph, context, x, `${prefix}encoder.layer_norm`, normEpsilon);
  const hidden: Value[] = [];
  for (let i = 0; i < layers; i++) {
    const name = `${prefix}encoder.layers.${i}`;
    x = layerNorm(
      graph,
      context,
      graph.add(x, attention(graph, config, context, `${name}.attention`, x)),
      `${name}.layer_norm`,
      normEpsilon,
    );
    const inner = graph.op('Gelu', [linear(graph, context, x, `${name}.feed_forward.intermediate_dense`)]);
    const fed = graph.cast(linear(graph, context, inner, `${name}.feed_forward.output_dense`), 'float32');
    x = layerNorm(graph, context, graph.add(x, fed), `${name}.final_layer_norm`, normEpsilon);
    hidden.push(graph.unsqueeze(x, [1]));
  }
  graph.output('hidden', graph.concat(hidden, 1), ['frames', layers, dim]);
  return graph.finish();
}

/**
 * GELU of a grouped convolution over time, padded by kernel/2 on both sides; an even kernel's last output is dropped.
 * Weight normalisation has one gain per tap: weight[:, :, k] = gain[k] · direction[:, :, k] / ‖direction[:, :, k]‖.
 */
function positionConv(graph: GraphBuilder, config: Wav2vec2Config, context: BuildContext, x: Value): Value {
  const { positionKernel, positionGroups, positionWeight, prefix } = config;
  const { checkpoint, lowering } = context;
  const direction = parameter(graph, context, positionWeight.direction);
  const norm = graph.op('ReduceL2', [direction, graph.int64([0, 1])], { keepdims: int(1) });
  const weight = graph.mul(direction, graph.div(parameter(graph, context, positionWeight.gain), norm));
  const bias = lowering.weight(graph, checkpoint.get(`${prefix}encoder.pos_conv_embed.conv.bias`));
  const byChannel = graph.unsqueeze(graph.transpose(x, [1, 0]), [0]);
  const pad = Math.floor(positionKernel / 2);
  const attributes = {
    kernel_shape: ints([positionKernel]),
    // One output less at the end, so one padded input less: the same as dropping an even kernel's last output.
    pads: ints([pad, positionKernel % 2 === 0 ? pad - 1 : pad]),
  };
  const values = {
    x: graph.cast(byChannel, lowering.computeType),
    weight: graph.cast(weight, lowering.computeType),
    bias,
  };
  const perGroup = config.dim / positionGroups;
  const groups = { groups: positionGroups, inner: perGroup, outer: perGroup };
  const y = graph.op('Gelu', [convolve(graph, lowering, values, groups, attributes)]);
  return graph.transpose(graph.cast(graph.squeeze(y, [0]), 'float32'), [1, 0]);
}

function attention(
  graph: GraphBuilder,
  { dim, heads }: Wav2vec2Config,
  context: BuildContext,
  name: string,
  x: Value,
): Value {
  const project = (part: string) => graph.unsqueeze(linear(graph, context, x, `${name}.${part}`), [0]);
  const mixed = context.lowering.attention(graph, project('q_proj'), project('k_proj'), project('v_proj'), heads);
  return graph.cast(linear(graph, context, graph.reshape(mixed, [-1, dim]), `${name}.out_proj`), 'float32');
}
