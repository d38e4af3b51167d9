import { LOCALES, preferences } from './preferences.ts';
import { useStore } from './use-store.ts';

export interface Dates {
  /** `3 minutes ago`, or the date when it is longer ago than a day. */
  ago(iso: string, now?: number): string;
  full(iso: string): string;
}

const cache = new Map<string, Dates>();

function datesIn(locale: string): Dates {
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'short' });
  const date = new Intl.DateTimeFormat(locale, { month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit' });
  const full = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium' });
  return {
    full: (iso) => full.format(new Date(iso)),
    ago: (iso, now = Date.now()) => {
      const past = (now - Date.parse(iso)) / 1000;
      if (past < 60) return relative.format(-Math.max(0, Math.round(past)), 'second');
      if (past < 3600) return relative.format(-Math.round(past / 60), 'minute');
      if (past < 86_400) return relative.format(-Math.round(past / 3600), 'hour');
      return date.format(new Date(iso));
    },
  };
}

/** Dates in the page's language. */
export function useDates(): Dates {
  const locale = LOCALES[useStore(preferences).language];
  const known = cache.get(locale) ?? datesIn(locale);
  cache.set(locale, known);
  return known;
}
