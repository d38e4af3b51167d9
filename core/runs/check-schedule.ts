import { GenesisError } from '../errors/genesis-error.ts';
import { createPlugin } from '../plugin-host/create-plugin.ts';
import type { PluginRegistry } from '../plugin-host/registry.ts';
import { schedulerRequest } from '../sampling/sigma-tables.ts';
import type { GenerationSettings } from './spec.ts';

/**
 * Lets the scheduler say whether it takes these steps and this shift.
 * @throws GenesisError INPUT_INVALID, PLUGIN_INVALID, or what the scheduler throws
 */
export function checkSchedule(
  { scheduler, steps, shift, sigmas }: Pick<GenerationSettings, 'scheduler' | 'steps' | 'shift' | 'sigmas'>,
  registry: PluginRegistry,
): void {
  try {
    createPlugin(registry, 'scheduler', scheduler).prepare(schedulerRequest({ steps, shift, sigmas }));
  } catch (cause) {
    if (cause instanceof GenesisError) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    const message = `scheduler: ${scheduler.id} refuses ${steps} steps with shift ${shift}: ${reason}`;
    const accepted = 'a scheduler that takes them';
    throw new GenesisError('INPUT_INVALID', message, { field: 'scheduler', accepted, cause });
  }
}
