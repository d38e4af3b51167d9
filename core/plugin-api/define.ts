import { GenesisError } from '../errors/genesis-error.ts';
import type { ExecutionProviderContribution } from './execution-provider.ts';
import type { GuidanceContribution } from './guidance.ts';
import type { MemoryStrategyContribution } from './memory-strategy.ts';
import type { NetworkContribution } from './network.ts';
import type { OutputContribution } from './output.ts';
import { PLUGIN_API_VERSION, type PluginKind } from './plugin.ts';
import type { PrecisionContribution } from './precision.ts';
import type { SchedulerContribution } from './scheduler.ts';
import type { StepCacheContribution } from './step-cache.ts';
import { translationsSchema } from './translations.ts';

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

const ID = /^[a-z0-9][a-z0-9_+*./-]{0,63}$/;

/**
 * Checks and freezes a plugin.
 * @throws GenesisError PLUGIN_INVALID naming the field and what would be accepted
 */
export function definePlugin(plugin: Plugin): Plugin {
  const fail = (field: string, message: string): never => {
    throw new GenesisError('PLUGIN_INVALID', `plugin ${JSON.stringify(plugin?.name)}: ${message}`, { field });
  };
  if (typeof plugin?.name !== 'string' || plugin.name === '') fail('name', 'name must be a non-empty string');
  if (typeof plugin.version !== 'string' || plugin.version === '')
    fail('version', 'version must be a semantic version');
  if (plugin.api !== PLUGIN_API_VERSION) {
    fail('api', `written for plugin API ${plugin.api}; this is ${PLUGIN_API_VERSION}`);
  }
  if (!Array.isArray(plugin.contributes)) fail('contributes', 'contributes must be an array');
  plugin.contributes.forEach((contribution, index) => {
    const field = `contributes[${index}]`;
    if (!ID.test(contribution.id ?? '')) fail(`${field}.id`, `id ${JSON.stringify(contribution.id)} must match ${ID}`);
    if (!translationsSchema.safeParse(contribution.translations).success) {
      fail(`${field}.translations`, 'translations are the strings title and description by language tag, such as "zh"');
    }
    if (typeof contribution.create !== 'function') fail(`${field}.create`, 'create must be a function');
    if (typeof contribution.options?.safeParse !== 'function') fail(`${field}.options`, 'options must be a Zod schema');
    if (!contribution.options.safeParse({}).success) {
      fail(`${field}.options`, 'every option needs a default, so that {} is valid');
    }
  });
  return Object.freeze({ ...plugin, contributes: Object.freeze([...plugin.contributes]) });
}
