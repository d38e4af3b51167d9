import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { createRegistry } from '../../apps/builtin-plugins.ts';
import { PACKAGE_ROOT } from '../../apps/server/config.ts';
import type { NetworkHolding, NetworkPool, PoolProvider } from '../../core/memory/network-pool.ts';
import { type ModelSet, type NetworkSource, scanModelSet } from '../../core/models/model-set.ts';
import { poolProviders } from '../../core/pipeline/pool-providers.ts';
import { PooledNetworks } from '../../core/pipeline/pooled-networks.ts';
import type { RunSurroundings } from '../../core/pipeline/run-context.ts';
import type { MemoryPlan, NetworkRole } from '../../core/plugin-api/index.ts';
import { createPlugin } from '../../core/plugin-host/create-plugin.ts';
import type { PluginRegistry } from '../../core/plugin-host/registry.ts';
import { TYPICAL_FORECASTS } from '../conformance/memory-forecasts.ts';
import { demoSettings } from '../support/api-settings.ts';

const ROLES: readonly NetworkRole[] = ['text-encoder', 'image-encoder', 'audio-encoder', 'vae', 'dit'];
let registry: PluginRegistry;
let model: ModelSet;

beforeAll(async () => {
  registry = await createRegistry([], process.cwd());
  model = await scanModelSet('demo', join(PACKAGE_ROOT, 'models', 'demo'), registry);
});

/** A pool that counts: leases that are out, and what each network was asked to be held as. */
function countingPool() {
  const held: { role: NetworkRole; provider: string; holding: NetworkHolding }[] = [];
  let leases = 0;
  const pool = {
    async acquire({ role }: NetworkSource, { id }: PoolProvider, holding: NetworkHolding) {
      leases += 1;
      held.push({ role, provider: id, holding });
      return {
        network: {},
        async [Symbol.asyncDispose]() {
          leases -= 1;
        },
      };
    },
    warm() {},
  };
  return { held, leases: () => leases, pool: pool as unknown as NetworkPool };
}

const surroundings = () =>
  ({ registry, weightsDir: 'weights', threads: 1, emit: () => {} }) as unknown as RunSurroundings;

function carryOut(plan: MemoryPlan, provider = 'webgpu') {
  const counting = countingPool();
  const spec = { ...demoSettings, mode: 'INFINITETALK' as const };
  const choices = {
    provider: { id: provider, version: '', options: {} },
    precision: spec.precision,
    networkPrecision: spec.networkPrecision,
  };
  const providers = poolProviders(choices, plan, surroundings());
  return { ...counting, networks: new PooledNetworks(model, counting.pool, providers, plan, spec) };
}

describe.each(['resident', 'tiled', 'offload', 'block-swap', 'auto'])('the plan of %s', (id) => {
  const planOf = (vramBytes: number | null): MemoryPlan => {
    const result = createPlugin(registry, 'memory-strategy', { id, options: {} }).plan(
      TYPICAL_FORECASTS[1]!,
      { vramBytes, ramBytes: null },
      {},
    );
    if (!result.ok) throw new Error(result.reason);
    return result.plan;
  };

  it('holds a network between its uses, from the first one on, and gives it back', async () => {
    const { networks, leases } = carryOut(planOf(null));
    const held = networks.hold('text-encoder', async () => {
      expect(leases()).toBe(0);
      await networks.use('text-encoder', async () => {});
      expect(leases()).toBe(1);
      await networks.use('text-encoder', () => Promise.reject(new Error('cancelled')));
    });
    await expect(held).rejects.toThrow('cancelled');
    expect(leases()).toBe(0);
    await networks.use('text-encoder', async () => {});
    expect(leases()).toBe(0);
  });

  it('gives every lease back, also when work throws or is cancelled', async () => {
    const { networks, leases, held } = carryOut(planOf(null));
    for (const role of ROLES) {
      await networks.use(role, async () => expect(leases()).toBe(1));
      await expect(networks.use(role, () => Promise.reject(new Error('cancelled')))).rejects.toThrow('cancelled');
      await expect(
        networks.use(role, () => {
          throw new Error('at once');
        }),
      ).rejects.toThrow('at once');
      expect(leases()).toBe(0);
    }
    expect(held).toHaveLength(3 * ROLES.length);
  });

  it('is what the pool is asked for: residency and swapped blocks', async () => {
    const plan = planOf(null);
    const { networks, held } = carryOut(plan);
    for (const role of ROLES) await networks.use(role, async () => {});
    for (const { role, holding } of held) {
      expect(holding.residency).toBe(plan.residency[role]);
      if (role === 'dit') expect(holding.cut?.blocksToSwap ?? 0).toBe(plan.blockSwap?.blocksToSwap ?? 0);
    }
  });
});

it('a text encoder that the plan puts on the processor runs there, and its output is told apart', async () => {
  const plan = (textEncoderOnCpu: boolean): MemoryPlan => {
    const result = createPlugin(registry, 'memory-strategy', { id: 'offload', options: { textEncoderOnCpu } }).plan(
      TYPICAL_FORECASTS[1]!,
      { vramBytes: null, ramBytes: null },
      {},
    );
    if (!result.ok) throw new Error(result.reason);
    return result.plan;
  };
  const [moved, whole] = [carryOut(plan(true)), carryOut(plan(false))];
  for (const { networks } of [moved, whole]) for (const role of ROLES) await networks.use(role, async () => {});
  expect(moved.held.map(({ role, provider }) => [role, provider])).toEqual(
    ROLES.map((role) => [role, role === 'text-encoder' ? 'cpu' : 'webgpu']),
  );
  expect(whole.held.every(({ provider }) => provider === 'webgpu')).toBe(true);
  expect(moved.networks.identity('text-encoder')).not.toEqual(whole.networks.identity('text-encoder'));
  expect(moved.networks.identity('dit')).toEqual(whole.networks.identity('dit'));
});
