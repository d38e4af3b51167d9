import { type BuildContext, type Graph, GraphBuilder, ints, type Value } from '../../core/plugin-api/index.ts';
import { peopleInput, selfAttention } from './block.ts';
import type { DitConfig } from './config.ts';
import { blockGraph, Layers } from './layers.ts';
import { blockModulation } from './time.ts';

/**
 * Graph `embed`: latents `[latentChannels, T, h, w]` and condition `[inChannels − latentChannels, T, h, w]` → tokens
 * `[tokens, dim]`.
 */
export function buildEmbed(config: DitConfig, context: BuildContext): Graph {
  const { dim, inChannels, latentChannels } = config;
  const graph = new GraphBuilder('dit_embed');
  const layers = new Layers(graph, config, context, [null]);
  const latents = graph.input('latents', 'float32', [latentChannels, 'T', 'h', 'w']);
  const condition = graph.input('condition', 'float32', [inChannels - latentChannels, 'T', 'h', 'w']);
  graph.output('tokens', patches(layers, graph.concat([latents, condition], 0)), ['tokens', dim]);
  return graph.finish();
}

/**
 * Graph `first`: tokens → hidden `[tokens, dim]` after the self-attention of block 0, which is the same for every
 * prediction of a step; swapped if block 0 is.
 */
export function buildFirst(config: DitConfig, context: BuildContext, swapped: boolean): Graph {
  const { dim } = config;
  const graph = blockGraph('dit_first', context, swapped);
  const layers = new Layers(graph, config, context, [0]);
  const tokens = graph.input('tokens', 'float32', ['tokens', dim]);
  const [modulation] = blockModulation(layers, 'blocks.0', graph.input('modulation', 'float32', [6, dim]));
  const rope = layers.ropeInput('cos', 'sin');
  const { x, place } = selfAttention(layers, 'blocks.0', tokens, modulation, rope, peopleInput(layers));
  graph.output('hidden', x, ['tokens', dim]);
  if (place) graph.output('place', place, ['places', 1]);
  return graph.finish();
}

/** Patch embedding `[channels, T, h, w]` → `[tokens, dim]`, ordered frame, row, column: a 2-D convolution with frames as batch. */
function patches(layers: Layers, input: Value): Value {
  const { graph, config } = layers;
  const { dim, inChannels, patch } = config;
  const kernel = { ...layers.tensor('patch_embedding.weight'), shape: [dim, inChannels, patch, patch] };
  const weights = [kernel, layers.tensor('patch_embedding.bias')].map((tensor) => layers.weight(tensor));
  const size = ints([patch, patch]);
  const frames = layers.compute(graph.transpose(input, [1, 0, 2, 3]));
  const embedded = graph.op('Conv', [frames, ...weights], { kernel_shape: size, strides: size });
  return layers.flat(graph.cast(graph.transpose(embedded, [0, 2, 3, 1]), 'float32'));
}
