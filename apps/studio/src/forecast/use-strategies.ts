import { type Plugin, useCatalogue } from '../api/use-catalogue.ts';

/** The memory strategies by id, in the language of the page. */
export function useStrategies(): ReadonlyMap<string, Plugin> {
  const { catalogue } = useCatalogue();
  return new Map(catalogue?.plugins('MEMORY_STRATEGY').map((plugin) => [plugin.id, plugin]));
}
