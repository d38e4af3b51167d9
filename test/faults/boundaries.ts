import type { FollowedEvent } from '../../apps/cli/client.ts';
import { descendants, RealServer } from '../support/real-server.ts';
import { historyIsWhole, outcome, startSmall } from './small.ts';

export interface BoundaryReport {
  /** Starts and ends of stages that a run has; something is killed at each. */
  readonly boundaries: number;
  readonly completed: number;
  readonly identical: number;
  readonly wholeHistories: number;
  /** What went wrong, and where. */
  readonly faults: readonly string[];
  readonly ok: boolean;
}

type StageEvent = Extract<FollowedEvent, { __typename: 'StageStarted' | 'StageFinished' }>;

const isBoundary = (event: FollowedEvent): event is StageEvent =>
  event.__typename === 'StageStarted' || event.__typename === 'StageFinished';

/** Kills the server or its worker as soon as the n-th boundary of a generation is told. @returns the boundary */
async function killAt(server: RealServer, id: string, n: number, target: 'server' | 'worker'): Promise<string> {
  let seen = 0;
  for await (const event of server.client.follow(id)) {
    if (!isBoundary(event) || seen++ < n) continue;
    if (target === 'server') {
      await server.kill();
      await server.start();
    } else for (const pid of descendants(server.pid, 'worker/main')) process.kill(pid, 'SIGKILL');
    return `${event.__typename} ${event.stage} ${event.window ?? ''}`.trim();
  }
  return `boundary ${n} was not reached`;
}

/** Kills the server and the worker by turns at every start and end of a stage, in a generation each. */
export async function killAtBoundaries(): Promise<BoundaryReport> {
  const server = await RealServer.launch({ GENESIS_CACHE: 'off', GENESIS_CHECKPOINT_SECONDS: '0' });
  try {
    const undisturbed = await outcome(server, await startSmall(server));
    const boundaries = undisturbed.events.filter(isBoundary).length;
    const faults: string[] = [];
    let [completed, identical, wholeHistories] = [0, 0, 0];
    for (let n = 0; n < boundaries; n++) {
      const target = n % 2 === 0 ? 'server' : 'worker';
      const id = await startSmall(server);
      const where = await killAt(server, id, n, target);
      const end = await outcome(server, id);
      const [done, same, whole] = [end.state === 'SUCCEEDED', end.sha256 === undisturbed.sha256, historyIsWhole(end)];
      completed += Number(done);
      identical += Number(same);
      wholeHistories += Number(whole);
      if (!(done && same && whole)) faults.push(`${target} killed at ${where}: ${end.state}`);
    }
    return { boundaries, completed, identical, wholeHistories, faults, ok: faults.length === 0 && boundaries > 0 };
  } finally {
    await server.stop();
  }
}
