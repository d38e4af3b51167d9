import { Languages, Monitor, Moon, Sun } from 'lucide-react';
import { type Language, preferences, type Theme } from '../preferences.ts';
import { useText } from '../text/index.ts';
import { useStore } from '../use-store.ts';

const NEXT: Readonly<Record<Theme, Theme>> = { system: 'light', light: 'dark', dark: 'system' };
const ICONS = { system: Monitor, light: Sun, dark: Moon } as const;
const OTHER: Readonly<Record<Language, { readonly to: Language; readonly name: string; readonly tag: string }>> = {
  en: { to: 'zh', name: '简体中文', tag: 'zh-CN' },
  zh: { to: 'en', name: 'English', tag: 'en' },
};

/** Language and appearance, both one press away. */
export function PreferencesMenu() {
  const { shell } = useText();
  const { theme, language } = useStore(preferences);
  const Icon = ICONS[theme];
  const other = OTHER[language];
  return (
    <div className="preferences">
      <button type="button" className="nav-item" onClick={() => preferences.set({ language: other.to })}>
        <Languages size={19} strokeWidth={1.75} aria-hidden />
        <span className="nav-label" lang={other.tag}>
          {other.name}
        </span>
      </button>
      <button type="button" className="nav-item" onClick={() => preferences.set({ theme: NEXT[theme] })}>
        <Icon size={19} strokeWidth={1.75} aria-hidden />
        <span className="nav-label">
          <span className="visually-hidden">{shell.theme}: </span>
          {shell[theme]}
        </span>
      </button>
    </div>
  );
}
