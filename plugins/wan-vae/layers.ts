import { type FeatureMaps, int } from '../../core/plugin-api/index.ts';
import type { ChunkWriter } from './chunk.ts';
import type { Layer } from './config.ts';

/** norm, SiLU, conv, norm, SiLU, conv, and the input (through a 1×1×1 convolution when widths differ) added. */
function residual(chunk: ChunkWriter, { name, inChannels, outChannels }: Layer, x: FeatureMaps): FeatureMaps {
  const { graph, convolution } = chunk;
  const normed = (maps: FeatureMaps, part: number): FeatureMaps =>
    convolution.rmsNorm(graph, maps, chunk.tensor(`${name}.residual.${part}.gamma`), true);
  const shortcut = inChannels === outChannels ? x : convolution.conv2d(graph, x, chunk.kernel(`${name}.shortcut`));
  const inner = chunk.causalConv(normed(x, 0), chunk.kernel(`${name}.residual.2`));
  return chunk.causalConv(normed(inner, 3), chunk.kernel(`${name}.residual.6`), shortcut);
}

/** Attention over the positions of each frame, one head over all channels, and the input added. */
function attention(chunk: ChunkWriter, { name }: Layer, x: FeatureMaps): FeatureMaps {
  const { graph, convolution, context } = chunk;
  const { channels, frames } = x;
  const normed = convolution.rmsNorm(graph, x, chunk.tensor(`${name}.norm.gamma`), false);
  // [frames, 3 · channels, height, width], q, k and v in this order
  const maps = convolution.leave(graph, convolution.conv2d(graph, normed, chunk.kernel(`${name}.to_qkv`)));
  const parts = graph.split(graph.reshape(maps, [frames, 3 * channels, -1]), 1, [channels, channels, channels]);
  const [q, k, v] = parts.map((part) => graph.transpose(part, [0, 2, 1]));
  const mixed = graph.transpose(context.lowering.attention(graph, q!, k!, v!, 1), [0, 2, 1]);
  const size = graph.op('Shape', [maps], { start: int(2) }, { dtype: 'int64' });
  const shape = graph.concat([graph.int64([frames, channels]), size], 0);
  const entered = convolution.enter(graph, graph.op('Reshape', [mixed, shape]), frames, channels);
  return convolution.conv2d(graph, entered, chunk.kernel(`${name}.proj`), { add: x });
}

/**
 * Spatial convolution with stride 2 (zeros on the bottom and right only), then in time with stride 2, where one frame
 * of the chunk before is seen. The first chunk skips the convolution in time and is only remembered.
 */
function down(chunk: ChunkWriter, { name, temporal }: Layer, x: FeatureMaps): FeatureMaps {
  const { graph, convolution } = chunk;
  const y = convolution.conv2d(graph, x, chunk.kernel(`${name}.resample.1`), { stride: 2, pads: [0, 0, 1, 1] });
  if (!temporal) return y;
  const before = chunk.history(y, 1);
  return before ? convolution.conv3d(graph, before, y, chunk.kernel(`${name}.time_conv`), { stride: 2 }) : y;
}

/**
 * Convolution in time, whose two halves of output channels are the earlier and the later of two frames, then spatial
 * upsampling. The first chunk is neither doubled nor remembered: the second sees zeros before it.
 */
function up(chunk: ChunkWriter, { name, temporal }: Layer, x: FeatureMaps): FeatureMaps {
  const { graph, convolution } = chunk;
  const kernel = chunk.kernel(`${name}.resample.1`);
  if (!temporal) return convolution.upsampleConv2d(graph, x, kernel);
  const before = chunk.history(x, 2, chunk.isFirst ? 'zeros' : 'frames');
  const y = before ? convolution.conv3d(graph, before, x, chunk.kernel(`${name}.time_conv`), { split: 2 }) : x;
  return convolution.upsampleConv2d(graph, y, kernel);
}

function head(chunk: ChunkWriter, { name }: Layer, x: FeatureMaps): FeatureMaps {
  const normed = chunk.convolution.rmsNorm(chunk.graph, x, chunk.tensor(`${name}.0.gamma`), true);
  return chunk.causalConv(normed, chunk.kernel(`${name}.2`));
}

const WRITERS = {
  conv: (chunk: ChunkWriter, { name }: Layer, x: FeatureMaps) => chunk.causalConv(x, chunk.kernel(name)),
  residual,
  attention,
  down,
  up,
  head,
} as const;

/** Writes the layers one after the other. */
export function writeLayers(chunk: ChunkWriter, layers: readonly Layer[], x: FeatureMaps): FeatureMaps {
  return layers.reduce((maps, layer) => WRITERS[layer.kind](chunk, layer, maps), x);
}
