import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';

/**
 * Share of a core that exact readings may cost: the system walks all pages of a process for one, 10 ms a gigabyte, while
 * its resident size costs microseconds.
 */
const EXACT_SHARE = 0.005;
/** Milliseconds of exact readings that may be saved up. */
const MOST_SAVED = 30;

interface Reading {
  /** Resident when the exact size was read. */
  readonly resident: number;
  /** Part of that which is other processes' share, or is mapped more than once. */
  readonly shared: number;
}

const kilobytes = (text: string, name: string): number =>
  Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(text)?.[1] ?? 0) * 1024;

/** Resident bytes with shared pages counted in full; 0 when the process is gone or the system has no /proc. */
function residentBytes(pid: number): number {
  try {
    return kilobytes(readFileSync(`/proc/${pid}/status`, 'utf8'), 'VmRSS');
  } catch {
    return 0;
  }
}

/**
 * Bytes that processes hold: their own pages, and their share of those in common with others (the Node.js binary, mapped
 * weights). Between exact readings what is shared is taken to stay as it was.
 */
export class ProcessMemory {
  readonly #readings = new Map<number, Reading>();
  #saved = MOST_SAVED;
  #paidAt = performance.now();

  /** By process id, without those that are gone. Forgets processes that are not asked for. */
  async sizes(pids: readonly number[]): Promise<Map<number, number>> {
    for (const pid of this.#readings.keys()) if (!pids.includes(pid)) this.#readings.delete(pid);
    const sizes = new Map<number, number>();
    for (const pid of pids) {
      const resident = residentBytes(pid);
      if (resident === 0) continue;
      // The first one is made while the process is small, and tells what it shares from the start.
      if (!this.#readings.has(pid)) await this.#readExactly(pid, resident);
      sizes.set(pid, Math.max(0, resident - (this.#readings.get(pid)?.shared ?? 0)));
    }
    return sizes;
  }

  /** Reads exactly the processes that have changed, as far as their cost allows. */
  async refine(pids: readonly number[]): Promise<void> {
    for (const pid of pids) {
      const resident = residentBytes(pid);
      if (resident === 0 || resident === this.#readings.get(pid)?.resident) continue;
      const now = performance.now();
      this.#saved = Math.min(MOST_SAVED, this.#saved + (now - this.#paidAt) * EXACT_SHARE);
      this.#paidAt = now;
      if (this.#saved <= 0) return;
      await this.#readExactly(pid, resident);
    }
  }

  async #readExactly(pid: number, resident: number): Promise<void> {
    const started = performance.now();
    const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '');
    this.#saved -= performance.now() - started;
    if (rollup) this.#readings.set(pid, { resident, shared: kilobytes(rollup, 'Rss') - kilobytes(rollup, 'Pss') });
  }
}
