import { useState } from 'react';
import { type RequestPolicy, useQuery } from 'urql';
import {
  AllPlugins,
  type AllPluginsQuery,
  AllPresets,
  type AllPresetsQuery,
  ModelNames,
  type ModelNamesQuery,
  PresetProblems,
  type PresetProblemsQuery,
} from './generated/catalogue.ts';
import type { PluginKind } from './generated/schema.ts';
import { useLocale } from './use-locale.ts';

export type Plugin = AllPluginsQuery['plugins'][number];
export type PluginOption = Plugin['options'][number];
export type Preset = AllPresetsQuery['presets']['edges'][number]['node'];
/** Something for which a preset cannot be used on the server's machine. */
export type Problem = PresetProblemsQuery['presets']['edges'][number]['node']['problems'][number];
export type Settings = Preset['settings'];

export interface CatalogueData {
  readonly presets: readonly Preset[];
  /** null until the server has looked at the files. */
  readonly models: ModelNamesQuery['models'] | null;
  /** None until the server has asked them whether they can run. */
  plugins(kind: PluginKind): readonly Plugin[];
  /** Why a preset cannot be used here. None until the server has looked. */
  problems(preset: Preset): readonly Problem[];
}

/** Milliseconds from the start of the page in which answers to what it asked for then are as good as new ones. */
const NEW = 2000;

/** Presets, plugins and models; null while there are no presets, since they are loading or cannot be had. */
export function useCatalogue() {
  const locale = useLocale();
  // Presets may have changed in another tab, files and plugins may be there by now: a view that is opened looks again.
  const [requestPolicy] = useState<RequestPolicy>(() =>
    performance.now() < NEW ? 'cache-first' : 'cache-and-network',
  );
  const [presets, reloadPresets] = useQuery({ query: AllPresets, variables: { locale }, requestPolicy });
  const [plugins, reloadPlugins] = useQuery({ query: AllPlugins, variables: { locale } });
  const [models, reloadModels] = useQuery({ query: ModelNames, requestPolicy });
  const [problems, reloadProblems] = useQuery({ query: PresetProblems, requestPolicy });
  const catalogue: CatalogueData | null = presets.data
    ? {
        presets: presets.data.presets.edges.map(({ node }) => node),
        models: models.data?.models ?? null,
        plugins: (kind) => plugins.data?.plugins.filter((plugin) => plugin.kind === kind) ?? [],
        problems: ({ id }) => problems.data?.presets.edges.find(({ node }) => node.id === id)?.node.problems ?? [],
      }
    : null;
  const reload = () => {
    for (const again of [reloadPresets, reloadPlugins, reloadModels, reloadProblems])
      again({ requestPolicy: 'network-only' });
  };
  return { catalogue, error: presets.error ?? plugins.error ?? models.error ?? problems.error, reload };
}
