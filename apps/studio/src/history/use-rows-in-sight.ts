import { type RefObject, useLayoutEffect, useState } from 'react';

/** Rows that come and go together: scrolling past fewer changes nothing in the document. */
const BLOCK = 8;
/** Rows in the document above and below the window, at least. */
const BEYOND = 8;

/** Indices of the rows in the document: from `first` to before `end`, which may lie behind the last row. */
export interface Span {
  readonly first: number;
  readonly end: number;
}

/**
 * @param top pixels from the top of the list to that of the window; negative while the list begins further down
 * @param height pixels of the window
 * @param rowHeight pixels of a row
 */
export function spanAt(top: number, height: number, rowHeight: number): Span {
  const blocks = Math.ceil((height / rowHeight + 2 * BEYOND) / BLOCK) + 1;
  const first = Math.floor((top / rowHeight - BEYOND) / BLOCK) * BLOCK;
  // Both ends move at once: a block goes when one comes.
  return { first: Math.max(0, first), end: Math.max(0, first + blocks * BLOCK) };
}

/** Which rows of a list, all of the same height, are in the document while the window scrolls. */
export function useRowsInSight(list: RefObject<HTMLElement | null>, rowHeight: number): Span {
  const [span, setSpan] = useState<Span>({ first: 0, end: 0 });
  useLayoutEffect(() => {
    const look = () => {
      const top = -(list.current?.getBoundingClientRect().top ?? 0);
      const next = spanAt(top, window.innerHeight, rowHeight);
      setSpan((now) => (now.first === next.first && now.end === next.end ? now : next));
    };
    look();
    window.addEventListener('scroll', look, { passive: true });
    window.addEventListener('resize', look);
    return () => {
      window.removeEventListener('scroll', look);
      window.removeEventListener('resize', look);
    };
  }, [list, rowHeight]);
  return span;
}
