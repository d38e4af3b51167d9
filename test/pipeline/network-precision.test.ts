import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createRegistry } from '../../apps/builtin-plugins.ts';
import { PACKAGE_ROOT } from '../../apps/server/config.ts';
import type { NetworkPool } from '../../core/memory/network-pool.ts';
import { scanModelSet } from '../../core/models/model-set.ts';
import { forecastSettings } from '../../core/pipeline/plan-memory.ts';
import { poolProviders } from '../../core/pipeline/pool-providers.ts';
import { PooledNetworks } from '../../core/pipeline/pooled-networks.ts';
import type { RunSurroundings } from '../../core/pipeline/run-context.ts';
import { type MemoryPlan, NETWORK_ROLES, WHOLE } from '../../core/plugin-api/index.ts';
import { PluginRegistry } from '../../core/plugin-host/registry.ts';
import type { NetworkPrecision } from '../../core/runs/spec.ts';
import { demoSettings } from '../support/api-settings.ts';

const registry = await createRegistry([], process.cwd());
const model = await scanModelSet('demo', join(PACKAGE_ROOT, 'models', 'demo'), registry);
const q8 = (role: NetworkPrecision['role']): NetworkPrecision => ({ role, id: 'q8', version: '1.0.0', options: {} });

function networks(networkPrecision: readonly NetworkPrecision[], plugins = registry): PooledNetworks {
  const spec = { ...demoSettings, networkPrecision, mode: 'INFINITETALK' as const };
  const around = { registry: plugins, weightsDir: 'weights', threads: 1, emit: () => {} } as unknown as RunSurroundings;
  const plan = WHOLE as MemoryPlan;
  return new PooledNetworks(model, {} as NetworkPool, poolProviders(spec, plan, around), plan, spec);
}

it('a precision of one network changes the identity of that network only, and is named as its origin', () => {
  const plain = networks([]);
  const mixed = networks([q8('text-encoder')]);
  const changed = NETWORK_ROLES.filter(
    (role) => JSON.stringify(mixed.identity(role)) !== JSON.stringify(plain.identity(role)),
  );
  expect(changed).toEqual(['text-encoder']);
  expect(mixed.origin('text-encoder').precision).toBe('q8');
  expect(mixed.origin('dit').precision).toBe('auto');
});

it('another version of the provider is another identity: what the former one made is not taken from the stage cache', () => {
  const next = new PluginRegistry();
  for (const plugin of new Set(registry.list().map((known) => known.plugin))) {
    const contributes = plugin.contributes.map((contribution) =>
      contribution.kind === 'execution-provider' ? { ...contribution, version: '99.0.0' } : contribution,
    );
    next.register({ ...plugin, contributes });
  }
  for (const role of NETWORK_ROLES) expect(networks([], next).identity(role)).not.toEqual(networks([]).identity(role));
});

it('a network is the same one whether its precision is its own or that of all', () => {
  const all = { ...demoSettings, precision: q8('dit'), networkPrecision: [], mode: 'INFINITETALK' as const };
  const around = { registry, weightsDir: 'weights', threads: 1, emit: () => {} } as unknown as RunSurroundings;
  const plan = WHOLE as MemoryPlan;
  const whole = new PooledNetworks(model, {} as NetworkPool, poolProviders(all, plan, around), plan, all);
  expect(networks([q8('dit')]).identity('dit')).toEqual(whole.identity('dit'));
});

it('the forecast counts the weights of one network in its own precision, those of the others as before', () => {
  const weights = (networkPrecision: readonly NetworkPrecision[]) => {
    const settings = { ...demoSettings, networkPrecision, mode: 'INFINITETALK' as const };
    const forecast = forecastSettings(model, settings, { registry });
    return Object.fromEntries(
      forecast.networks.map(({ role, weights: { shared, blocks, block } }) => [role, shared.ram + blocks * block.ram]),
    );
  };
  const [plain, mixed] = [weights([]), weights([q8('dit')])];
  expect(mixed).toEqual({ ...plain, dit: mixed.dit });
  // On the processor 4 bytes a weight against 1 and a factor for 128: nearly all of the DiT's weights are in its blocks.
  expect(mixed.dit! / plain.dit!).toBeLessThan(0.5);
  expect(mixed.dit! / plain.dit!).toBeGreaterThan(0.25);
});
