import { useEffect, useRef } from 'react';

/** Whether the last change of the address was the browser's own: back or forward, where it keeps the place. */
let returned = false;
addEventListener('popstate', () => {
  returned = true;
});
// wouter tells of its own changes.
addEventListener('pushState', () => {
  returned = false;
});

/** Whether the present view was come back to. */
export const hasReturned = (): boolean => returned;

/**
 * Begins each view at its top and, where what was pressed to get there is gone, with the keyboard in it. Going back is
 * left to the browser.
 * @param path of the view
 */
export function useArrival(path: string): void {
  const known = useRef(path);
  useEffect(() => {
    if (known.current === path) return;
    known.current = path;
    if (!returned) scrollTo(0, 0);
    if (document.activeElement === document.body) {
      document.getElementById('content')?.focus({ preventScroll: true });
    }
  }, [path]);
}
