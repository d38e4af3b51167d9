import { GenesisError } from '../errors/genesis-error.ts';
import type { NetworkRole } from '../plugin-api/network.ts';
import type { Precision } from '../plugin-api/precision.ts';
import { createPlugin } from '../plugin-host/create-plugin.ts';
import type { PluginRegistry } from '../plugin-host/registry.ts';

export interface QuantizationChoice {
  /** Id of a precision plugin. */
  readonly precision: string;
  /** Left out: all of the set. */
  readonly network?: NetworkRole | undefined;
  /** Inputs that share a factor; left out: what the provider multiplies fastest. */
  readonly block?: number | undefined;
  /** Id of the execution provider that will use the weights. */
  readonly provider: string;
}

/** q4 has blocks of one size and no option for it. */
const Q4_BLOCK = 32;

/**
 * The precision that was asked for, with its options checked.
 * @throws GenesisError INPUT_INVALID, PLUGIN_NOT_FOUND, PLUGIN_OPTIONS_INVALID
 */
export function openQuantization(
  registry: PluginRegistry,
  { precision: id, block, provider }: QuantizationChoice,
): Precision {
  registry.get('execution-provider', provider, 'provider');
  if (id === 'q4' && block !== undefined && block !== Q4_BLOCK) {
    throw new GenesisError('PLUGIN_OPTIONS_INVALID', `q4 has no blocks of ${block}`, {
      field: 'block',
      accepted: String(Q4_BLOCK),
    });
  }
  const given = block === undefined || id === 'q4' ? {} : { block: String(block) };
  return createPlugin(registry, 'precision', { id, options: given }, 'precision');
}
