import { createClient } from 'graphql-sse';
import { stringifyDocument } from 'urql';
import { LOCALES, preferences } from '../preferences.ts';
import { createStore } from '../store.ts';
import { ENDPOINT } from './client.ts';
import type { JobFieldsFragment } from './generated/models.ts';
import { Updates, type UpdatesSubscription, type UpdatesSubscriptionVariables } from './generated/updates.ts';

type Update = UpdatesSubscription['updates'];
export type Queue = Extract<Update, { __typename: 'Queue' }>;
export type FollowedEvent = Extract<Update, { __typename: 'GenerationUpdate' }>['event'];

interface FollowedGeneration {
  readonly id: string;
  /** Number of the last event already known; 0 for none. Moves on with each event. */
  after: number;
  onEvent(event: FollowedEvent): void;
  /** Whether events are flowing; false while it tries to connect again. */
  onConnected(connected: boolean): void;
}

interface FollowedJob {
  readonly id: string;
  onChange(job: JobFieldsFragment): void;
}

type Stop = () => void;

const query = stringifyDocument(Updates);
const queues = new Set<(queue: Queue) => void>();
const generations = new Set<FollowedGeneration>();
const jobs = new Set<FollowedJob>();

/** Milliseconds before the next attempt to connect: twice as long each time, five seconds at most. */
const backoff = (failures: number): number => Math.min(250 * 2 ** failures, 5000);

/** How often the stream has come back after it was lost: what failed for want of a server can be tried again. */
export const connection = createStore({ returns: 0 });
let lost = false;

function deliver(update: Update): void {
  if (lost) connection.set({ returns: connection.get().returns + 1 });
  lost = false;
  for (const generation of generations) generation.onConnected(true);
  if (update.__typename === 'Queue') for (const onQueue of queues) onQueue(update);
  else if (update.__typename === 'ModelJob') for (const job of jobs) job.id === update.id && job.onChange(update);
  else {
    const { generation: id, event } = update;
    for (const generation of generations) {
      // One that began later may ask for what another one has already.
      if (generation.id !== id || event.seq <= generation.after) continue;
      generation.after = event.seq;
      generation.onEvent(event);
    }
  }
}

function wanted(): UpdatesSubscriptionVariables {
  const after = new Map<string, number>();
  for (const one of generations) after.set(one.id, Math.min(one.after, after.get(one.id) ?? one.after));
  return {
    locale: LOCALES[preferences.get().language],
    queue: queues.size > 0,
    generations: [...after].map(([id, seq]) => ({ id, after: seq })),
    modelJobs: [...new Set([...jobs].map(({ id }) => id))],
  };
}

/** Passes updates on until the signal says stop or all has ended. Whatever breaks, it goes on behind the last event. */
async function run(signal: AbortSignal): Promise<void> {
  for (let failures = 0; !signal.aborted; failures++) {
    const stream = createClient({ url: ENDPOINT, retryAttempts: 0 });
    const stop = () => stream.dispose();
    signal.addEventListener('abort', stop, { once: true });
    const variables = wanted();
    try {
      for await (const { data } of stream.iterate<UpdatesSubscription>({ query, variables: { ...variables } })) {
        if (signal.aborted) return;
        if (!data) return;
        failures = 0;
        deliver(data.updates);
      }
      // Generations and jobs end, the queue only with the server.
      if (!variables.queue) return;
    } catch {
      if (signal.aborted) return;
    } finally {
      signal.removeEventListener('abort', stop);
      stream.dispose();
    }
    lost = true;
    for (const generation of generations) generation.onConnected(false);
    await new Promise((resolve) => setTimeout(resolve, backoff(failures)));
  }
}

let running: AbortController | null = null;
let due = false;

/** Connects anew for what is followed now; what changes in one turn is one change. */
function renew(): void {
  if (due) return;
  due = true;
  setTimeout(() => {
    due = false;
    running?.abort();
    running = null;
    if (document.visibilityState === 'hidden' || queues.size + generations.size + jobs.size === 0) return;
    running = new AbortController();
    void run(running.signal);
  });
}

/*
 * A page that cannot be seen holds no stream, one that can holds one: a browser allows six connections to a server over
 * HTTP/1.1 for all of its tabs together, and one more tab would get no answer at all.
 */
document.addEventListener('visibilitychange', renew);

function follow<One>(all: Set<One>, one: One): Stop {
  all.add(one);
  renew();
  return () => {
    all.delete(one);
    renew();
  };
}

/** What runs and what waits: now, then after each change. */
export const followQueue = (onQueue: (queue: Queue) => void): Stop => follow(queues, onQueue);

/** The events of a generation, stored ones first, until it ends: none is lost and none comes twice. */
export const followGeneration = (generation: FollowedGeneration): Stop => follow(generations, generation);

/** A job on model files: now, then after each change until it has ended. */
export const followJob = (job: FollowedJob): Stop => follow(jobs, job);
