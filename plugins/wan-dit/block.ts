import { type BuildContext, type Graph, int, type Value } from '../../core/plugin-api/index.ts';
import { audioAttention, type People, placesOnLine } from './audio.ts';
import { type BlockRange, blocksOf, type DitConfig } from './config.ts';
import { blockGraph, Layers, type Rope } from './layers.ts';
import { blockModulation, type GatedModulation } from './time.ts';

/** Hidden states `[tokens, dim]`, and with audio each token's place on the line of people `[tokens, 1]`. */
export interface Attended {
  readonly x: Value;
  readonly place: Value | null;
}

/** People of a network with audio: graph inputs `severalPeople`, `masks`, `placeStart`, `placeSpan`; null without audio. */
export function peopleInput({ graph, config }: Layers): People | null {
  if (!config.audio) return null;
  return {
    several: graph.input('severalPeople', 'bool', [1]),
    masks: graph.input('masks', 'float32', ['frameTokens', 'classes']),
    placeStart: graph.input('placeStart', 'float32', [1, 'classes']),
    placeSpan: graph.input('placeSpan', 'float32', [1, 'classes']),
  };
}

/**
 * x + gate · selfAttention(modulated norm of x). Depends on latents and timestep, not on text or sound, in block 0.
 * @param batch predictions in x, one after the other: int64 `[1]`; null: one
 */
export function selfAttention(
  layers: Layers,
  block: string,
  x: Value,
  { gate, ...modulation }: GatedModulation,
  rope: Rope,
  people: People | null,
  batch: Value | null = null,
): Attended {
  const { graph, config } = layers;
  const name = `${block}.self_attn`;
  const normed = layers.compute(layers.modulatedNorm(x, modulation));
  const turned = (part: string) => {
    const y = layers.rmsNorm(layers.linear(normed, `${name}.${part}`), `${name}.norm_${part}`);
    return layers.rotate(layers.batched(y, batch), rope);
  };
  const q = turned('q');
  const k = turned('k');
  const v = layers.batched(layers.linear(normed, `${name}.v`), batch);
  const mixed = layers.linear(layers.flat(layers.selfAttention(q, k, v, batch)), `${name}.o`);
  const place =
    people && config.audio
      ? graph.when(
          people.several,
          () => placesOnLine(layers, q, k, people, batch),
          () => nowhere(layers, x),
        )
      : null;
  return { x: layers.residual(x, mixed, gate), place };
}

/** The place of every row when nobody is told apart; one for all where it is not looked at. x `[rows, dim]` */
function nowhere({ graph, freeBranches }: Layers, x: Value): Value {
  if (freeBranches) return graph.constant(new Float32Array(1), 'float32', [1, 1]);
  const rows = graph.op('Shape', [x], { end: int(1) }, { dtype: 'int64' });
  const shape = graph.concat([rows, graph.int64([1])], 0);
  return graph.op('ConstantOfShape', [shape], {}, { dtype: 'float32' });
}

/** One set of queries, a softmax over text and one over image tokens; their results are added before the projection. */
function crossAttention(layers: Layers, block: string, x: Value, text: Keys, image: Keys, batch: Value | null): Value {
  const name = `${block}.cross_attn`;
  const normed = layers.config.crossNorm ? layers.layerNorm(x, `${block}.norm3`) : x;
  const q = layers.rmsNorm(layers.linear(normed, `${name}.q`), `${name}.norm_q`);
  const queries = layers.batched(q, batch);
  const attend = ({ k, v }: Keys) => layers.attention(queries, k, v);
  const shared = { k: layers.repeated(image.k, batch), v: layers.repeated(image.v, batch) };
  return layers.linear(layers.flat(layers.graph.add(attend(text), attend(shared))), `${name}.o`);
}

interface Keys {
  readonly k: Value;
  readonly v: Value;
}

/**
 * Graph `blocks.<range>`: hidden → hidden. With `cut.batched` both are of several predictions, one after the other, as
 * many as there are text keys; block 0 takes what they share. Order in a block: self-attention (gated), text and image cross-attention,
 * audio cross-attention, feed-forward (gated). Block 0's self-attention has been done by graph `first`. Keys and values
 * `text.k.N`, `text.v.N`, ... are of the range's N-th block, so that the graphs of swapped blocks differ in nothing but
 * their weights.
 */
export function buildBlocks(config: DitConfig, context: BuildContext, range: BlockRange): Graph {
  const { dim } = config;
  const graph = blockGraph('dit_blocks', context, range.swapped);
  const layers = new Layers(graph, config, context, blocksOf(range));
  const { computeType } = context.lowering;
  const hidden = graph.input('hidden', 'float32', ['tokens', dim]);
  const modulation = graph.input('modulation', 'float32', [6, dim]);
  const rope = range.end > 1 ? layers.ropeInput('cos', 'sin') : null;
  const people = peopleInput(layers);
  const keys = (source: string, i: number, dims: readonly (number | string)[]): Keys => {
    const part = (name: string) => graph.input(`${source}.${name}.${i - range.start}`, computeType, [...dims, dim]);
    return { k: part('k'), v: part('v') };
  };
  const batched = context.cut?.batched ?? false;
  const texts = blocksOf(range).map((i) => keys('text', i, [batched ? 'batch' : 1, 'textTokens']));
  const batch = batched ? graph.op('Shape', [texts[0]!.k], { end: int(1) }, { dtype: 'int64' }) : null;
  let x = hidden;
  let place: Value | null = null;
  if (range.start === 0) {
    x = layers.forEach(hidden, dim, batch);
    if (people) place = layers.forEach(graph.input('place', 'float32', ['places', 1]), 1, batch);
  }
  for (const [n, i] of blocksOf(range).entries()) {
    const block = `blocks.${i}`;
    const [attention, feedForward] = blockModulation(layers, block, modulation);
    if (i > 0) ({ x, place } = selfAttention(layers, block, x, attention, rope!, people, batch));
    const image = keys('image', i, [1, 'imageTokens']);
    x = layers.residual(x, crossAttention(layers, block, x, texts[n]!, image, batch));
    if (people) {
      const audio = keys('audio', i, ['frames', 'audioTokens']);
      x = layers.residual(x, audioAttention(layers, block, x, audio, people, place!));
    }
    const normed = layers.modulatedNorm(x, feedForward);
    const fed = layers.mlp(normed, `${block}.ffn.0`, (y) => layers.geluTanh(y), `${block}.ffn.2`);
    x = layers.residual(x, fed, feedForward.gate);
  }
  graph.output('result', x, ['tokens', dim]);
  return graph.finish();
}
