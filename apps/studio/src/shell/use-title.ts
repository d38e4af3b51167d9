import { useEffect } from 'react';

/** The title of the tab: what is looked at, then the program. @param title empty: the program alone; null: left as it is */
export function useTitle(title: string | null): void {
  useEffect(() => {
    if (title !== null) document.title = title === '' ? 'Genesis' : `${title} · Genesis`;
  }, [title]);
}
