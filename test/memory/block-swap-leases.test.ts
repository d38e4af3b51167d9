import { afterEach, describe, expect, it } from 'vitest';
import { type Lease, NetworkPool, type PoolProvider } from '../../core/memory/network-pool.ts';
import type { NetworkSource } from '../../core/models/model-set.ts';
import { type NetworkContribution, WHOLE_NETWORK } from '../../core/plugin-api/index.ts';
import wanDit from '../../plugins/wan-dit/index.ts';
import { DEMO_DIT, DEMO_DIT_SETTINGS, LATENTS, wave, windowInput } from '../support/dit-window.ts';
import { onCpu } from '../support/network.ts';
import { openCheckpoint } from '../support/open-checkpoint.ts';

const provider: PoolProvider = { id: 'cpu', version: '1.0.0', provider: onCpu().execution, threads: 1 };
const holding = {
  residency: 'offload',
  cut: { ...WHOLE_NETWORK, blocksToSwap: 5, batched: true },
  prefetchBlocks: 2,
} as const;

async function demoDit(): Promise<NetworkSource<'dit'>> {
  const contribution = wanDit.contributes[0] as NetworkContribution<'dit'>;
  const network = contribution.create({ log: () => {} }, contribution.options.parse({}));
  const checkpoint = await openCheckpoint(DEMO_DIT, DEMO_DIT_SETTINGS);
  const config = network.detect(checkpoint);
  return { role: 'dit', contribution, network, config, checkpoint, file: DEMO_DIT, bytes: 0 };
}

const pool = new NetworkPool();
afterEach(() => pool.endAll());

async function pass({ network }: Lease<'dit'>): Promise<Float32Array> {
  const window = await network.openWindow(windowInput(1));
  try {
    return (await window.forward(wave(LATENTS), 900, 'cond')).data;
  } finally {
    await window.close();
  }
}

describe('leases of a network with swapped blocks', () => {
  it('end its process with the last one, and the next one starts a process that computes the same', async () => {
    const source = await demoDit();
    const made: Float32Array[] = [];
    for (let i = 0; i < 2; i++) {
      await using lease = await pool.acquire(source, provider, holding);
      await using second = await pool.acquire(source, provider, holding);
      expect(pool.processes()).toHaveLength(1);
      made.push(await pass(i === 0 ? lease : second));
    }
    expect(pool.processes()).toEqual([]);
    expect(Buffer.from(made[1]!.buffer).equals(Buffer.from(made[0]!.buffer))).toBe(true);
  });

  it('are given back when a pass throws, and the host still serves the lease beside', async () => {
    const source = await demoDit();
    await using kept = await pool.acquire(source, provider, holding);
    const failing = async () => {
      await using lease = await pool.acquire(source, provider, holding);
      const window = await lease.network.openWindow(windowInput(1));
      // The audio encoder's silence is not among this window's conditions.
      await window.forward(wave(LATENTS), 900, 'dropAudio');
    };
    await expect(failing()).rejects.toThrow(RangeError);
    expect((await pass(kept)).every(Number.isFinite)).toBe(true);
    expect(pool.processes()).toHaveLength(1);
    await kept[Symbol.asyncDispose]();
    expect(pool.processes()).toEqual([]);
  });

  it('are given back when the run is cancelled in the middle of a pass, and a new one can be had', async () => {
    const source = await demoDit();
    const cancelled = async () => {
      await using lease = await pool.acquire(source, provider, holding);
      const running = pass(lease);
      await pool.endAll();
      return running;
    };
    await expect(cancelled()).rejects.toMatchObject({ code: 'HOST_DIED' });
    expect(pool.processes()).toEqual([]);
    await using lease = await pool.acquire(source, provider, holding);
    expect((await pass(lease)).every(Number.isFinite)).toBe(true);
  });
});
