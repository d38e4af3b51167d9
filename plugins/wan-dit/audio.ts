import { type BuildContext, type Graph, GraphBuilder, int, type Value } from '../../core/plugin-api/index.ts';
import { type AudioConfig, type BlockRange, blocksOf, type DitConfig } from './config.ts';
import { blockGraph, Layers, type Rope } from './layers.ts';
import { lineFrequencies } from './rope.ts';

/**
 * Graph `audio`: windows of the first video frame `[people, window · features]` and slots of the later latent frames
 * `[people, T − 1, (window + stride − 1) · features]` → tokens `[T, people · tokens, outputDim]`, person 1 first.
 */
export function buildAudioTokens(config: DitConfig, audio: AudioConfig, context: BuildContext): Graph {
  const graph = new GraphBuilder('dit_audio');
  const layers = new Layers(graph, config, context, [null]);
  const relu = (x: Value) => graph.op('Relu', [x]);
  const laterSize = (audio.window + audio.stride - 1) * audio.features;
  const first = graph.input('first', 'float32', ['people', audio.window * audio.features]);
  const later = graph.input('later', 'float32', ['people', 'laterFrames', laterSize]);
  const start = graph.unsqueeze(layers.linear(first, 'audio_proj.proj1'), [1]);
  const rest = layers.linear(graph.reshape(later, [-1, laterSize]), 'audio_proj.proj1_vf');
  const leading = graph.op('Shape', [later], { end: int(2) }, { dtype: 'int64' });
  const restByPerson = graph.op('Reshape', [rest, graph.concat([leading, graph.int64([audio.innerDim])], 0)], {
    // A single latent frame has no later ones: 0 is a size, not "as before".
    allowzero: int(1),
  });
  const slots = relu(graph.concat([start, restByPerson], 1));
  const projected = layers.mlp(
    graph.reshape(slots, [-1, audio.innerDim]),
    'audio_proj.proj2',
    relu,
    'audio_proj.proj3',
  );
  const frames = graph.op('Shape', [slots], { end: int(2) }, { dtype: 'int64' });
  const shape = graph.concat([frames, graph.int64([audio.tokens, audio.outputDim])], 0);
  const rows = layers.layerNorm(graph.op('Reshape', [projected, shape]), 'audio_proj.norm', audio.normEpsilon);
  const byFrame = graph.reshape(graph.transpose(rows, [1, 0, 2, 3]), [0, -1, audio.outputDim]);
  graph.output('tokens', byFrame, ['frames', 'audioTokens', audio.outputDim]);
  return graph.finish();
}

/**
 * Graph `audio.<range>`: tokens and a rope table of the people's places → `k.N`, `v.N` `[T, audioTokens, dim]` of the
 * range's N-th block. Rows of `kv_linear`: all of k, then all of v.
 */
export function buildAudioKeys(config: DitConfig, audio: AudioConfig, context: BuildContext, range: BlockRange): Graph {
  const { dim } = config;
  const graph = blockGraph('dit_audio_keys', context, range.swapped);
  const layers = new Layers(graph, config, context, blocksOf(range));
  const tokens = graph.input('tokens', 'float32', ['frames', 'audioTokens', audio.outputDim]);
  const rope = layers.ropeInput('placeCos', 'placeSin');
  const rows = graph.reshape(tokens, [-1, audio.outputDim]);
  const leading = graph.op('Shape', [tokens], { end: int(2) }, { dtype: 'int64' });
  const shape = graph.concat([leading, graph.int64([2 * dim])], 0);
  for (let i = range.start; i < range.end; i++) {
    const joined = graph.op('Reshape', [layers.linear(rows, `blocks.${i}.audio_cross_attn.kv_linear`), shape]);
    const [k, v] = graph.split(joined, 2, [dim, dim]);
    graph.output(`k.${i - range.start}`, layers.compute(layers.rotate(graph.cast(k!, 'float32'), rope)), [
      'frames',
      'audioTokens',
      dim,
    ]);
    graph.output(`v.${i - range.start}`, v!, ['frames', 'audioTokens', dim]);
  }
  return graph.finish();
}

/** Who speaks where, as graph values. */
export interface People {
  /** bool `[1]`: whether the audio is of several people. */
  readonly several: Value;
  /** Latent-resolution masks of the people and the background per token of a frame, each divided by its sum: `[frameTokens, classes]`. */
  readonly masks: Value;
  /** Where each class begins on the line, and how far it reaches: `[1, classes]` each. */
  readonly placeStart: Value;
  readonly placeSpan: Value;
}

/** Audio attention of a block: tokens of a latent frame see that frame's audio tokens only. x `[tokens, dim]` → the same. */
export function audioAttention(
  layers: Layers,
  block: string,
  x: Value,
  keys: { readonly k: Value; readonly v: Value },
  people: People,
  place: Value,
): Value {
  const { graph, config } = layers;
  const name = `${block}.audio_cross_attn`;
  const q = layers.linear(layers.layerNorm(x, `${block}.norm_x`), `${name}.q_linear`);
  const frames = graph.op('Shape', [keys.k], { end: int(1) }, { dtype: 'int64' });
  const shape = graph.concat([frames, graph.int64([-1, config.dim])], 0);
  const attend = (queries: Value) => layers.attention(graph.op('Reshape', [queries, shape]), keys.k, keys.v);
  // Without a branch one person is turned by an angle of zero, which changes nothing. Places of block 0 are shared by all
  // predictions: where another one has several people, they are those of the others.
  const at = layers.freeBranches ? place : graph.mul(place, graph.cast(people.several, 'float32'));
  const placed = () => attend(layers.rotate(layers.batched(graph.cast(q, 'float32')), placeRope(layers, at)));
  const mixed = layers.freeBranches ? graph.when(people.several, placed, () => attend(q)) : placed();
  return layers.linear(layers.flat(mixed), `${name}.proj`);
}

/** Angles place · frequency. place `[tokens, 1]` */
function placeRope({ graph, config }: Layers, place: Value): Rope {
  const pairs = config.dim / config.heads / 2;
  const angles = graph.mul(place, graph.constant(lineFrequencies(2 * pairs), 'float32', [1, pairs]));
  return { cos: graph.op('Cos', [angles]), sin: graph.op('Sin', [angles]) };
}

/**
 * Place of every token on the line of people, `[batch · tokens, 1]`: the reference map of InfiniteTalk's
 * `get_attn_map_with_target` and `SingleStreamMutiAttention`. The weights that a token's self-attention gives to the
 * tokens of the first latent frame are averaged over each mask and over heads; the mask with the largest mean wins.
 * A token sits within its winner's part of the line (`linePlaces`) by the winner's min-max normalised map.
 * @param q `[batch, tokens, dim]`, after norm and rope
 * @param k the same
 */
export function placesOnLine(
  layers: Layers,
  q: Value,
  k: Value,
  { masks, placeStart, placeSpan }: People,
  batch: Value | null,
): Value {
  const { graph, config } = layers;
  const frameTokens = graph.op('Shape', [masks], { end: int(1) }, { dtype: 'int64' });
  const firstFrame = graph.op('Slice', [k, graph.int64([0]), frameTokens, graph.int64([1])]);
  const perHead = layers.repeated(layers.batched(graph.concat(Array<Value>(config.heads).fill(masks), 1)), batch);
  const weights = graph.cast(layers.attention(q, firstFrame, perHead), 'float32');
  const byHead = graph.reshape(weights, [0, 0, config.heads, -1]);
  // The reference takes the heads in two halves, so that of an odd number the last one does not count.
  const isOdd = config.heads % 2 === 1 && config.heads > 1;
  const counted = isOdd ? graph.slice(byHead, 2, 0, config.heads - 1) : byHead;
  const map = graph.op('ReduceMean', [counted, graph.int64([2])], { keepdims: int(0) });
  const [low, high] = ['ReduceMin', 'ReduceMax'].map((type) => graph.op(type, [map, graph.int64([1])]));
  const normalised = graph.div(graph.sub(map, low!), graph.add(graph.sub(high!, low!), graph.scalar(1e-8)));
  const places = graph.add(graph.mul(normalised, placeSpan), placeStart);
  const winner = graph.op('ArgMax', [map], { axis: int(-1) }, { dtype: 'int64' });
  return graph.reshape(graph.op('GatherElements', [places, winner], { axis: int(-1) }), [-1, 1]);
}
