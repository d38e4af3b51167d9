import { type FollowedEvent, succeeded } from '../../apps/cli/client.ts';
import { RetryGeneration } from '../../apps/cli/operations.ts';
import type { RealServer } from '../support/real-server.ts';
import { resultOf } from '../support/real-server.ts';
import { SHORT, start } from '../support/talk.ts';

/** Two windows of a few steps each: every stage runs, in seconds. Stochastic, so that a lost noise state would show. */
export const SMALL = { ...SHORT, steps: 6, scheduler: { id: 'dpm++_sde' } } as const;

export type SmallInput = Parameters<typeof start>[2];

/** Numbers in [0, 1) that are the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) / 2 ** 32;
  };
}

export const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

export interface Outcome {
  readonly state: string;
  readonly sha256: string | null;
  readonly runs: readonly { readonly state: string; readonly errorCode: string | null }[];
  readonly events: readonly FollowedEvent[];
}

/** Follows a generation to its end. */
export async function outcome(server: RealServer, id: string): Promise<Outcome> {
  const events: FollowedEvent[] = [];
  for await (const event of server.client.follow(id)) events.push(event);
  const last = events.at(-1);
  const state = last?.__typename === 'StateChanged' ? last.state : 'UNKNOWN';
  if (state !== 'SUCCEEDED') return { state, sha256: null, runs: [], events };
  const { generation, sha256 } = await resultOf(server.client, id);
  return { state, sha256, runs: generation.runs, events };
}

/** The code of a generation's last failure. */
export function failureOf({ events }: Outcome): string | null {
  const failed = events.filter((event) => event.__typename === 'RunFailed').at(-1);
  return failed?.__typename === 'RunFailed' ? failed.code : null;
}

/** Whether a history has every number once, in order, and ends once. */
export function historyIsWhole({ events }: Outcome): boolean {
  const ends = events.filter((event) => event.__typename === 'StateChanged' && event.state === 'SUCCEEDED');
  return ends.length === 1 && events.every(({ seq }, index) => seq === index + 1);
}

export async function retry(server: RealServer, id: string): Promise<void> {
  succeeded((await server.client.execute(RetryGeneration, { id })).retryGeneration);
}

export const startSmall = (server: RealServer, changes: Partial<SmallInput> = {}): Promise<string> =>
  start(server.client, 1, { ...SMALL, ...changes });
