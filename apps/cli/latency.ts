import { performance } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import type { GenesisClient } from './client.ts';
import { Ping } from './operations.ts';

/** Value below which `share` (0..1) of the samples lie: the nearest rank. NaN without samples. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

/** Asks `{ __typename }` every `everyMs` until the signal fires; returns the answers' latencies in milliseconds. */
export async function pollLatency(client: GenesisClient, everyMs: number, signal: AbortSignal): Promise<number[]> {
  const samples: number[] = [];
  while (!signal.aborted) {
    const start = performance.now();
    await client.execute(Ping, {});
    const took = performance.now() - start;
    samples.push(took);
    await wait(Math.max(0, everyMs - took), undefined, { signal }).catch(() => {});
  }
  return samples;
}
