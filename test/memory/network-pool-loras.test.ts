import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { AppliedLora } from '../../core/checkpoints/lora/applied-lora.ts';
import { NetworkPool, type PoolProvider } from '../../core/memory/network-pool.ts';
import type { NetworkSource } from '../../core/models/model-set.ts';
import type { NetworkContribution } from '../../core/plugin-api/index.ts';
import wanDit from '../../plugins/wan-dit/index.ts';
import { openPrecision, openProvider } from '../precision/setups.ts';
import { LoraNetwork, MODULES, relativeError, velocity } from '../support/lora-network.ts';
import { openCheckpoint } from '../support/open-checkpoint.ts';

const TOLERANCE = 1e-5;

let network: LoraNetwork;
let source: NetworkSource<'dit'>;
let provider: PoolProvider;
const pool = new NetworkPool();

beforeAll(async () => {
  network = await LoraNetwork.make();
  const contribution = wanDit.contributes[0] as NetworkContribution<'dit'>;
  const made = contribution.create({ log: () => {} }, contribution.options.parse({}));
  const checkpoint = await openCheckpoint(network.file);
  const config = made.detect(checkpoint);
  source = { role: 'dit', contribution, network: made, config, checkpoint, file: network.file, bytes: 0 };
  const { setup } = await openProvider('cpu');
  const precision = { id: 'auto', identity: 'auto', value: openPrecision('auto', {}), dir: network.dir };
  provider = { id: 'cpu', version: '1.0.0', provider: setup!.execution, threads: 2, precision };
});
afterAll(async () => {
  await pool.endAll();
  await rm(network.dir, { recursive: true, force: true });
});

async function run(loras: readonly AppliedLora[]): Promise<Float32Array> {
  await using lease = await pool.acquire({ ...source, loras }, provider, { residency: 'keep' });
  return await velocity(lease.network);
}

it('another strength is another result of the same process; other LoRAs, or merged ones, are another process', async () => {
  const { file, deltas } = await network.lora('style', {
    naming: 'kohya',
    rank: 4,
    alpha: 2,
    modules: MODULES,
    seed: 1,
  });
  const other = await network.lora('other', { naming: 'PEFT', rank: 2, modules: MODULES, seed: 2 });
  const lora = await network.applied(file);
  const expected = async (strength: number) =>
    network.run(await network.mergedFile('style', [{ deltas, strength: () => strength }]));

  const full = await run([lora]);
  const pids = pool.processes().map((process) => process.pid);
  expect(pids).toHaveLength(1);
  expect(relativeError(full, await expected(1))).toBeLessThan(TOLERANCE);
  const half = await run([{ ...lora, strength: 0.5 }]);
  expect(relativeError(half, await expected(0.5))).toBeLessThan(TOLERANCE);
  expect(relativeError(half, full)).toBeGreaterThan(0.01);
  const back = await run([{ ...lora, blocks: [{ first: 0, last: 1, strength: 1 }], strength: 0 }]);
  expect(back).toEqual(full);
  expect(pool.processes().map((process) => process.pid)).toEqual(pids);

  await run([lora, await network.applied(other.file)]);
  expect(pool.processes().map((process) => process.pid)).not.toEqual(pids);
  const merged = await run([{ ...lora, merge: true }]);
  const mergedPids = pool.processes().map((process) => process.pid);
  expect(relativeError(merged, full)).toBeLessThan(TOLERANCE);
  await run([{ ...lora, merge: true, strength: 0.5 }]);
  expect(pool.processes().map((process) => process.pid)).not.toEqual(mergedPids);
});
