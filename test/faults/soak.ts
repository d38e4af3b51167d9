import { readdirSync } from 'node:fs';
import { descendants, RealServer } from '../support/real-server.ts';
import { CollectedMemory } from './collected-memory.ts';
import { outcome, startSmall } from './small.ts';

/** Each third has every strategy, and so every set of kept hosts. */
const LEAST = 15;
const STRATEGIES = ['resident', 'tiled', 'offload', 'block-swap', 'auto'] as const;
/** Every stage, as short as can be: what leaks, leaks by the run. */
const TINY = { frameWindowSize: 9, motionFrames: 1, maxFrames: 9, steps: 1 } as const;
/** Growth beyond which something leaks. */
const LIMIT = 0.02;

interface Footprint {
  /** Resident, after a collection of garbage. */
  readonly bytes: number;
  /** Of JavaScript objects, after a collection. */
  readonly heap: number;
  readonly files: number;
}

export interface ProcessGrowth {
  readonly process: string;
  readonly firstBytes: number;
  readonly lastBytes: number;
  readonly bytes: number;
  readonly firstHeap: number;
  readonly lastHeap: number;
  /** Tells objects that are kept from what the allocator keeps; compiled code is in it. */
  readonly heap: number;
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

const PROGRAMS = { worker: 'worker/main', tokenCounter: 'token-counter-main' } as const;

function longLived(server: RealServer): Record<string, number> {
  const found: Record<string, number> = { server: server.pid };
  for (const [name, program] of Object.entries(PROGRAMS)) {
    const [pid] = descendants(server.pid, program);
    if (pid !== undefined) found[name] = pid;
  }
  return found;
}

/** The middle one: what the allocator happens to keep varies from run to run. */
const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1]!;

/** Short generations with the strategies by turns; no long-lived process may grow. Linux only. */
export async function soak(times: number): Promise<SoakReport> {
  if (times < LEAST) throw new RangeError(`a soak takes at least ${LEAST} generations`);
  using memory = new CollectedMemory();
  const server = await RealServer.launch(memory.environment);
  const samples = new Map<string, Footprint[]>();
  let succeeded = 0;
  try {
    for (let i = 0; i < times; i++) {
      const id = await startSmall(server, { ...TINY, memory: { id: STRATEGIES[i % STRATEGIES.length]! }, seed: i });
      succeeded += Number((await outcome(server, id)).state === 'SUCCEEDED');
      for (const [name, pid] of Object.entries(longLived(server))) {
        const kept = await memory.of(pid);
        if (kept === null) continue;
        const { rss: bytes, heapUsed: heap } = kept;
        const files = readdirSync(`/proc/${pid}/fd`).length;
        samples.set(name, [...(samples.get(name) ?? []), { bytes, heap, files }]);
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
    const of = (part: readonly Footprint[], what: keyof Footprint) => median(part.map((each) => each[what]));
    const [firstBytes, lastBytes] = [of(first, 'bytes'), of(last, 'bytes')];
    const [firstHeap, lastHeap] = [of(first, 'heap'), of(last, 'heap')];
    const [firstFiles, lastFiles] = [of(first, 'files'), of(last, 'files')];
    return {
      process: name,
      firstBytes,
      lastBytes,
      bytes: lastBytes / firstBytes - 1,
      firstHeap,
      lastHeap,
      heap: lastHeap / firstHeap - 1,
      firstFiles,
      lastFiles,
      files: lastFiles / firstFiles - 1,
    };
  });
  const measured = ['server', 'worker'].every((name) => growth.some(({ process }) => process === name));
  const ok = succeeded === times && measured && growth.every(({ bytes, files }) => bytes <= LIMIT && files <= LIMIT);
  return { times, succeeded, strategies: STRATEGIES, growth, ok };
}
