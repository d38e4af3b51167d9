import { readFile } from 'node:fs/promises';

const INTERVAL_MS = 100;

/** Resident bytes of a process; 0 when it is gone or the system has no /proc. */
async function residentBytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) * 1024;
}

/**
 * Samples the resident memory of a changing set of processes, summed, ten times a second. Pages that processes share
 * (the Node.js binary, mapped weights) count in each.
 */
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
