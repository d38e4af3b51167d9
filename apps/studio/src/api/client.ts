import { createClient as createSseClient } from 'graphql-sse';
import { Client, cacheExchange, fetchExchange, subscriptionExchange } from 'urql';

export const ENDPOINT = '/graphql';

/** Milliseconds before the next attempt to connect: twice as long each time, five seconds at most. */
export const backoff = (failures: number): number => Math.min(250 * 2 ** failures, 5000);

const sse = createSseClient({
  url: ENDPOINT,
  retryAttempts: Number.POSITIVE_INFINITY,
  retry: (failures) => new Promise((resolve) => setTimeout(resolve, backoff(failures))),
});

/** The one client of the page: documents in, typed data out. Mutations refresh what they touch. */
export const client = new Client({
  url: ENDPOINT,
  preferGetMethod: false,
  exchanges: [
    cacheExchange,
    fetchExchange,
    subscriptionExchange({
      forwardSubscription: ({ query, variables }) => ({
        subscribe: (sink) => ({
          unsubscribe: sse.subscribe(
            { query: query ?? '', variables: variables as Record<string, unknown> },
            sink as never,
          ),
        }),
      }),
    }),
  ],
});
