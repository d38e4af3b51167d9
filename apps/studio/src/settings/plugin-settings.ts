import type { PluginKind } from '../api/generated/schema.ts';
import type { CatalogueData, Settings } from '../api/use-catalogue.ts';

export type PluginSetting = 'scheduler' | 'guidance' | 'stepCache' | 'memory' | 'provider' | 'precision' | 'output';

/** Settings that choose a plugin, with its kind. */
export const PLUGIN_KINDS: Readonly<Record<PluginSetting, PluginKind>> = {
  scheduler: 'SCHEDULER',
  guidance: 'GUIDANCE',
  stepCache: 'STEP_CACHE',
  memory: 'MEMORY_STRATEGY',
  provider: 'EXECUTION_PROVIDER',
  precision: 'PRECISION',
  output: 'OUTPUT',
};

/**
 * A preset's settings with the plugins that the user has made the defaults, as a request that says nothing of them is
 * carried out. Another memory strategy decides for itself: the preset's flags are meant for its own.
 */
export function withUserDefaults(settings: Settings, plugins: CatalogueData['plugins']): Settings {
  const chosen = { ...settings };
  for (const name of Object.keys(PLUGIN_KINDS) as PluginSetting[]) {
    const own = plugins(PLUGIN_KINDS[name]).find(({ defaultOptions }) => defaultOptions !== null);
    if (!own) continue;
    const choice = { id: own.id, version: own.version, options: own.defaultOptions };
    if (name !== 'memory') chosen[name] = { ...settings[name], ...choice };
    else {
      const flags = own.id === settings.memory.id ? {} : { tiledVae: null, forceOffload: null, batchedCfg: null };
      chosen.memory = { ...settings.memory, ...choice, ...flags };
    }
  }
  return chosen;
}
