import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GraphBuilder, type TensorInfo, weightValue } from '../../core/plugin-api/index.ts';
import { SessionSet } from '../../core/runtime/session-set.ts';
import { WeightReader } from '../../core/runtime/weight-reader.ts';

const ROWS = 768;
const COLUMNS = 512;
const SHAPE = [ROWS, COLUMNS] as const;
const ELEMENTS = ROWS * COLUMNS;
const provider = { executionProviders: ['cpu'], sessionOptions: {}, deviceValues: false };

let dir: string;
let file: string;

/** Finite codes of a format, each many times: those of infinities and NaN are left out. */
function codes(bytes: 1 | 2, isValue: (code: number) => boolean): Uint8Array {
  const all = Array.from({ length: 256 ** bytes }, (_, code) => code).filter(isValue);
  const one = (_: unknown, i: number) => all[(i * 7919) % all.length]!;
  const made = bytes === 1 ? Uint8Array.from({ length: ELEMENTS }, one) : Uint16Array.from({ length: ELEMENTS }, one);
  return new Uint8Array(made.buffer);
}

const stored = {
  bfloat16: codes(2, (code) => (code & 0x7fff) < 0x4780),
  float16: codes(2, (code) => (code & 0x7c00) !== 0x7c00),
  float8e4m3fn: codes(1, (code) => (code & 0x7f) !== 0x7f),
  float8e5m2: codes(1, (code) => (code & 0x7c) !== 0x7c),
  float32: new Uint8Array(Float32Array.from({ length: ELEMENTS }, (_, i) => Math.sin(i) * 3).buffer),
};
const SCALE = 0.0123;
const places = new Map<string, number>();

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'genesis-weights-'));
  file = join(dir, 'weights.bin');
  const parts: Uint8Array[] = [new Uint8Array(Float32Array.of(SCALE).buffer)];
  let at = 4;
  for (const [dtype, bytes] of Object.entries(stored)) {
    places.set(dtype, at);
    parts.push(bytes);
    at += bytes.length;
  }
  await writeFile(file, Buffer.concat(parts));
});
afterAll(() => rm(dir, { recursive: true, force: true }));

function weight(dtype: keyof typeof stored, isScaled = false): TensorInfo {
  const tensor = { name: dtype, dtype, shape: SHAPE, file, offset: places.get(dtype)!, length: stored[dtype].length };
  const scale: TensorInfo = { name: 'scale', dtype: 'float32', shape: [], file, offset: 0, length: 4 };
  return isScaled ? { ...tensor, scale } : tensor;
}

const joined = (...parts: TensorInfo[]): TensorInfo => ({
  ...parts[0]!,
  name: 'joined',
  shape: [parts.length * ROWS, COLUMNS],
  parts,
});

/** What the runtime makes of the stored bytes when it loads a session. */
async function byRuntime(tensor: TensorInfo, dtype: 'float32' | 'float16') {
  const graph = new GraphBuilder('made');
  graph.output('y', weightValue(graph, tensor, dtype), tensor.shape);
  const sessions = await SessionSet.load({ made: graph.finish() }, provider);
  const { y } = await sessions.call({
    inputs: {},
    steps: [{ graph: 'made', feeds: {}, results: { y: 'y' } }],
    want: ['y'],
  });
  await sessions.release();
  return y!;
}

describe('weights that are read for graphs that have them as inputs', () => {
  it.each([
    ['float16 as it is', () => weight('float16'), 'float16'],
    ['float16 widened', () => weight('float16'), 'float32'],
    ['bfloat16 narrowed', () => weight('bfloat16'), 'float16'],
    ['bfloat16 widened', () => weight('bfloat16'), 'float32'],
    ['float32 narrowed', () => weight('float32'), 'float16'],
    ['fp8 E4M3', () => weight('float8e4m3fn'), 'float16'],
    ['fp8 E5M2', () => weight('float8e5m2'), 'float32'],
    ['fp8 E4M3, scaled', () => weight('float8e4m3fn', true), 'float16'],
    ['parts, scaled and not', () => joined(weight('float8e4m3fn', true), weight('bfloat16')), 'float32'],
  ] as const)('%s: the values of the runtime', async (_, make, dtype) => {
    const tensor = make();
    const reader = await WeightReader.open([{ w: { tensor, dtype } }]);
    // Twice: the second time in memory that was used before.
    for (let i = 0; i < 2; i++) {
      const read = await reader.readOne({ tensor, dtype });
      const expected = await byRuntime(tensor, dtype);
      expect(read.dims).toEqual(tensor.shape);
      expect(read.data.length).toBe(expected.data.length);
      const bytes = ({ buffer, byteOffset, byteLength }: typeof read.data) =>
        Buffer.from(buffer as ArrayBuffer, byteOffset, byteLength);
      expect(bytes(read.data).equals(bytes(expected.data))).toBe(true);
      reader.recycle([read]);
    }
    await reader.close();
  });

  it('says which file ends too early', async () => {
    const short = join(dir, 'short.bin');
    await writeFile(short, '');
    await truncate(short, ELEMENTS);
    const cut = { ...weight('bfloat16'), file: short, offset: 0 };
    const reader = await WeightReader.open([{ w: { tensor: cut, dtype: 'float16' } }]);
    for (const dtype of ['float16', 'float32'] as const) {
      await expect(reader.readOne({ tensor: cut, dtype })).rejects.toThrow('tensor bfloat16 is truncated');
    }
    await reader.close();
    await expect(WeightReader.open([{ w: { tensor: { ...cut, file: 'none' }, dtype: 'float16' } }])).rejects.toThrow();
  });
});
