import type { PluginKind } from '../plugin-api/plugin.ts';
import type { PluginRegistry } from '../plugin-host/registry.ts';
import type { PluginChoice } from './spec.ts';

/** A plugin in a request; undefined: as it is otherwise. */
export interface ChoiceRequest {
  readonly id?: string | undefined;
  readonly options?: unknown;
}

/**
 * Options left out come from `otherwise` when it is the same plugin, else from the plugin's own defaults.
 * @param field the input field that holds the choice
 * @throws GenesisError PLUGIN_NOT_FOUND, PLUGIN_OPTIONS_INVALID
 */
export function resolveChoice(
  registry: PluginRegistry,
  kind: PluginKind,
  field: string,
  request: ChoiceRequest | undefined,
  otherwise: PluginChoice,
): PluginChoice {
  const id = request?.id ?? otherwise.id;
  const options = request?.options ?? (id === otherwise.id ? otherwise.options : {});
  return {
    id,
    version: registry.get(kind, id, field).version,
    options: registry.parseOptions(kind, id, options, field),
  };
}
