import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import type { StoredBytes } from '../plugin-api/graph.ts';

/** Linux reads ahead of a reader whose reads look like one stream, also where a read is of one byte. */
const STEP_BYTES = 256 * 2 ** 10;
/** So many steps in a row have to be read whole before they look like a stream. */
const WHOLE_STEPS = 3;
/** After so many steps it starts again: a program that uses the bytes meanwhile may have broken the stream. */
const STREAM_STEPS = 32;
/** Of so many bytes one is tried to see whether they are in the cache. */
const TRIED_BYTES = 64 * 2 ** 20;

/** Bytes that storage has delivered for this process; null where the system does not say. */
function deliveredBytes(): number | null {
  try {
    return Number(/^read_bytes: (\d+)$/m.exec(readFileSync('/proc/self/io', 'utf8'))![1]);
  } catch {
    return null;
  }
}

/** Bytes that lie one after the other in a file, as one range. */
function joined(stored: readonly StoredBytes[]): StoredBytes[] {
  const ranges: { file: string; offset: number; length: number }[] = [];
  for (const { file, offset, length } of stored) {
    const last = ranges.at(-1);
    if (last?.file === file && last.offset + last.length === offset) last.length += length;
    else ranges.push({ file, offset, length });
  }
  return ranges;
}

function withFile<Result>(file: string, use: (handle: number) => Result): Result {
  const handle = openSync(file, 'r');
  try {
    return use(handle);
  } finally {
    closeSync(handle);
  }
}

/** Reads each step of a range, or one byte of it. Steps begin at multiples of their size in the file. */
function readSteps(handle: number, { offset, length }: StoredBytes, isWhole: (step: number) => boolean): void {
  const scratch = new Uint8Array(STEP_BYTES);
  let at = offset - (offset % STEP_BYTES);
  for (let step = 0; at < offset + length; step++, at += STEP_BYTES) {
    readSync(handle, scratch, 0, isWhole(step) ? STEP_BYTES : 1, at);
  }
}

/**
 * Reads ranges into the system's file cache, in their order. Most bytes are not copied to this process: the system is
 * made to read ahead, which takes a tenth of the processor time. Where that has not brought them in, by the system's own
 * count, they are read as usual.
 * @throws Error of the system for a file that cannot be read
 */
export function bringIntoCache(stored: readonly StoredBytes[]): void {
  for (const range of joined(stored)) {
    withFile(range.file, (handle) => {
      const before = deliveredBytes();
      if (before !== null) readSteps(handle, range, (step) => step % STREAM_STEPS < WHOLE_STEPS);
      if (before === null || deliveredBytes()! - before < range.length / 2) readSteps(handle, range, () => true);
    });
  }
}

/**
 * Whether a sample of the bytes comes out of the cache. False when that is not known.
 * @throws Error of the system for a file that cannot be read
 */
export function isInCache(stored: readonly StoredBytes[]): boolean {
  const before = deliveredBytes();
  if (before === null) return false;
  const scratch = new Uint8Array(1);
  return joined(stored).every(({ file, offset, length }) =>
    withFile(file, (handle) => {
      for (let at = 0; at < length; at += TRIED_BYTES) {
        readSync(handle, scratch, 0, 1, offset + at);
        if (deliveredBytes() !== before) return false;
      }
      return true;
    }),
  );
}
