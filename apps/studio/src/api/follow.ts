import { createClient } from 'graphql-sse';
import { stringifyDocument } from 'urql';
import { backoff, ENDPOINT } from './client.ts';
import type { GenerationEventsSubscription } from './generated/graphql.ts';
import { GenerationEvents } from './operations/generation.ts';

export type FollowedEvent = GenerationEventsSubscription['generationEvents'];

export interface Followed {
  readonly id: string;
  /** Number of the last event already known; 0 for none. */
  readonly after: number;
  readonly signal: AbortSignal;
  onEvent(event: FollowedEvent): void;
  /** Whether the events are flowing; false while it tries to connect again. */
  onConnected(connected: boolean): void;
}

const query = stringifyDocument(GenerationEvents);

/**
 * Passes on the events of a generation, stored ones first, until it ends. Whatever breaks the connection, it goes on
 * behind the last event seen: none is lost and none comes twice.
 */
export async function follow({ id, after, signal, onEvent, onConnected }: Followed): Promise<void> {
  let last = after;
  for (let failures = 0; !signal.aborted; failures++) {
    const events = createClient({ url: ENDPOINT, retryAttempts: 0 });
    const stop = () => events.dispose();
    signal.addEventListener('abort', stop, { once: true });
    try {
      const variables = { id, after: last };
      for await (const { data } of events.iterate<GenerationEventsSubscription>({ query, variables })) {
        if (signal.aborted) return;
        if (!data) return;
        failures = 0;
        onConnected(true);
        last = data.generationEvents.seq;
        onEvent(data.generationEvents);
      }
      return;
    } catch {
      if (signal.aborted) return;
      onConnected(false);
    } finally {
      signal.removeEventListener('abort', stop);
      events.dispose();
    }
    await new Promise((resolve) => setTimeout(resolve, backoff(failures)));
  }
}
