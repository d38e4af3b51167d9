import { type FileHandle, open, readFile } from 'node:fs/promises';
import { storedTensors } from '../checkpoints/tensor-values.ts';
import type { Graph, GraphSet, StoredBytes } from '../plugin-api/graph.ts';
import { machineMemory } from './machine-memory.ts';

type Files = ReadonlyMap<string, FileHandle>;

const READ_BYTES = 4 * 2 ** 20;
/** Of so many reads one is tried to see whether the bytes are in the cache. */
const TRIED = 16;

const readsOf = (stored: readonly StoredBytes[]): StoredBytes[] =>
  stored.flatMap(({ file, offset, length }) =>
    Array.from({ length: Math.ceil(length / READ_BYTES) }, (_, i) => {
      const start = i * READ_BYTES;
      return { file, offset: offset + start, length: Math.min(READ_BYTES, length - start) };
    }),
  );

/** So many bytes of a read are written to the same place, over and over. */
const SCRATCH_BYTES = 128 * 2 ** 10;
/** Reads that are under way at the same time: threads that Node has for files. */
const AT_ONCE = 4;

/** Nobody looks at what is read: it goes where it stays in the cache of the core that reads, not through memory. */
async function readAll(files: Files, reads: readonly StoredBytes[]): Promise<void> {
  const scratch = Array.from({ length: AT_ONCE }, () => new Uint8Array(SCRATCH_BYTES));
  const read = ({ file, offset, length }: StoredBytes, i: number): Promise<unknown> => {
    const place = scratch[i % AT_ONCE]!;
    const whole = Array<Uint8Array>(Math.floor(length / SCRATCH_BYTES)).fill(place);
    return files.get(file)!.readv([...whole, place.subarray(0, length % SCRATCH_BYTES)], offset);
  };
  await Promise.allSettled(reads.map(read));
}

/**
 * Brings bytes into the system's file cache. All reads are handed to the system's threads at once, so they go on while a
 * session blocks this thread. Never rejects: what cannot be read shows when a session wants it.
 */
export const bringIntoCache = (files: Files, stored: readonly StoredBytes[]): Promise<void> =>
  readAll(files, readsOf(stored));

/** Bytes that storage has delivered for this process; null where the system does not say. */
async function deliveredBytes(): Promise<number | null> {
  const counters = await readFile('/proc/self/io', 'utf8').catch(() => '');
  const bytes = /^read_bytes: (\d+)$/m.exec(counters)?.[1];
  return bytes === undefined ? null : Number(bytes);
}

/** Whether a sample of the bytes, a page each, comes out of the cache. False when that is not known. */
export async function isInCache(files: Files, stored: readonly StoredBytes[]): Promise<boolean> {
  const sample = readsOf(stored).flatMap((read, i) => (i % TRIED === 0 ? [{ ...read, length: 1 }] : []));
  const before = await deliveredBytes();
  await readAll(files, sample);
  return before !== null && (await deliveredBytes()) === before;
}

/** What a graph reads: its external data, and weights that are made of what is stored. */
const readBy = ({ external, kept = {} }: Graph): readonly StoredBytes[] => [
  ...external,
  ...Object.values(kept).flatMap(({ tensor }) => storedTensors(tensor)),
];

/** The first of the graphs' weights that fit into `bytes`, in the order of the graphs and of first use. */
export function firstWeights(graphs: GraphSet, bytes: number): StoredBytes[] {
  const chosen: StoredBytes[] = [];
  let left = bytes;
  for (const one of Object.values(graphs).flatMap(readBy)) {
    left -= one.length;
    if (left < 0) break;
    chosen.push(one);
  }
  return chosen;
}

/**
 * Starts reading the weights of graphs whose sessions are about to be made, and resolves as soon as it is under way. A
 * session alone reads a mapped weight when it first looks at it, and computes nothing meanwhile. Half of the free memory
 * may fill up so; the rest is for what the sessions make of the weights.
 */
export async function readAhead(graphs: GraphSet): Promise<void> {
  const stored = firstWeights(graphs, (await machineMemory()).freeBytes / 2);
  const files = new Map<string, FileHandle>();
  const close = () => Promise.all([...files.values()].map((file) => file.close()));
  try {
    for (const { file } of stored) if (!files.has(file)) files.set(file, await open(file, 'r'));
  } catch {
    // The session that wants the file says what is wrong with it.
    await close();
    return;
  }
  if (await isInCache(files, stored)) await close();
  else void bringIntoCache(files, stored).then(close);
}
