import type { PoolProvider } from '../memory/network-pool.ts';
import type { MemoryPlan, NetworkRole } from '../plugin-api/index.ts';
import type { GenerationSpec, PluginChoice } from '../runs/spec.ts';
import { createPlugin } from './create-plugin.ts';
import { openPrecision } from './open-precision.ts';
import { PROCESSOR } from './plan-memory.ts';
import type { RunSurroundings } from './run-context.ts';

/** What each network of a run is loaded with: the chosen provider, but for a text encoder that the plan puts on the processor. */
export function poolProviders(
  { provider, precision }: Pick<GenerationSpec, 'provider' | 'precision'>,
  { textEncoderOnCpu }: Pick<MemoryPlan, 'textEncoderOnCpu'>,
  { registry, weightsDir, emit, threads }: RunSurroundings,
): (role: NetworkRole) => PoolProvider {
  const held = openPrecision(precision, createPlugin(registry, 'precision', precision), weightsDir, emit);
  const settings = (choice: PluginChoice): PoolProvider => ({
    id: choice.id,
    options: choice.options,
    provider: createPlugin(registry, 'execution-provider', choice, 'provider'),
    threads,
    precision: held,
  });
  const chosen = settings(provider);
  const processor = textEncoderOnCpu ? settings(PROCESSOR) : chosen;
  return (role) => (role === 'text-encoder' ? processor : chosen);
}
