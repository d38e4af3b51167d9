import { CancelGeneration } from '../../apps/cli/operations.ts';
import { descendants, RealServer } from '../support/real-server.ts';
import { outcome, seeded, startSmall, wait } from './small.ts';

export interface CancelReport {
  readonly times: number;
  readonly seed: number;
  readonly cancelled: number;
  /** Milliseconds from the request to its answer. */
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
  readonly hostsLeft: number;
  readonly ok: boolean;
}

/** Cancels generations at random points, in the middle of forward passes as well. */
export async function cancelAtRandomPoints(times: number, seed: number): Promise<CancelReport> {
  const random = seeded(seed);
  const server = await RealServer.launch({ GENESIS_CACHE: 'off' });
  try {
    const began = performance.now();
    await outcome(server, await startSmall(server));
    const duration = performance.now() - began;
    const latencies: number[] = [];
    let [cancelled, hostsLeft] = [0, 0];
    for (let i = 0; i < times; i++) {
      const id = await startSmall(server, { steps: 500 });
      await wait(random() * duration);
      const asked = performance.now();
      await server.client.execute(CancelGeneration, { id });
      latencies.push(performance.now() - asked);
      hostsLeft += descendants(server.pid, 'host-main').length;
      cancelled += Number((await outcome(server, id)).state === 'CANCELLED');
    }
    latencies.sort((a, b) => a - b);
    const at = (share: number) => Math.round(latencies[Math.min(times - 1, Math.ceil(share * times) - 1)]!);
    const [p50, p99, max] = [at(0.5), at(0.99), at(1)];
    return {
      times,
      seed,
      cancelled,
      p50,
      p99,
      max,
      hostsLeft,
      ok: cancelled === times && p99 < 1000 && hostsLeft === 0,
    };
  } finally {
    await server.stop();
  }
}
