import {
  type DitCondition,
  type DitWindowInput,
  type FloatTensor,
  floatTensor,
  GenesisError,
  type GraphStep,
  type Prediction,
  type Tensor,
} from '../../core/plugin-api/index.ts';
import { audioSlots, tokenMasks } from './audio-slots.ts';
import { type BlockRange, blocksOf, type DitConfig } from './config.ts';
import type { WindowStrengths } from './lora.ts';
import { keyPlaces, linePlaces } from './people-line.ts';
import { gridRope, lineRope } from './rope.ts';

/** Value names that a prediction's blocks read. */
export interface PredictionValues {
  /** Prefix of text keys and values, e.g. `w1.text0` for `w1.text0.k.5`. */
  readonly text: string;
  /** Prefix of audio keys and values, and the name of the bool for several people; null without audio. */
  readonly audio: { readonly keys: string; readonly severalPeople: string } | null;
}

/** Everything about a window that no step changes: what to send, what to compute once and what to keep. */
export interface WindowContext {
  readonly inputs: Record<string, Tensor>;
  readonly steps: readonly GraphStep[];
  readonly keep: readonly string[];
  readonly predictions: ReadonlyMap<Prediction, PredictionValues>;
  /** Whether any prediction has several people: the name of the bool for the steps that all predictions share. */
  readonly anySeveralPeople: string;
}

export const same = (a: FloatTensor, b: FloatTensor): boolean =>
  a === b || (a.dims.join() === b.dims.join() && bytes(a).equals(bytes(b)));

const bytes = ({ data }: FloatTensor) => Buffer.from(data.buffer, data.byteOffset, data.byteLength);

/** Index of an equal tensor in `known`, which gets it appended when there is none. */
function share(known: FloatTensor[], tensor: FloatTensor): number {
  const found = known.findIndex((other) => same(other, tensor));
  return found >= 0 ? found : known.push(tensor) - 1;
}

/**
 * Plans what is computed once per window. Equal texts and equal sounds of several predictions are computed once.
 * @param prefix of all value names, unique to the window
 * @param largestBatch predictions of one pass at most
 * @throws GenesisError INPUT_INVALID or PROMPT_TOO_LONG
 */
export function windowContext(
  config: DitConfig,
  ranges: readonly BlockRange[],
  prefix: string,
  input: DitWindowInput,
  strengths: WindowStrengths,
  largestBatch: number,
): WindowContext {
  const { dim, heads, patch, audio } = config;
  const [, frames, height, width] = input.y.dims as [number, number, number, number];
  const rows = height / patch;
  const columns = width / patch;
  const inputs: Record<string, Tensor> = { ...strengths.values };
  const steps: GraphStep[] = [];
  const keep: string[] = Object.keys(strengths.values);
  const send = (name: string, tensor: Tensor, kept: boolean): string => {
    inputs[prefix + name] = tensor;
    if (kept) keep.push(prefix + name);
    return prefix + name;
  };
  /** Keys and values `<target>.k.N`, `<target>.v.N` of every block. */
  const keysOf = (source: string, target: string, feeds: Readonly<Record<string, string>>) => {
    for (const { name, start, end } of ranges) {
      const results: Record<string, string> = {};
      for (let i = start; i < end; i++)
        for (const part of ['k', 'v']) results[`${part}.${i - start}`] = `${target}.${part}.${i}`;
      const all = { ...feeds, ...strengths.feeds(...blocksOf({ start, end })) };
      steps.push({ graph: `${source}.${name}`, feeds: all, results });
      keep.push(...Object.values(results));
    }
  };

  const rope = gridRope(frames, rows, columns, dim / heads, input.riflexFreqIndex);
  send('cos', rope.cos, true);
  send('sin', rope.sin, true);
  send('condition', input.y, true);
  for (let count = 1; count <= largestBatch; count++) {
    const grid = BigInt64Array.from([count * frames, rows, columns], BigInt);
    send(`grid${count}`, { dtype: 'int64', dims: [3], data: grid }, true);
  }

  const outside = strengths.feeds(null);
  const image = send('imageFeatures', input.imageFeatures, false);
  steps.push({ graph: 'image', feeds: { features: image, ...outside }, results: { tokens: `${prefix}imageTokens` } });
  keysOf('image', `${prefix}image`, { tokens: `${prefix}imageTokens` });

  const texts: FloatTensor[] = [];
  const sounds: FloatTensor[] = [];
  const conditions = Object.entries(input.conditions) as [Prediction, DitCondition][];
  const predictions = new Map<Prediction, PredictionValues>();
  for (const [prediction, condition] of conditions) {
    const text = `${prefix}text${share(texts, promptRows(config, condition.context))}`;
    if (!audio) {
      predictions.set(prediction, { text, audio: null });
      continue;
    }
    if (!condition.audio) {
      throw new GenesisError('INPUT_INVALID', `The prediction ${prediction} has no audio.`, {
        field: 'audio',
        accepted: 'audio windows, of silence if nobody speaks: this network has audio layers',
      });
    }
    const keys = `${prefix}audio${share(sounds, condition.audio)}`;
    predictions.set(prediction, { text, audio: { keys, severalPeople: `${prefix}people${condition.audio.dims[0]}` } });
  }
  texts.forEach((text, i) => {
    const features = send(`textFeatures${i}`, text, false);
    steps.push({ graph: 'text', feeds: { features, ...outside }, results: { tokens: `${prefix}textTokens${i}` } });
    const places = send(`textPlaces${i}`, placesOf(config, text), false);
    keysOf('text', `${prefix}text${i}`, { tokens: `${prefix}textTokens${i}`, places });
  });

  const most = Math.max(0, ...sounds.map(({ dims }) => dims[0]!));
  if (audio) {
    if (!input.refTargetMasks) throw new RangeError('a network with audio needs refTargetMasks');
    const slots = sounds.map((sound) => audioSlots(sound, audio, frames));
    const parts = linePlaces(audio, most);
    send('masks', tokenMasks(input.refTargetMasks, parts.length, rows, columns), true);
    const line = (part: 'start' | 'span') =>
      floatTensor(
        Float32Array.from(parts, (each) => each[part]),
        [1, parts.length],
      );
    send('placeStart', line('start'), true);
    send('placeSpan', line('span'), true);
    for (const people of new Set(sounds.map(({ dims }) => dims[0]!))) {
      send(`people${people}`, { dtype: 'bool', dims: [1], data: Uint8Array.of(people > 1 ? 1 : 0) }, true);
      const places = lineRope(keyPlaces(audio, people), dim / heads);
      send(`placeCos${people}`, places.cos, false);
      send(`placeSin${people}`, places.sin, false);
    }
    sounds.forEach((sound, i) => {
      const { first, later } = slots[i]!;
      const feeds = { first: send(`first${i}`, first, false), later: send(`later${i}`, later, false), ...outside };
      const tokens = `${prefix}audioTokens${i}`;
      steps.push({ graph: 'audio', feeds, results: { tokens } });
      const people = sound.dims[0]!;
      const table = { placeCos: `${prefix}placeCos${people}`, placeSin: `${prefix}placeSin${people}` };
      keysOf('audio', `${prefix}audio${i}`, { tokens, ...table });
    });
  }
  return { inputs, steps, keep, predictions, anySeveralPeople: `${prefix}people${most}` };
}

/** The prompt's rows and, where they are fewer than the text length, a zero row that stands for all padding. */
function promptRows({ textLength, textDim }: DitConfig, context: FloatTensor): FloatTensor {
  const [tokens = 0, width] = context.dims;
  if (context.dims.length !== 2 || width !== textDim) {
    throw new RangeError(`text features are [${context.dims.join(', ')}], expected [tokens, ${textDim}]`);
  }
  if (tokens > textLength) {
    throw new GenesisError('PROMPT_TOO_LONG', `The prompt has ${tokens} tokens.`, {
      field: 'prompt',
      accepted: `at most ${textLength} tokens`,
    });
  }
  const rows = Math.min(tokens + 1, textLength);
  const data = new Float32Array(rows * textDim);
  data.set(context.data);
  return floatTensor(data, [rows, textDim]);
}

/** The row of each of `textLength` tokens: its own, or the last one. */
const placesOf = ({ textLength }: DitConfig, { dims }: FloatTensor): Tensor => ({
  dtype: 'int64',
  dims: [textLength],
  data: BigInt64Array.from({ length: textLength }, (_, i) => BigInt(Math.min(i, dims[0]! - 1))),
});
