import { expect, it } from 'vitest';
import { follow, type Source } from '../../apps/server/services/follow.ts';
import { mapped, merge } from '../../apps/server/services/merge.ts';

/** A source that is filled and ended by the test. */
function source() {
  const items: string[] = [];
  const listeners = new Set<() => void>();
  let ended = false;
  let reads = 0;
  const wake = () => {
    for (const listener of listeners) listener();
  };
  const from: Source<string> = {
    read: () => {
      const item = items.shift();
      if (item === undefined) return ended ? 'end' : 'wait';
      reads += 1;
      return { item };
    },
    listen: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  return {
    items: follow(from, new AbortController().signal),
    give: (...given: string[]) => {
      items.push(...given);
      wake();
    },
    end: () => {
      ended = true;
      wake();
    },
    reads: () => reads,
    listeners: () => listeners.size,
  };
}

it('gives the items of several sources as they come, until the last has ended', async () => {
  const [first, second] = [source(), source()];
  const seen: string[] = [];
  const done = (async () => {
    for await (const item of merge([mapped(first.items, (item) => item.toUpperCase()), second.items])) seen.push(item);
  })();
  first.give('a', 'b');
  await expect.poll(() => seen).toEqual(['A', 'B']);
  second.give('c');
  await expect.poll(() => seen).toEqual(['A', 'B', 'c']);
  first.end();
  second.give('d');
  await expect.poll(() => seen).toEqual(['A', 'B', 'c', 'd']);
  second.end();
  await done;
});

it('reads no further ahead than one item of each source while its reader stalls', async () => {
  const busy = source();
  busy.give(...Array.from({ length: 1000 }, String));
  const merged = merge([busy.items, source().items]);
  await merged.next();
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(busy.reads()).toBe(2);
  await merged.return!();
});

it('ends every source when its reader leaves in the middle of a wait', async () => {
  const [first, second] = [source(), source()];
  const merged = merge([first.items, mapped(second.items, (item) => item)]);
  const waiting = merged.next();
  expect([first.listeners(), second.listeners()]).toEqual([1, 1]);
  await merged.return!();
  expect(await waiting).toEqual({ done: true, value: undefined });
  expect([first.listeners(), second.listeners()]).toEqual([0, 0]);
});

it('passes a fault of one source on and ends the others', async () => {
  const idle = source();
  const broken = mapped(merge([]), () => '');
  const failing: AsyncIterable<string> = {
    [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(new Error('the disk is gone')) }),
  };
  await expect(merge([idle.items, broken, failing]).next()).rejects.toThrow('the disk is gone');
  expect(idle.listeners()).toBe(0);
});
