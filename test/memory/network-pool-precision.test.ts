import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { NetworkPool, type PoolProvider } from '../../core/memory/network-pool.ts';
import type { NetworkSource } from '../../core/models/model-set.ts';
import type { NetworkContribution } from '../../core/plugin-api/index.ts';
import umt5 from '../../plugins/umt5/index.ts';
import { openPrecision, openProvider } from '../precision/setups.ts';
import { openCheckpoint } from '../support/open-checkpoint.ts';

let dir: string;
let source: NetworkSource<'text-encoder'>;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'pool-precision-'));
  const file = 'models/demo/text_encoder.safetensors';
  const contribution = umt5.contributes[0] as NetworkContribution<'text-encoder'>;
  const network = contribution.create({ log: () => {} }, {});
  const checkpoint = await openCheckpoint(file);
  source = {
    role: 'text-encoder',
    contribution,
    network,
    config: network.detect(checkpoint),
    checkpoint,
    file,
    bytes: 0,
  };
});
afterAll(() => rm(dir, { recursive: true, force: true }));

it('weights are converted once, and another precision is another process', async () => {
  const { setup } = await openProvider('cpu');
  const progress: string[] = [];
  const held = (id: string): PoolProvider => ({
    id: 'cpu',
    version: '1.0.0',
    provider: setup!.execution,
    threads: 2,
    precision: {
      id,
      identity: { id, options: {} },
      value: openPrecision(id, {}),
      dir,
      onProgress: (role, { done, total }) => progress.push(`${role} ${id} ${done}/${total}`),
    },
  });
  const pool = new NetworkPool();
  const encode = async (id: string) => {
    await using lease = await pool.acquire(source, held(id), { residency: 'keep' });
    return (await lease.network.encode([[3, 19, 5, 1]], [[1, 1, 1, 1]])).data;
  };
  const exact = await encode('auto');
  const [exactHost] = pool.processes().map((process) => process.pid);
  const converted = await encode('q8');
  // The idle host of the other precision makes room.
  expect(pool.processes().map((process) => process.pid)).toHaveLength(1);
  expect(pool.processes().map((process) => process.pid)).not.toContain(exactHost);
  expect(converted).not.toEqual(exact);
  const norm = (values: Float32Array) => Math.hypot(...values);
  expect(norm(converted.map((value, i) => value - exact[i]!)) / norm(exact)).toBeLessThan(0.05);
  const [first, last] = [progress[0]!, progress.at(-1)!];
  const total = Number(last.split('/')[1]);
  expect(total).toBeGreaterThan(0);
  expect([first, last]).toEqual([`text-encoder q8 0/${total}`, `text-encoder q8 ${total}/${total}`]);
  await pool.endAll();
  progress.length = 0;
  expect(await encode('q8')).toEqual(converted);
  expect(progress).toEqual([]);
  expect(await readdir(join(dir, source.checkpoint.hash))).toHaveLength(2);
  await pool.endAll();
});
