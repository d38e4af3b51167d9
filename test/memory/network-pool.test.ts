import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeSafetensors } from '../../core/graph/safetensors.ts';
import { NetworkPool, type PoolProvider } from '../../core/memory/network-pool.ts';
import type { NetworkSource } from '../../core/models/model-set.ts';
import { floatTensor, GraphBuilder, type GraphRunner, type TextEncoder, z } from '../../core/plugin-api/index.ts';
import cpu from '../../plugins/provider-cpu/index.ts';
import { openCheckpoint } from '../support/open-checkpoint.ts';

let dir: string;
let source: NetworkSource<'text-encoder'>;
let provider: PoolProvider;

/** A network that doubles its input. */
const doubling = {
  detect: () => ({}),
  facts: () => ({ parameters: 0, dims: {} }),
  build: () => {
    const graph = new GraphBuilder('double');
    const x = graph.input('x', 'float32', ['n']);
    graph.output('y', graph.add(x, x), ['n']);
    return { double: graph.finish() };
  },
  bind: (_config: unknown, runner: GraphRunner): TextEncoder => ({
    dim: 1,
    vocabulary: Infinity,
    encode: async (ids) => {
      const x = floatTensor(Float32Array.from(ids[0]!), [ids[0]!.length]);
      const { y } = await runner.call({
        inputs: { x },
        steps: [{ graph: 'double', feeds: { x: 'x' }, results: { y: 'y' } }],
        want: ['y'],
      });
      return y as ReturnType<typeof floatTensor>;
    },
  }),
};

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'genesis-pool-'));
  const file = join(dir, 'weights.safetensors');
  await writeFile(file, encodeSafetensors({ w: floatTensor(Float32Array.of(1), [1]) }));
  source = {
    role: 'text-encoder',
    contribution: {
      kind: 'network',
      role: 'text-encoder',
      id: 'doubling',
      version: '1.0.0',
      title: '',
      description: '',
      options: z.object({}),
      create: () => doubling,
    },
    network: doubling,
    config: {},
    checkpoint: await openCheckpoint(file),
    file,
    bytes: 0,
  };
  const execution = cpu.contributes[0]!;
  if (execution.kind !== 'execution-provider') throw new Error('no provider');
  provider = { id: 'cpu', version: execution.version, provider: execution.create({ log: () => {} }, {}), threads: 1 };
});
afterAll(() => rm(dir, { recursive: true, force: true }));

const alive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

async function useOnce(pool: NetworkPool, residency: 'keep' | 'offload'): Promise<number> {
  await using lease = await pool.acquire(source, provider, { residency });
  expect((await lease.network.encode([[1, 2]], [[1, 1]])).data).toEqual(Float32Array.of(2, 4));
  return pool.processes().map((process) => process.pid)[0]!;
}

describe('network hosts of a worker', () => {
  it('an offloaded network loses its process with its last lease', async () => {
    const pool = new NetworkPool();
    const pid = await useOnce(pool, 'offload');
    expect(pool.processes().map((process) => process.pid)).toEqual([]);
    expect(alive(pid)).toBe(false);
  });

  it('a kept network serves the next lease from the same process', async () => {
    const pool = new NetworkPool();
    const pid = await useOnce(pool, 'keep');
    expect(await useOnce(pool, 'keep')).toBe(pid);
    await pool.endAll();
    expect(alive(pid)).toBe(false);
  });

  it('a kept network ends when another one takes its role', async () => {
    const pool = new NetworkPool();
    const pid = await useOnce(pool, 'keep');
    const other = { ...provider, threads: 2 };
    const lease = await pool.acquire(source, other, { residency: 'keep' });
    expect(pool.processes().map((process) => process.pid)).toHaveLength(1);
    expect(pool.processes().map((process) => process.pid)).not.toContain(pid);
    await expect.poll(() => alive(pid)).toBe(false);
    await lease[Symbol.asyncDispose]();
    await pool.endAll();
  });

  it('a lease is given back when its user throws', async () => {
    const pool = new NetworkPool();
    const failing = async () => {
      await using _lease = await pool.acquire(source, provider, { residency: 'offload' });
      throw new Error('in use');
    };
    await expect(failing()).rejects.toThrow('in use');
    expect(pool.processes().map((process) => process.pid)).toEqual([]);
  });

  it('a host that was killed is started again for the next lease', async () => {
    const pool = new NetworkPool();
    const pid = await useOnce(pool, 'keep');
    process.kill(pid, 'SIGKILL');
    while (alive(pid)) await new Promise((resolve) => setTimeout(resolve, 10));
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await useOnce(pool, 'keep')).not.toBe(pid);
    await pool.endAll();
  });
});
