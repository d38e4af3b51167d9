import { appendFile, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { encodeSafetensors, loadSafetensors, readFloat32, readTensor } from '../../core/graph/safetensors.ts';
import { type CheckpointView, floatTensor, type Tensor, type WeightFormat } from '../../core/plugin-api/index.ts';
import { checkpointInPrecision } from '../../core/quantize/converted-checkpoint.ts';
import { type QuantizeProgress, quantizeCheckpoint } from '../../core/quantize/quantize-checkpoint.ts';
import { NoiseGenerator } from '../../core/sampling/randn.ts';
import { openCheckpoint } from '../support/open-checkpoint.ts';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'quantize-'));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const precision = (format: WeightFormat) => ({
  format: ({ tensor }: { tensor: { name: string } }): WeightFormat =>
    tensor.name.endsWith('.weight') ? format : { kind: 'stored' },
});
const q8 = precision({ kind: 'blocks', bits: 8, block: 32 });
const options = () => ({ role: 'dit' as const, provider: 'cpu', dir: join(dir, 'cache') });

async function checkpointOf(tensors: Record<string, Tensor>): Promise<CheckpointView> {
  const file = join(dir, 'model.safetensors');
  await writeFile(file, encodeSafetensors(tensors));
  return openCheckpoint(file);
}

const normals = (rows: number, columns: number, seed = 1, deviation = 0.05): Tensor =>
  floatTensor(
    new NoiseGenerator(seed).randn(rows * columns).map((value) => value * deviation),
    [rows, columns],
  );

async function all(generator: AsyncGenerator<QuantizeProgress>): Promise<QuantizeProgress[]> {
  const found: QuantizeProgress[] = [];
  for await (const progress of generator) found.push(progress);
  return found;
}

async function cacheFiles(): Promise<string[]> {
  const [folder] = await readdir(join(dir, 'cache'));
  return (await readdir(join(dir, 'cache', folder!))).map((name) => join(dir, 'cache', folder!, name));
}

describe('weights in blocks', () => {
  it.each([
    [8, 32],
    [8, 128],
    [4, 32],
  ] as const)('of %i bits and %i values are each within a step of what they stand for', async (bits, block) => {
    const [rows, columns] = [7, 300];
    const checkpoint = await checkpointOf({ 'a.weight': normals(rows, columns), 'a.bias': normals(1, rows) });
    const held = await checkpointInPrecision(checkpoint, precision({ kind: 'blocks', bits, block }), options());
    const info = held.get('a.weight');
    expect(info).toMatchObject({ dtype: 'float32', shape: [rows, columns], blocks: { bits, block } });
    const perRow = Math.ceil(columns / block);
    expect(info.blocks!.codes.shape).toEqual([rows, perRow, (block * bits) / 8]);
    expect(info.blocks!.scales.shape).toEqual([rows, perRow]);
    const codes = (await readTensor(info.blocks!.codes)).data as Uint8Array;
    const scales = await readFloat32(info.blocks!.scales);
    const original = await checkpoint.read('a.weight');
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < perRow * block; column++) {
        const index = row * perRow * block + column;
        const code = bits === 8 ? codes[index]! : (codes[index >> 1]! >> (index % 2 === 0 ? 0 : 4)) & 15;
        const step = scales[row * perRow + Math.floor(column / block)]!;
        const value = (code - 2 ** (bits - 1)) * step;
        const expected = column < columns ? original[row * columns + column]! : 0;
        // Half a step by rounding, one where the code after the highest would have been the nearest.
        expect(Math.abs(value - expected)).toBeLessThanOrEqual(Math.abs(step) * 1.0001);
      }
    }
    expect(held.get('a.bias')).toEqual(checkpoint.get('a.bias'));
    expect(held.hash).not.toBe(checkpoint.hash);
  });

  it('of zeros are zeros', async () => {
    const checkpoint = await checkpointOf({ 'a.weight': floatTensor(new Float32Array(4 * 64), [4, 64]) });
    const held = await checkpointInPrecision(checkpoint, q8, options());
    expect(new Set((await readTensor(held.get('a.weight').blocks!.codes)).data as Uint8Array)).toEqual(new Set([128]));
  });
});

describe('weights in narrower floats', () => {
  // IEEE 754 binary16 and the OCP 8-bit formats: ties to even, subnormals, largest values.
  it.each([
    [
      'float16',
      [1, 1.0004882812, 1.0009765625, 65504, 6e-8, -2, 2.98e-8, 0],
      [1, 1, 1.0009765625, 65504, 2 ** -24, -2, 0, 0],
    ],
    [
      'bfloat16',
      [1, 1.00390625, 1.01171875, 3e38, -1e-40, 256.5, 3.15, 0],
      [1, 1, 1.015625, 226 * 2 ** 120, -(2 ** -133), 256, 3.15625, 0],
    ],
  ] as const)('%s round to nearest, ties to even', async (dtype, values, expected) => {
    const checkpoint = await checkpointOf({ 'a.weight': floatTensor(Float32Array.from(values), [2, 4]) });
    const held = await checkpointInPrecision(checkpoint, precision({ kind: 'float', dtype }), options());
    expect(held.get('a.weight').dtype).toBe(dtype);
    expect(await readFloat32(held.get('a.weight'))).toEqual(Float32Array.from(expected));
  });

  it.each([
    [
      'float8e4m3fn',
      [1.0625, 1.1875, 448, 0.001953125, 0.0009, 17, -240, 0],
      [1, 1.25, 448, 0.001953125, 0, 16, -240, 0],
    ],
    [
      'float8e5m2',
      [1.125, 1.375, 57344, 1.52587890625e-5, 7e-6, 9, -320, 0],
      [1, 1.5, 57344, 1.52587890625e-5, 0, 8, -320, 0],
    ],
  ] as const)('%s round to nearest, ties to even', async (dtype, values, expected) => {
    const checkpoint = await checkpointOf({ 'a.weight': floatTensor(Float32Array.from(values), [2, 4]) });
    const held = await checkpointInPrecision(
      checkpoint,
      precision({ kind: 'float8', dtype, scaled: false }),
      options(),
    );
    expect(held.get('a.weight').dtype).toBe(dtype);
    expect(await readFloat32(held.get('a.weight'))).toEqual(Float32Array.from(expected));
  });

  it('get a factor that makes their largest value the largest of fp8', async () => {
    const checkpoint = await checkpointOf({ 'a.weight': floatTensor(Float32Array.of(0.5, -2, 0.25, 1), [2, 2]) });
    const format = { kind: 'float8', dtype: 'float8e4m3fn', scaled: true } as const;
    const held = await checkpointInPrecision(checkpoint, precision(format), options());
    const { scale, ...stored } = held.get('a.weight');
    expect((await readFloat32(scale!))[0]).toBeCloseTo(2 / 448, 9);
    expect(await readFloat32(stored)).toEqual(Float32Array.of(112, -448, 56, 224));
  });

  it('are not made again from what is already that narrow', async () => {
    const half: Tensor = { dtype: 'float8e4m3fn', dims: [2, 2], data: Uint8Array.of(1, 2, 3, 4) };
    const checkpoint = await checkpointOf({ 'a.weight': half });
    for (const format of [
      { kind: 'float', dtype: 'float16' },
      { kind: 'float8', dtype: 'float8e5m2', scaled: true },
    ] as const) {
      expect(await checkpointInPrecision(checkpoint, precision(format), options())).toBe(checkpoint);
    }
  });
});

describe('a weight out of range', () => {
  it('of float16 is named with how many values are', async () => {
    const checkpoint = await checkpointOf({ 'a.weight': floatTensor(Float32Array.of(1, 70000, -1e6, 2), [2, 2]) });
    const error = await all(
      quantizeCheckpoint(checkpoint, precision({ kind: 'float', dtype: 'float16' }), options()),
    ).catch((e) => e);
    expect(error).toMatchObject({ code: 'PRECISION_SATURATED', field: 'precision' });
    expect(error.message).toContain('2 of 4 values of a.weight');
  });

  it('of plain fp8 is an outlier when rare, garbage when not', async () => {
    const values = new Float32Array(4096).fill(1);
    values[7] = 500;
    const format = precision({ kind: 'float8', dtype: 'float8e4m3fn', scaled: false });
    const rare = await all(
      quantizeCheckpoint(await checkpointOf({ 'a.weight': floatTensor(values, [64, 64]) }), format, options()),
    );
    expect(rare.at(-1)!.report).toMatchObject({ name: 'a.weight', saturated: 1, largest: 500 });
    values.fill(500, 0, 64);
    const often = await checkpointOf({ 'a.weight': floatTensor(values, [64, 64]) });
    await expect(all(quantizeCheckpoint(often, format, options()))).rejects.toMatchObject({
      code: 'PRECISION_SATURATED',
    });
  });

  it('is refused when it is NaN', async () => {
    const checkpoint = await checkpointOf({ 'a.weight': floatTensor(Float32Array.of(1, Number.NaN, 0, 2), [2, 2]) });
    await expect(all(quantizeCheckpoint(checkpoint, q8, options()))).rejects.toMatchObject({
      code: 'CHECKPOINT_INVALID',
    });
  });
});

describe('the cache', () => {
  const three = () =>
    checkpointOf({ 'a.weight': normals(40, 64, 1), 'b.weight': normals(50, 64, 2), 'c.weight': normals(60, 64, 3) });

  it('is filled once, weight by weight, with progress', async () => {
    const checkpoint = await three();
    const progress = await all(quantizeCheckpoint(checkpoint, q8, options()));
    expect(progress.map(({ done, total }) => [done, total])).toEqual([
      [0, 3],
      [1, 3],
      [2, 3],
      [3, 3],
    ]);
    expect(progress.at(-1)!.bytesDone).toBe(progress.at(-1)!.bytesTotal);
    expect(await all(quantizeCheckpoint(checkpoint, q8, options()))).toEqual([]);
    const finished = (await cacheFiles()).find((file) => file.endsWith('.safetensors'))!;
    expect(Object.keys(await loadSafetensors(finished)).sort()[0]).toBe('a.weight.codes');
    expect((await cacheFiles()).filter((file) => !/\.(safetensors|json)$/.test(file))).toEqual([]);
  });

  it('goes on where a killed attempt was, and comes out the same', async () => {
    const checkpoint = await three();
    await all(quantizeCheckpoint(checkpoint, q8, options()));
    const read = async () => readFile((await cacheFiles()).find((file) => file.endsWith('.safetensors'))!);
    const whole = await read();
    await rm(join(dir, 'cache'), { recursive: true });
    for await (const { done } of quantizeCheckpoint(checkpoint, q8, options())) if (done === 2) break;
    const journal = (await cacheFiles()).find((file) => file.endsWith('.journal'))!;
    // A line that the kill cut off does not count.
    await appendFile(journal, '{"name":"c.wei');
    const resumed = await all(quantizeCheckpoint(checkpoint, q8, options()));
    expect(resumed.map(({ done, report }) => [done, report?.name])).toEqual([
      [2, undefined],
      [3, 'c.weight'],
    ]);
    expect((await read()).equals(whole)).toBe(true);
    expect(JSON.parse(await readFile(journal.replace(/journal$/, 'json'), 'utf8'))).toHaveLength(3);
  });

  it('takes over the lock of a process that has died', async () => {
    const checkpoint = await three();
    for await (const { done } of quantizeCheckpoint(checkpoint, q8, options())) if (done === 1) break;
    const journal = (await cacheFiles()).find((file) => file.endsWith('.journal'))!;
    await writeFile(journal.replace(/journal$/, 'lock'), '999999999');
    expect((await all(quantizeCheckpoint(checkpoint, q8, options()))).at(-1)!.done).toBe(3);
  });

  it('stops when it is told to', async () => {
    const abort = new AbortController();
    abort.abort();
    const run = all(quantizeCheckpoint(await three(), q8, { ...options(), signal: abort.signal }));
    await expect(run).rejects.toMatchObject({ code: 'CANCELLED' });
  });

  it('has another file for another format', async () => {
    const checkpoint = await three();
    await checkpointInPrecision(checkpoint, q8, options());
    await checkpointInPrecision(checkpoint, precision({ kind: 'blocks', bits: 4, block: 32 }), options());
    const sizes = await Promise.all(
      (await cacheFiles()).filter((file) => file.endsWith('.safetensors')).map((file) => stat(file)),
    );
    expect(new Set(sizes.map(({ size }) => size)).size).toBe(2);
  });
});
