import { readFile } from 'node:fs/promises';

const INTERVAL_MS = 200;

/**
 * Bytes of memory that a process holds: its own pages, and its share of those that it has in common with others (the
 * Node.js binary, mapped weights). 0 when it is gone or the system has no /proc.
 */
async function residentBytes(pid: number): Promise<number> {
  const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '');
  return Number(/^Pss:\s+(\d+) kB/m.exec(rollup)?.[1] ?? 0) * 1024;
}

/** Samples the resident memory of a changing set of processes, summed, five times a second. Shared pages count once. */
export class MemorySampler {
  readonly #pids: () => readonly number[];
  readonly #timer: NodeJS.Timeout;
  #peak = 0;

  constructor(pids: () => readonly number[]) {
    this.#pids = pids;
    this.#timer = setInterval(() => void this.sample(), INTERVAL_MS);
    this.#timer.unref();
  }

  async sample(): Promise<number> {
    const each = await Promise.all(this.#pids().map(residentBytes));
    const sum = each.reduce((total, bytes) => total + bytes, 0);
    this.#peak = Math.max(this.#peak, sum);
    return sum;
  }

  /** Peak since the last call. */
  async takePeak(): Promise<number> {
    await this.sample();
    const peak = this.#peak;
    this.#peak = 0;
    return peak;
  }

  stop(): void {
    clearInterval(this.#timer);
  }
}
