import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';

/**
 * Share of a core that exact readings may cost: the system walks all pages of a process for one, 10 ms a gigabyte, while
 * its resident size costs microseconds.
 */
const EXACT_SHARE = 0.005;
/** Milliseconds of exact readings that may be saved up. */
const MOST_SAVED = 30;

/** Of that, what must be saved up before a reading that no new peak calls for. */
const SPARE = 20;
/** Change of a process's resident size that is worth an exact reading when nothing else calls for one. */
const WORTH_BYTES = 2 ** 20;

interface Reading {
  /** Resident when the exact size was read. */
  readonly resident: number;
  /** Part of that which is other processes' share, or is mapped more than once. */
  readonly shared: number;
}

/** What the system tells of a process; 0 and null when it is gone or the system has no /proc. */
export interface ProcessReader {
  /** Resident bytes with shared pages counted in full; cheap. */
  resident(pid: number): number;
  /** Part of the resident bytes that is other processes' share; the system walks all pages for it. */
  shared(pid: number): Promise<number | null>;
}

const kilobytes = (text: string, name: string): number =>
  Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(text)?.[1] ?? 0) * 1024;

const system: ProcessReader = {
  resident(pid) {
    try {
      return kilobytes(readFileSync(`/proc/${pid}/status`, 'utf8'), 'VmRSS');
    } catch {
      return 0;
    }
  },
  async shared(pid) {
    const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '');
    return rollup ? kilobytes(rollup, 'Rss') - kilobytes(rollup, 'Pss') : null;
  },
};

/**
 * Bytes that processes hold: their own pages, and their share of those in common with others (the Node.js binary, mapped
 * weights). Between exact readings what is shared is taken to stay as it was.
 */
export class ProcessMemory {
  readonly #reader: ProcessReader;
  readonly #readings = new Map<number, Reading>();
  #saved = MOST_SAVED;
  #paidAt = performance.now();

  constructor(reader: ProcessReader = system) {
    this.#reader = reader;
  }

  /** By process id, without those that are gone. Forgets processes that are not asked for. */
  async sizes(pids: readonly number[]): Promise<Map<number, number>> {
    for (const pid of this.#readings.keys()) if (!pids.includes(pid)) this.#readings.delete(pid);
    const sizes = new Map<number, number>();
    for (const pid of pids) {
      const resident = this.#reader.resident(pid);
      if (resident === 0) continue;
      // The first one is made while the process is small, and tells what it shares from the start.
      if (!this.#readings.has(pid)) await this.#readExactly(pid, resident);
      sizes.set(pid, Math.max(0, resident - (this.#readings.get(pid)?.shared ?? 0)));
    }
    return sizes;
  }

  /** Reads exactly the processes that have changed, those first that changed most, as far as their cost allows. */
  refine(pids: readonly number[]): Promise<void> {
    return this.#readChanged(pids, 1, 0);
  }

  /**
   * Reads one that has changed by much once there is time to spare, and leaves some for `refine`: else pages that a process
   * came to share with others would count as its own for as long as there is no new peak.
   */
  refresh(pids: readonly number[]): Promise<void> {
    return this.#readChanged(pids, WORTH_BYTES, SPARE);
  }

  async #readChanged(pids: readonly number[], worth: number, reserve: number): Promise<void> {
    const changed = pids
      .map((pid) => ({ pid, resident: this.#reader.resident(pid) }))
      .map((one) => ({ ...one, change: Math.abs(one.resident - (this.#readings.get(one.pid)?.resident ?? 0)) }))
      .filter(({ resident, change }) => resident > 0 && change >= worth)
      .sort((a, b) => b.change - a.change);
    for (const { pid, resident } of changed) {
      const now = performance.now();
      this.#saved = Math.min(MOST_SAVED, this.#saved + (now - this.#paidAt) * EXACT_SHARE);
      this.#paidAt = now;
      if (this.#saved <= reserve) return;
      await this.#readExactly(pid, resident);
    }
  }

  async #readExactly(pid: number, resident: number): Promise<void> {
    const started = performance.now();
    const shared = await this.#reader.shared(pid);
    this.#saved -= performance.now() - started;
    if (shared !== null) this.#readings.set(pid, { resident, shared });
  }
}
