import { type BuildContext, type Graph, GraphBuilder, type GraphSet, type Value } from '../../core/plugin-api/index.ts';
import { ChunkWriter } from './chunk.ts';
import type { VaeConfig } from './config.ts';
import { writeLayers } from './layers.ts';

/** A value per latent channel, `[1, channels, 1, 1]`. */
const perChannel = (graph: GraphBuilder, values: readonly number[]): Value =>
  graph.constant(Float32Array.from(values), 'float32', [1, values.length, 1, 1]);

/** `frames` [3, T, H, W] in [-1, 1] to `latents` [z, T', h, w], normalised: (mu − mean) · (1 / std). */
function writeEncoder(config: VaeConfig, context: BuildContext, isFirst: boolean): Graph {
  const { encoder, latentChannels, imageChannels, statistics, temporalScale } = config;
  const graph = new GraphBuilder(isFirst ? 'encode.first' : 'encode.next');
  const chunk = new ChunkWriter(graph, context, isFirst);
  const { convolution, computeType } = context.lowering;
  const frames = isFirst ? 1 : temporalScale;
  const pixels = graph.input('frames', 'float32', [imageChannels, frames, 'height', 'width']);
  const x = graph.cast(graph.transpose(pixels, [1, 0, 2, 3]), computeType);
  const maps = writeLayers(chunk, encoder, convolution.enter(graph, x, frames, imageChannels));
  // The second half of the channels is the log-variance, which is not used: nothing is sampled.
  const moments = convolution.leave(graph, convolution.conv2d(graph, maps, chunk.kernel('conv1')));
  const mu = graph.cast(graph.slice(moments, 1, 0, latentChannels), 'float32');
  const inverse = Array.from(statistics.std, (std) => 1 / std);
  const latents = graph.mul(graph.sub(mu, perChannel(graph, statistics.mean)), perChannel(graph, inverse));
  graph.output('latents', graph.transpose(latents, [1, 0, 2, 3]), [latentChannels, maps.frames, 'h', 'w']);
  return graph.finish();
}

/** `latents` [z, 1, h, w], normalised, to `frames` [3, T, H, W] clamped to [-1, 1]. */
function writeDecoder(config: VaeConfig, context: BuildContext, isFirst: boolean): Graph {
  const { decoder, latentChannels, imageChannels, statistics } = config;
  const graph = new GraphBuilder(isFirst ? 'decode.first' : 'decode.next');
  const chunk = new ChunkWriter(graph, context, isFirst);
  const { convolution, computeType } = context.lowering;
  const latents = graph.input('latents', 'float32', [latentChannels, 1, 'h', 'w']);
  const scaled = graph.mul(graph.transpose(latents, [1, 0, 2, 3]), perChannel(graph, statistics.std));
  const z = graph.cast(graph.add(scaled, perChannel(graph, statistics.mean)), computeType);
  const x = convolution.conv2d(graph, convolution.enter(graph, z, 1, latentChannels), chunk.kernel('conv2'));
  const maps = writeLayers(chunk, decoder, x);
  const pixels = graph.cast(convolution.leave(graph, maps), 'float32');
  const clamped = graph.op('Clip', [pixels, graph.scalar(-1), graph.scalar(1)]);
  graph.output('frames', graph.transpose(clamped, [1, 0, 2, 3]), [imageChannels, maps.frames, 'height', 'width']);
  return graph.finish();
}

export function buildVae(config: VaeConfig, context: BuildContext): GraphSet {
  return {
    'encode.first': writeEncoder(config, context, true),
    'encode.next': writeEncoder(config, context, false),
    'decode.first': writeDecoder(config, context, true),
    'decode.next': writeDecoder(config, context, false),
  };
}
