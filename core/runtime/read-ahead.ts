import { once } from 'node:events';
import type { GraphSet, StoredBytes } from '../plugin-api/graph.ts';
import { siblingProgram, startThread } from './child-program.ts';
import { isInCache } from './page-cache.ts';

/** Of the heap of the thread that reads: it makes next to no objects. */
const THREAD_HEAP = { maxYoungGenerationSizeMb: 2, maxOldGenerationSizeMb: 16 };

/** The first of the graphs' weights that fit into `bytes`, in the order of the graphs and of first use. */
export function firstWeights(graphs: GraphSet, bytes: number): StoredBytes[] {
  const chosen: StoredBytes[] = [];
  let left = bytes;
  for (const one of Object.values(graphs).flatMap(({ external }) => external)) {
    left -= one.length;
    if (left < 0) break;
    chosen.push(one);
  }
  return chosen;
}

/**
 * Brings bytes into the system's file cache, in their order, on a thread of its own, which goes on while a session blocks
 * this one; a session alone reads a mapped weight when it first looks at it, and computes nothing meanwhile. The thread
 * runs when this returns, and has ended when the promise resolves. Nothing is done for bytes that are in the cache. Never
 * rejects: what cannot be read shows when a session wants it.
 */
export async function readAhead(stored: readonly StoredBytes[]): Promise<void> {
  try {
    if (stored.length === 0 || isInCache(stored)) return;
    const thread = startThread(siblingProgram(import.meta.url, 'read-ahead-main'), {
      workerData: stored.map(({ file, offset, length }): StoredBytes => ({ file, offset, length })),
      execArgv: [],
      resourceLimits: THREAD_HEAP,
    });
    thread.unref();
    await once(thread, 'exit');
  } catch {
    // The bytes are read when they are wanted.
  }
}
