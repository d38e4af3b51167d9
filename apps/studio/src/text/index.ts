import { type Language, preferences } from '../preferences.ts';
import { useStore } from '../use-store.ts';
import { AREAS, type Catalogue } from './areas.ts';

const catalogues = new Map<Language, Catalogue>();

/** Every word of the page in a language. */
export function catalogueOf(language: Language): Catalogue {
  const known = catalogues.get(language);
  if (known) return known;
  const made = Object.fromEntries(Object.entries(AREAS).map(([name, area]) => [name, area[language]])) as Catalogue;
  catalogues.set(language, made);
  return made;
}

/** The words of the page in its present language. */
export function useText(): Catalogue {
  return catalogueOf(useStore(preferences).language);
}
