import { type BuildContext, type Graph, GraphBuilder, int } from '../../core/plugin-api/index.ts';
import type { DitConfig } from './config.ts';
import { Layers } from './layers.ts';
import { headModulation } from './time.ts';

/**
 * Graph `head`: hidden `[tokens, dim]` → velocity `[latentChannels, T, h, w]`. A token's row is (row in patch, column
 * in patch, channel), channel fastest.
 */
export function buildHead(config: DitConfig, context: BuildContext): Graph {
  const { dim, latentChannels, patch } = config;
  const graph = new GraphBuilder('dit_head');
  const layers = new Layers(graph, config, context, [null]);
  const hidden = graph.input('hidden', 'float32', ['tokens', dim]);
  const modulation = headModulation(layers, graph.input('time', 'float32', [1, dim]));
  const grid = graph.input('grid', 'int64', [3]);
  const rows = graph.cast(layers.linear(layers.modulatedNorm(hidden, modulation), 'head.head'), 'float32');
  const shape = graph.concat([grid, graph.int64([patch * patch * latentChannels])], 0);
  const byFrame = graph.transpose(graph.op('Reshape', [rows, shape]), [0, 3, 1, 2]);
  const frames = graph.op('DepthToSpace', [byFrame], { blocksize: int(patch), mode: 'DCR' });
  graph.output('velocity', graph.transpose(frames, [1, 0, 2, 3]), [latentChannels, 'T', 'h', 'w']);
  return graph.finish();
}
