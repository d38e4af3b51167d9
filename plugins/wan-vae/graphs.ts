import {
  type BuildContext,
  type FeatureMaps,
  type Graph,
  GraphBuilder,
  type GraphSet,
  type Value,
} from '../../core/plugin-api/index.ts';
import { ChunkWriter } from './chunk.ts';
import type { VaeConfig } from './config.ts';
import { writeLayers } from './layers.ts';
import { type Part, parts } from './parts.ts';

/** A value per latent channel, `[1, channels, 1, 1]`. */
const perChannel = (graph: GraphBuilder, values: readonly number[]): Value =>
  graph.constant(Float32Array.from(values), 'float32', [1, values.length, 1, 1]);

/** Last layers of the encoder to normalised latents: (mu − mean) · (1 / std). */
function toLatents(chunk: ChunkWriter, { latentChannels, statistics }: VaeConfig, maps: FeatureMaps): Value {
  const { graph } = chunk;
  const { convolution } = chunk;
  // The second half of the channels is the log-variance, which is not used: nothing is sampled.
  const moments = convolution.leave(graph, convolution.conv2d(graph, maps, chunk.kernel('conv1')));
  const mu = graph.cast(graph.slice(moments, 1, 0, latentChannels), 'float32');
  const inverse = Array.from(statistics.std, (std) => 1 / std);
  return graph.mul(graph.sub(mu, perChannel(graph, statistics.mean)), perChannel(graph, inverse));
}

/** Normalised latents to the first layers of the decoder. */
function fromLatents(chunk: ChunkWriter, { latentChannels, statistics }: VaeConfig, latents: Value): FeatureMaps {
  const { graph, convolution, context } = chunk;
  const scaled = graph.add(graph.mul(latents, perChannel(graph, statistics.std)), perChannel(graph, statistics.mean));
  const z = convolution.enter(graph, graph.cast(scaled, context.lowering.computeType), 1, latentChannels);
  return convolution.conv2d(graph, z, chunk.kernel('conv2'));
}

/** One part of one direction: `in` [channels, T, H, W] to `out`, both float32. */
function writePart(config: VaeConfig, context: BuildContext, part: Part, isFirst: boolean): Graph {
  const graph = new GraphBuilder(`${part.graph}.${isFirst ? 'first' : 'next'}`);
  const chunk = new ChunkWriter(graph, context, isFirst);
  const { convolution, computeType } = context.lowering;
  const frames = isFirst ? 1 : part.frames;
  const input = graph.input('in', 'float32', [part.channels, frames, 'height', 'width']);
  const x = graph.transpose(input, [1, 0, 2, 3]);
  const entered =
    part.graph === 'decode.latents'
      ? fromLatents(chunk, config, x)
      : convolution.enter(graph, graph.cast(x, computeType), frames, part.channels);
  const maps = writeLayers(chunk, part.layers, entered);
  let y: Value;
  if (part.graph === 'encode.latents') y = toLatents(chunk, config, maps);
  else {
    y = graph.cast(convolution.leave(graph, maps), 'float32');
    if (part.graph === 'decode.pixels') y = graph.op('Clip', [y, graph.scalar(-1), graph.scalar(1)]);
  }
  graph.output('out', graph.transpose(y, [1, 0, 2, 3]), ['channels', maps.frames, 'outHeight', 'outWidth']);
  return graph.finish();
}

export function buildVae(config: VaeConfig, context: BuildContext): GraphSet {
  return Object.fromEntries(
    Object.values(parts(config)).flatMap((part) => [
      [`${part.graph}.first`, writePart(config, context, part, true)],
      [`${part.graph}.next`, writePart(config, context, part, false)],
    ]),
  );
}
