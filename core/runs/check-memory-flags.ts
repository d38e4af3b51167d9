import { GenesisError } from '../errors/genesis-error.ts';
import type { MemoryForecast, StageForecast } from '../plugin-api/memory-forecast.ts';
import type { MemoryPlanResult, MemoryRequest } from '../plugin-api/memory-strategy.ts';
import { createPlugin } from '../plugin-host/create-plugin.ts';
import type { PluginRegistry } from '../plugin-host/registry.ts';
import type { GenerationSettings } from './spec.ts';

const NOTHING = { vram: 0, ram: 0 };
const PLAIN = { work: { kind: 'whole', bytes: NOTHING }, buffers: NOTHING, correction: { vram: 1, ram: 1 } } as const;
const STAGES = [
  { stage: 'denoise', network: 'dit', ...PLAIN },
  { stage: 'decode', network: 'vae', ...PLAIN },
] as const satisfies readonly StageForecast[];

/** A run that needs no memory, of networks that can be treated in every way. */
const WEIGHTLESS: MemoryForecast = {
  provider: 'cpu',
  base: NOTHING,
  networks: STAGES.map(({ network }) => ({
    role: network,
    weights: { shared: NOTHING, blocks: 40, block: NOTHING, slot: NOTHING, ahead: NOTHING },
    overhead: NOTHING,
    kept: null,
  })),
  stages: STAGES,
  textEncoderOnCpu: null,
};

/** What the settings ask of whichever strategy is chosen. */
export function memoryRequest({ memory }: Pick<GenerationSettings, 'memory'>): MemoryRequest {
  return {
    tiledVae: memory.tiledVae ?? undefined,
    forceOffload: memory.forceOffload ?? undefined,
    batchedCfg: memory.batchedCfg ?? undefined,
  };
}

/** A strategy that fails over such a run has said nothing of the flags. */
function planned(plan: () => MemoryPlanResult): MemoryPlanResult | null {
  try {
    return plan();
  } catch {
    return null;
  }
}

/**
 * Lets the memory strategy say whether it takes these flags at all, whatever the model and the machine: what it refuses of
 * a run that needs nothing, with no limit, it always refuses.
 * @throws GenesisError MEMORY_PLAN_IMPOSSIBLE, or what `createPlugin` throws
 */
export function checkMemoryFlags(settings: Pick<GenerationSettings, 'memory'>, registry: PluginRegistry): void {
  const strategy = createPlugin(registry, 'memory-strategy', settings.memory, 'memory');
  const result = planned(() => strategy.plan(WEIGHTLESS, { vramBytes: null, ramBytes: null }, memoryRequest(settings)));
  if (!result || result.ok) return;
  throw new GenesisError('MEMORY_PLAN_IMPOSSIBLE', result.reason, { field: 'memory', accepted: result.accepted });
}
