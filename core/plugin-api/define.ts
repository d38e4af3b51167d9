import { GenesisError } from '../errors/genesis-error.ts';
import { contributionFault } from './contract.ts';
import type { ExecutionProviderContribution } from './execution-provider.ts';
import type { GuidanceContribution } from './guidance.ts';
import type { MemoryStrategyContribution } from './memory-strategy.ts';
import type { NetworkContribution } from './network.ts';
import type { OutputContribution } from './output.ts';
import { PLUGIN_API_VERSION, type PluginKind } from './plugin.ts';
import type { PrecisionContribution } from './precision.ts';
import type { SchedulerContribution } from './scheduler.ts';
import type { StepCacheContribution } from './step-cache.ts';

/**
 * Options or dims of a contribution that is not looked at: they are checked against the contribution's own schema before
 * `create` is called, so `any` is the honest type of a value that another module's schema has parsed.
 */
// biome-ignore lint/suspicious/noExplicitAny: see above
type Checked = any;

/** Any contribution, whatever its options. */
export type AnyContribution =
  | NetworkContribution<Checked, Checked, Checked>
  | SchedulerContribution<Checked>
  | GuidanceContribution<Checked>
  | StepCacheContribution<Checked>
  | MemoryStrategyContribution<Checked>
  | PrecisionContribution<Checked>
  | OutputContribution<Checked>
  | ExecutionProviderContribution<Checked>;

export type ContributionOf<Kind extends PluginKind> = Extract<AnyContribution, { kind: Kind }>;

/** The default export of a plugin package or file. */
export interface Plugin {
  readonly name: string;
  readonly version: string;
  /** Version of the plugin door that it was written for (PLUGIN_API_VERSION). */
  readonly api: number;
  readonly contributes: readonly AnyContribution[];
}

/**
 * Checks and freezes a plugin.
 * @throws GenesisError PLUGIN_INVALID naming the field and what would be accepted
 */
export function definePlugin(plugin: Plugin): Plugin {
  const fail = (field: string, message: string, accepted: string): never => {
    throw new GenesisError('PLUGIN_INVALID', `plugin ${JSON.stringify(plugin?.name)}: ${message}`, { field, accepted });
  };
  if (typeof plugin?.name !== 'string' || plugin.name === '')
    fail('name', 'name must be a non-empty string', 'a text that is not empty');
  if (typeof plugin.version !== 'string' || plugin.version === '')
    fail('version', 'version must be a semantic version', 'a semantic version, such as "1.0.0"');
  if (plugin.api !== PLUGIN_API_VERSION) {
    const accepted = `api: PLUGIN_API_VERSION, which is ${PLUGIN_API_VERSION} here`;
    fail('api', `written for plugin API ${plugin.api}; this is ${PLUGIN_API_VERSION}`, accepted);
  }
  if (!Array.isArray(plugin.contributes))
    fail('contributes', 'contributes must be an array', 'a list of contributions');
  plugin.contributes.forEach((contribution, index) => {
    const fault = contributionFault(contribution);
    if (!fault) return;
    const field = fault.field === '' ? '' : `.${fault.field}`;
    fail(`contributes[${index}]${field}`, fault.message, fault.accepted);
  });
  return Object.freeze({ ...plugin, contributes: Object.freeze([...plugin.contributes]) });
}
