import { type BuildContext, type Graph, GraphBuilder, int, type Value } from '../../core/plugin-api/index.ts';
import { type BlockRange, blocksOf, type DitConfig } from './config.ts';
import { blockGraph, Layers } from './layers.ts';

/** Graph `text`: features `[textRows, textDim]` → tokens `[textRows, dim]`. Rows are those of the prompt and one of zeros. */
export function buildTextTokens(config: DitConfig, context: BuildContext): Graph {
  const graph = new GraphBuilder('dit_text');
  const layers = new Layers(graph, config, context, [null]);
  const features = graph.input('features', 'float32', ['textRows', config.textDim]);
  const tokens = layers.mlp(features, 'text_embedding.0', (x) => layers.geluTanh(x), 'text_embedding.2');
  graph.output('tokens', tokens, ['textRows', config.dim]);
  return graph.finish();
}

/** Graph `image`: CLIP features `[imageTokens, clipDim]` → tokens `[imageTokens, dim]`. GELU by erf. */
export function buildImageTokens(config: DitConfig, context: BuildContext): Graph {
  const graph = new GraphBuilder('dit_image');
  const layers = new Layers(graph, config, context, [null]);
  const features = graph.input('features', 'float32', ['imageTokens', config.clipDim]);
  const normed = layers.layerNorm(features, 'img_emb.proj.0', config.imageEpsilon);
  const mixed = layers.mlp(normed, 'img_emb.proj.1', (x) => graph.op('Gelu', [x]), 'img_emb.proj.3');
  graph.output('tokens', layers.compute(layers.layerNorm(mixed, 'img_emb.proj.4', config.imageEpsilon)), [
    'imageTokens',
    config.dim,
  ]);
  return graph.finish();
}

/** Tensor names of the keys and values that cross-attention makes of text and of image tokens. */
const PARTS = {
  text: { k: 'k', v: 'v', norm: 'norm_k' },
  image: { k: 'k_img', v: 'v_img', norm: 'norm_k_img' },
} as const;

export type CrossSource = keyof typeof PARTS;

/**
 * Graph `<source>.<range>`: tokens `[rows, dim]` → `k.N` (normalised), `v.N` `[1, n, dim]` of the range's N-th block. Text
 * is padded to `textLength` and the padding attended to: `places` `[textLength]` says which row is whose, the last one all of
 * the padding's, so that its keys and values are computed once.
 */
export function buildCrossKeys(
  config: DitConfig,
  context: BuildContext,
  source: CrossSource,
  range: BlockRange,
): Graph {
  const graph = blockGraph(`dit_${source}_keys`, context, range.swapped);
  const layers = new Layers(graph, config, context, blocksOf(range));
  const parts = PARTS[source];
  const tokens = graph.input('tokens', context.lowering.computeType, [`${source}Rows`, config.dim]);
  const places = source === 'text' ? graph.input('places', 'int64', [config.textLength]) : null;
  for (let i = range.start; i < range.end; i++) {
    const name = `blocks.${i}.cross_attn`;
    const k = layers.rmsNorm(layers.linear(tokens, `${name}.${parts.k}`), `${name}.${parts.norm}`);
    const out = (part: string, value: Value) => {
      const rows = layers.compute(value);
      const padded = places ? graph.op('Gather', [rows, places], { axis: int(0) }) : rows;
      graph.output(`${part}.${i - range.start}`, layers.batched(padded), [1, `${source}Tokens`, config.dim]);
    };
    out('k', k);
    out('v', layers.linear(tokens, `${name}.${parts.v}`));
  }
  return graph.finish();
}
