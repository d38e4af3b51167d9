import { LOCALES, preferences } from '../preferences.ts';
import { useStore } from '../use-store.ts';

/** The language of the page, as the API is asked for words in it. */
export const useLocale = (): string => LOCALES[useStore(preferences).language];
