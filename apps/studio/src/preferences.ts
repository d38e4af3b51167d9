import { createStore } from './store.ts';

export type Language = 'en' | 'zh';
export type Theme = 'system' | 'light' | 'dark';

export interface Preferences {
  readonly language: Language;
  readonly theme: Theme;
}

const preferred: Language = navigator.languages.some((tag) => /^zh\b/i.test(tag)) ? 'zh' : 'en';

export const preferences = createStore<Preferences>(
  { language: preferred, theme: 'system' },
  { key: 'genesis.preferences', storage: () => localStorage },
);

/** BCP 47 tags of the languages. */
export const LOCALES: Readonly<Record<Language, string>> = { en: 'en-US', zh: 'zh-CN' };

const THEMES: readonly Theme[] = ['system', 'light', 'dark'];
const kept = preferences.get();
// Another version of the page may have kept what this one does not know.
if (!Object.hasOwn(LOCALES, kept.language)) preferences.set({ language: preferred });
if (!THEMES.includes(kept.theme)) preferences.set({ theme: 'system' });

/** Lets style sheets and screen readers know. */
function apply(): void {
  const { language, theme } = preferences.get();
  document.documentElement.lang = LOCALES[language];
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

preferences.subscribe(apply);
apply();
