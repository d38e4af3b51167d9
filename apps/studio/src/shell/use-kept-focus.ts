import { useEffect } from 'react';

function around(element: Element): Element[] {
  const parent = element.parentElement;
  return parent === null || parent === document.body ? [element] : [element, ...around(parent)];
}

/** Gives the keyboard to an element that does not take it otherwise, until it goes on from there. */
function lend(element: HTMLElement): void {
  if (!element.hasAttribute('tabindex')) {
    element.tabIndex = -1;
    element.addEventListener('blur', () => element.removeAttribute('tabindex'), { once: true });
  }
  element.focus({ preventScroll: true });
}

/**
 * Keeps the keyboard in its place when what has it disappears, as a button does that takes something away: what is left
 * around it has it then. The browser would leave it nowhere.
 */
export function useKeptFocus(): void {
  useEffect(() => {
    let path: Element[] = [];
    const onFocus = ({ target }: FocusEvent) => {
      path = target instanceof Element ? around(target) : [];
    };
    // Who points has no place to lose, and on a phone a field that is focused opens a keyboard.
    const onPointer = () => {
      path = [];
    };
    const look = () => {
      if (document.activeElement !== document.body || !path[0] || path[0].isConnected) return;
      const left = path.find(({ isConnected }) => isConnected);
      path = [];
      // Rows that are scrolled out of sight leave the document.
      if (left instanceof HTMLElement && !left.matches('.virtual-list')) lend(left);
    };
    const observer = new MutationObserver(look);
    observer.observe(document.body, { childList: true, subtree: true });
    document.addEventListener('focusin', onFocus);
    document.addEventListener('pointerdown', onPointer, { capture: true });
    return () => {
      observer.disconnect();
      document.removeEventListener('focusin', onFocus);
      document.removeEventListener('pointerdown', onPointer, { capture: true });
    };
  }, []);
}
