import type { PoolProvider } from '../memory/network-pool.ts';
import { type MemoryPlan, NETWORK_ROLES, type NetworkRole } from '../plugin-api/index.ts';
import { createPlugin } from '../plugin-host/create-plugin.ts';
import { precisionOf } from '../runs/precision-settings.ts';
import type { GenerationSpec, PluginChoice } from '../runs/spec.ts';
import { openPrecision } from './open-precision.ts';
import { PROCESSOR } from './plan-memory.ts';
import type { RunSurroundings } from './run-context.ts';

/**
 * What each network of a run is loaded with: its precision, and the chosen provider, but for a text encoder that the plan
 * puts on the processor.
 */
export function poolProviders(
  spec: Pick<GenerationSpec, 'provider' | 'precision' | 'networkPrecision'>,
  { textEncoderOnCpu }: Pick<MemoryPlan, 'textEncoderOnCpu'>,
  { registry, weightsDir, emit, threads }: RunSurroundings,
): (role: NetworkRole) => PoolProvider {
  const open = (choice: PluginChoice): PoolProvider => ({
    id: choice.id,
    version: registry.get('execution-provider', choice.id, 'provider').version,
    options: choice.options,
    provider: createPlugin(registry, 'execution-provider', choice, 'provider'),
    threads,
  });
  const chosen = open(spec.provider);
  const processor = textEncoderOnCpu ? open(PROCESSOR) : chosen;
  const providers = new Map(
    NETWORK_ROLES.map((role) => {
      const choice = precisionOf(spec, role);
      const precision = openPrecision(choice, createPlugin(registry, 'precision', choice), weightsDir, emit);
      return [role, { ...(role === 'text-encoder' ? processor : chosen), precision }];
    }),
  );
  return (role) => providers.get(role)!;
}
