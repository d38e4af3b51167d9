import { useQuery } from 'urql';
import type { AllPluginsQuery, AllPresetsQuery, ModelNamesQuery, PluginKind } from './generated/graphql.ts';
import { AllPlugins, AllPresets, ModelNames } from './operations/catalogue.ts';
import { useLocale } from './use-locale.ts';

export type Plugin = AllPluginsQuery['plugins'][number];
export type PluginOption = Plugin['options'][number];
export type Preset = AllPresetsQuery['presets']['edges'][number]['node'];
export type Settings = Preset['settings'];

export interface CatalogueData {
  readonly presets: readonly Preset[];
  /** null until the server has looked at the files. */
  readonly models: ModelNamesQuery['models'] | null;
  /** None until the server has asked them whether they can run. */
  plugins(kind: PluginKind): readonly Plugin[];
}

/** Presets, plugins and models; null while there are no presets, since they are loading or cannot be had. */
export function useCatalogue() {
  const locale = useLocale();
  const [presets, reloadPresets] = useQuery({ query: AllPresets, variables: { locale } });
  const [plugins, reloadPlugins] = useQuery({ query: AllPlugins, variables: { locale } });
  const [models, reloadModels] = useQuery({ query: ModelNames });
  const catalogue: CatalogueData | null = presets.data
    ? {
        presets: presets.data.presets.edges.map(({ node }) => node),
        models: models.data?.models ?? null,
        plugins: (kind) => plugins.data?.plugins.filter((plugin) => plugin.kind === kind) ?? [],
      }
    : null;
  const reload = () => {
    for (const again of [reloadPresets, reloadPlugins, reloadModels]) again({ requestPolicy: 'network-only' });
  };
  return { catalogue, error: presets.error ?? plugins.error ?? models.error, reload };
}
