import { beforeEach, expect, it } from 'vitest';
import { ProcessMemory } from '../../core/runtime/process-memory.ts';

const MIB = 2 ** 20;

interface Pages {
  own: number;
  shared: number;
}

const processes = new Map<number, Pages>();
let read: number[];
let memory: ProcessMemory;
beforeEach(() => {
  processes.clear();
  read = [];
  memory = new ProcessMemory({
    resident: (pid) => {
      const pages = processes.get(pid);
      return pages ? pages.own + pages.shared : 0;
    },
    shared: async (pid) => {
      read.push(pid);
      return processes.get(pid)?.shared ?? null;
    },
  });
});

const sizes = async (pids: readonly number[]) => Object.fromEntries(await memory.sizes(pids));

it('counts what a process has of its own, from its first reading on', async () => {
  processes.set(1, { own: 30 * MIB, shared: 20 * MIB });
  expect(await sizes([1, 2])).toEqual({ 1: 30 * MIB });
  processes.get(1)!.own = 90 * MIB;
  expect(await sizes([1])).toEqual({ 1: 90 * MIB });
  expect(read).toEqual([1]);
});

it('reads those first that changed most', async () => {
  for (const pid of [1, 2, 3]) processes.set(pid, { own: MIB, shared: 0 });
  await sizes([1, 2, 3]);
  read = [];
  processes.get(1)!.shared = 5 * MIB;
  processes.get(2)!.shared = 50 * MIB;
  expect(await sizes([1, 2, 3])).toEqual({ 1: 6 * MIB, 2: 51 * MIB, 3: MIB });
  await memory.refine([1, 2, 3]);
  expect(read).toEqual([2, 1]);
  expect(await sizes([1, 2, 3])).toEqual({ 1: MIB, 2: MIB, 3: MIB });
});

it('finds out without a new peak that pages have come to be shared, unless it is only a few', async () => {
  for (const pid of [1, 2]) processes.set(pid, { own: 10 * MIB, shared: 0 });
  await sizes([1, 2]);
  processes.set(1, { own: 10 * MIB, shared: 17 * MIB });
  processes.set(2, { own: 10 * MIB, shared: 0.5 * MIB });
  await memory.refresh([1, 2]);
  expect(await sizes([1, 2])).toEqual({ 1: 10 * MIB, 2: 10.5 * MIB });
});

it('forgets a process that is gone', async () => {
  processes.set(1, { own: MIB, shared: MIB });
  await sizes([1]);
  processes.delete(1);
  expect(await sizes([1])).toEqual({});
  processes.set(1, { own: MIB, shared: 3 * MIB });
  await sizes([]);
  expect(await sizes([1])).toEqual({ 1: MIB });
});
