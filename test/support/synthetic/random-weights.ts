import type { NetworkFamily } from '../../../core/checkpoints/dialects/dialect.ts';
import { DTYPE_BYTES } from '../../../core/graph/floats.ts';
import { type DType, elementCount, type TensorShapes } from '../../../core/plugin-api/index.ts';
import { narrowFloats } from '../../../core/quantize/narrow-floats.ts';
import type { Storage } from './cast.ts';
import { type Dims, networkShapes } from './network-shapes.ts';
import type { TensorSource } from './tensor-source.ts';

/** Weights are runs of a table of normal numbers from random places: as fast as a disk writes. */
const TABLE = 1 << 20;
const RUN = 1 << 16;
/** Bound of the table's numbers, in standard deviations. */
const LARGEST_DEVIATION = 5;

/** mulberry32: a seeded generator of uniform numbers in [0, 1). */
function uniforms(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

let normals: Float32Array | undefined;

function normalTable(): Float32Array {
  if (normals) return normals;
  const next = uniforms(20_240_501);
  const bound = (value: number): number => Math.max(-LARGEST_DEVIATION, Math.min(LARGEST_DEVIATION, value));
  normals = new Float32Array(TABLE);
  for (let i = 0; i < TABLE; i += 2) {
    const radius = Math.sqrt(-2 * Math.log(1 - next()));
    const angle = 2 * Math.PI * next();
    normals[i] = bound(radius * Math.cos(angle));
    normals[i + 1] = bound(radius * Math.sin(angle));
  }
  return normals;
}

interface Statistics {
  readonly mean: number;
  readonly deviation: number;
}

/** What keeps activations near 1: norms near 1, small biases, 1/√fan-in elsewhere. */
function statisticsOf(name: string, shape: readonly number[]): Statistics {
  if (name.endsWith('.bias')) return { mean: 0, deviation: 0.02 };
  // Weight normalisation divides by the norm of each kernel position over all channels.
  if (name.endsWith('.weight_g')) return { mean: 4, deviation: 0.05 };
  if (name.endsWith('gamma') || (shape.length === 1 && name.endsWith('.weight'))) return { mean: 1, deviation: 0.05 };
  if (name === 'token_embedding.weight' || shape.length === 1) return { mean: 0, deviation: 1 };
  if (/modulation$|embedding$|pos_embedding/.test(name)) return { mean: 0, deviation: 0.1 };
  return { mean: 0, deviation: 1 / Math.sqrt(elementCount(shape.slice(1))) };
}

/** Encoded tables, the last few: most tensors of a network share a shape. */
const encoded = new Map<string, Uint8Array>();
const KEPT_TABLES = 8;

function encodedTable({ mean, deviation }: Statistics, dtype: Storage['dtype'], scale: number): Uint8Array {
  const key = [mean, deviation, dtype, scale].join();
  const known = encoded.get(key);
  if (known) return known;
  const values = normalTable().map((value) => mean + deviation * value);
  const bits = dtype === 'float32' ? values : narrowFloats(values, dtype, scale).bits;
  const bytes = new Uint8Array(bits.buffer as ArrayBuffer);
  if (encoded.size >= KEPT_TABLES) encoded.delete(encoded.keys().next().value!);
  encoded.set(key, bytes);
  return bytes;
}

/** FNV-1a, so that a tensor's weights depend on its name and the seed alone. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

function randomSource(name: string, shape: readonly number[], seed: number): TensorSource {
  const statistics = statisticsOf(name, shape);
  const encode = (dtype: Storage['dtype'], scale: number): TensorSource['pieces'] =>
    async function* () {
      const bytes = DTYPE_BYTES[dtype satisfies DType];
      const table = encodedTable(statistics, dtype, scale);
      const next = uniforms(hashOf(`${seed}:${name}`));
      const total = elementCount(shape);
      for (let at = 0; at < total; at += RUN) {
        const start = Math.floor(next() * (TABLE - RUN));
        yield table.subarray(start * bytes, (start + Math.min(RUN, total - at)) * bytes);
      }
    };
  return {
    name,
    dtype: 'float32',
    shape,
    pieces: encode('float32', 1),
    random: { encode, largest: Math.abs(statistics.mean) + LARGEST_DEVIATION * statistics.deviation },
  };
}

/** Tensors with seeded random weights. */
export const randomTensors = (shapes: TensorShapes, seed: number): TensorSource[] =>
  Object.entries(shapes).map(([name, shape]) => randomSource(name, shape, seed));

/** A network's tensors with seeded random weights, under official names. */
export const randomNetwork = (family: NetworkFamily, dims: Dims, seed: number): TensorSource[] =>
  randomTensors(networkShapes(family, dims), seed);

/** The same without bytes: for sparse files of which only the header is read. */
export const hollowNetwork = (family: NetworkFamily, dims: Dims, dtype: DType): TensorSource[] =>
  Object.entries(networkShapes(family, dims)).map(([name, shape]) => ({ name, shape, dtype, pieces: null }));
