import { readdirSync, readFileSync } from 'node:fs';
import { descendants, RealServer } from '../support/real-server.ts';
import { outcome, startSmall } from './small.ts';

/** Each third has every strategy, and so every set of kept hosts. */
const LEAST = 9;
const STRATEGIES = ['resident', 'offload', 'auto'] as const;
/** Growth beyond which something leaks. */
const LIMIT = 0.02;

interface Footprint {
  readonly bytes: number;
  readonly files: number;
}

export interface ProcessGrowth {
  readonly process: string;
  readonly firstBytes: number;
  readonly lastBytes: number;
  readonly bytes: number;
  readonly firstFiles: number;
  readonly lastFiles: number;
  readonly files: number;
}

export interface SoakReport {
  readonly times: number;
  readonly succeeded: number;
  readonly strategies: readonly string[];
  /** Growth from the middle third to the last, as a share. */
  readonly growth: readonly ProcessGrowth[];
  readonly ok: boolean;
}

/** Resident memory and open files of a process. */
function footprint(pid: number): Footprint {
  const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
  return {
    bytes: Number(/^Pss:\s+(\d+) kB/m.exec(rollup)![1]) * 1024,
    files: readdirSync(`/proc/${pid}/fd`).length,
  };
}

const PROGRAMS = { worker: 'worker/main', tokenCounter: 'token-counter-main' } as const;

function longLived(server: RealServer): Record<string, number> {
  const found: Record<string, number> = { server: server.pid };
  for (const [name, program] of Object.entries(PROGRAMS)) {
    const [pid] = descendants(server.pid, program);
    if (pid !== undefined) found[name] = pid;
  }
  return found;
}

/** The lowest of some values: what a process holds once its garbage is collected. */
const floor = (values: readonly number[]): number => Math.min(...values);

/** Short generations with the strategies by turns; no long-lived process may grow. Linux only. */
export async function soak(times: number): Promise<SoakReport> {
  if (times < LEAST) throw new RangeError(`a soak takes at least ${LEAST} generations`);
  const server = await RealServer.launch({ GENESIS_CACHE: 'off' });
  const samples = new Map<string, Footprint[]>();
  let succeeded = 0;
  try {
    for (let i = 0; i < times; i++) {
      const id = await startSmall(server, { memory: { id: STRATEGIES[i % STRATEGIES.length]! }, steps: 2, seed: i });
      succeeded += Number((await outcome(server, id)).state === 'SUCCEEDED');
      for (const [name, pid] of Object.entries(longLived(server))) {
        samples.set(name, [...(samples.get(name) ?? []), footprint(pid)]);
      }
    }
  } finally {
    await server.stop();
  }
  const third = Math.floor(times / 3);
  const lasting = [...samples].filter(([, all]) => all.length >= 2 * third);
  const growth = lasting.map(([name, all]): ProcessGrowth => {
    // The first third warms up: caches of compiled code and of the database fill.
    const [first, last] = [all.slice(-2 * third, -third), all.slice(-third)];
    const firstBytes = floor(first.map(({ bytes }) => bytes));
    const lastBytes = floor(last.map(({ bytes }) => bytes));
    const firstFiles = floor(first.map(({ files }) => files));
    const lastFiles = floor(last.map(({ files }) => files));
    return {
      process: name,
      firstBytes,
      lastBytes,
      bytes: lastBytes / firstBytes - 1,
      firstFiles,
      lastFiles,
      files: lastFiles / firstFiles - 1,
    };
  });
  const ok = succeeded === times && growth.every(({ bytes, files }) => bytes <= LIMIT && files <= LIMIT);
  return { times, succeeded, strategies: STRATEGIES, growth, ok };
}
