import { setImmediate as turn } from 'node:timers/promises';

/** What a source has for its reader now: an item, nothing yet, or nothing any more. */
export type Reading<Item> = { readonly item: Item } | 'wait' | 'end';

export interface Source<Item> {
  read(): Reading<Item>;
  /** Calls back when `read` may have more. @returns the way to stop listening */
  listen(wake: () => void): () => void;
}

/** Items given in a row without a wait, before others get their turn. */
const ROW = 64;

/**
 * Reads a source for as long as its consumer wants. Holds no items: a consumer that stalls costs nothing and reads on
 * where it left off. `return` and the signal end it at once, also while it waits.
 */
export function follow<Item>(source: Source<Item>, signal: AbortSignal): AsyncIterableIterator<Item> {
  const sleepers = new Set<() => void>();
  let unlisten: (() => void) | undefined;
  let ended = false;
  let row = 0;

  const wake = () => {
    for (const resume of sleepers) resume();
    sleepers.clear();
  };
  const end = () => {
    ended = true;
    unlisten?.();
    signal.removeEventListener('abort', end);
    wake();
  };
  const begin = () => {
    if (ended || unlisten) return;
    if (signal.aborted) return end();
    unlisten = source.listen(wake);
    signal.addEventListener('abort', end, { once: true });
  };

  return {
    async next() {
      begin();
      row += 1;
      if (row % ROW === 0) await turn();
      while (!ended) {
        const reading = source.read();
        if (reading === 'end') end();
        else if (reading !== 'wait') return { done: false, value: reading.item };
        else await new Promise<void>((resume) => sleepers.add(resume));
      }
      return { done: true, value: undefined };
    },
    async return() {
      end();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
