import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { encodeSafetensors } from '../../core/graph/safetensors.ts';
import { floatTensor, type Tensor } from '../../core/plugin-api/index.ts';
import { convertInProcesses, usefulProcesses } from '../../core/quantize/conversion-processes.ts';
import { planConversions } from '../../core/quantize/conversions.ts';
import { layOut } from '../../core/quantize/converted-layout.ts';
import { quantizeCheckpoint } from '../../core/quantize/quantize-checkpoint.ts';
import { NoiseGenerator } from '../../core/sampling/randn.ts';
import { openCheckpoint } from '../support/open-checkpoint.ts';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'processes-'));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const q8 = { format: () => ({ kind: 'blocks', bits: 8, block: 32 }) as const };
const site = { role: 'dit', provider: 'cpu' } as const;

async function conversionsOf(tensors: Record<string, Tensor>) {
  const file = join(dir, 'model.safetensors');
  await writeFile(file, encodeSafetensors(tensors));
  const checkpoint = await openCheckpoint(file);
  const conversions = planConversions(checkpoint, q8, site);
  const layout = layOut(conversions, { checkpoint: checkpoint.hash });
  const target = join(dir, 'processes.safetensors');
  await writeFile(target, layout.header);
  return { checkpoint, conversions, data: { file: target, layout } };
}

const normals = (rows: number, columns: number, seed: number): Tensor =>
  floatTensor(new NoiseGenerator(seed).randn(rows * columns), [rows, columns]);

it('writes the same bytes from several processes as from one', async () => {
  const tensors = Object.fromEntries(Array.from({ length: 7 }, (_, i) => [`${i}.weight`, normals(3 + i, 96, i)]));
  const { checkpoint, conversions, data } = await conversionsOf(tensors);
  const names: string[] = [];
  let bytes = 0;
  for await (const { report, processBytes } of convertInProcesses(conversions, data, 3)) {
    names.push(report.name);
    bytes = processBytes;
  }
  expect(names.sort()).toEqual(Object.keys(tensors));
  // Three of Node's processes: none is without 20 MB, none takes more than its share of a gigabyte.
  expect(bytes).toBeGreaterThan(60e6);
  expect(bytes).toBeLessThan(750e6);
  let finished = '';
  for await (const _ of quantizeCheckpoint(checkpoint, q8, { ...site, dir: join(dir, 'one') }));
  for (const name of await readdir(join(dir, 'one', checkpoint.hash)))
    if (name.endsWith('.safetensors')) finished = join(dir, 'one', checkpoint.hash, name);
  expect((await readFile(data.file)).equals(await readFile(finished))).toBe(true);
});

it('ends all processes and names the weight when one cannot be converted', async () => {
  const bad = normals(4, 32, 9);
  bad.data[5] = Number.NaN;
  const { conversions, data } = await conversionsOf({ 'a.weight': normals(4, 32, 1), 'b.weight': bad });
  const convert = async () => {
    for await (const _ of convertInProcesses(conversions, data, 2));
  };
  await expect(convert()).rejects.toMatchObject({
    code: 'CHECKPOINT_INVALID',
    message: expect.stringContaining('b.weight'),
  });
});

it('starts processes only for weights that are worth it', () => {
  expect(usefulProcesses(1_000_000)).toBe(1);
  expect(usefulProcesses(14e9)).toBeGreaterThanOrEqual(1);
  expect(usefulProcesses(14e9)).toBeLessThanOrEqual(6);
});
