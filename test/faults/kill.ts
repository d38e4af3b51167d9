import { descendants, RealServer } from '../support/real-server.ts';
import { historyIsWhole, outcome, seeded, startSmall, wait } from './small.ts';

const TARGETS = ['server', 'worker', 'host'] as const;
type Target = (typeof TARGETS)[number];

export interface KillReport {
  readonly times: number;
  readonly seed: number;
  readonly completed: number;
  readonly identical: number;
  readonly wholeHistories: number;
  readonly generations: number;
  readonly kills: Readonly<Record<Target, number>>;
  readonly ok: boolean;
}

/** Kills a process; false when there is none of that kind at the moment. */
async function kill(server: RealServer, target: Target, random: number): Promise<boolean> {
  if (target === 'server') {
    await server.kill();
    await server.start();
    return true;
  }
  const pids = descendants(server.pid, target === 'worker' ? 'worker/main' : 'host-main');
  const pid = pids[Math.floor(random * pids.length)];
  if (pid === undefined) return false;
  try {
    process.kill(pid, 'SIGKILL');
    return true;
  } catch {
    return false;
  }
}

/**
 * Kills server, worker and hosts by turns, each at a random point of a generation of its own, and looks at what comes out.
 * No generation shares stage outputs with another one.
 */
export async function killAtRandomPoints(times: number, seed: number): Promise<KillReport> {
  const random = seeded(seed);
  const server = await RealServer.launch({ GENESIS_CACHE: 'off', GENESIS_CHECKPOINT_SECONDS: '0' });
  try {
    // The first one also loads what is loaded once.
    await outcome(server, await startSmall(server));
    const began = performance.now();
    const undisturbed = await outcome(server, await startSmall(server));
    const duration = performance.now() - began;
    const kills = { server: 0, worker: 0, host: 0 };
    let [completed, identical, wholeHistories] = [0, 0, 0];
    const ids = new Set<string>();
    for (let i = 0; i < times; i++) {
      const target = TARGETS[i % TARGETS.length]!;
      const id = await startSmall(server);
      ids.add(id);
      const at = random() * 0.9 * duration;
      await wait(at);
      // A host may not be loaded yet, or not any more: the next moment that has one is as random.
      for (let tries = 0; tries < 100 && !(await kill(server, target, random())); tries++) await wait(20);
      kills[target] += 1;
      const end = await outcome(server, id);
      completed += Number(end.state === 'SUCCEEDED');
      identical += Number(end.sha256 === undisturbed.sha256);
      wholeHistories += Number(historyIsWhole(end));
    }
    const ok = [completed, identical, wholeHistories, ids.size].every((count) => count === times);
    return { times, seed, completed, identical, wholeHistories, generations: ids.size, kills, ok };
  } finally {
    await server.stop();
  }
}
