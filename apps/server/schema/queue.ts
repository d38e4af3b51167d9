import type { Generation, QueueSnapshot } from '../../../core/runs/service.ts';
import type { Services } from '../services/services.ts';
import { builder } from './builder.ts';
import { orNull } from './errors.ts';
import { GenerationRef } from './generation.ts';
import { pageCost, pageSize } from './page.ts';

/** Waiting generations that are told without being asked how many. */
const SHOWN = 100;

/** A generation may have been deleted since the snapshot was taken. */
async function existing(services: Services, ids: readonly string[]): Promise<Generation[]> {
  const found = await Promise.all(ids.map((id) => orNull(() => services.generations.find(id))));
  return found.filter((generation) => generation !== null);
}

export const QueueRef = builder.objectRef<QueueSnapshot>('Queue').implement({
  description: 'What is running and what waits, in order.',
  fields: (t) => ({
    running: t.field({
      type: [GenerationRef],
      resolve: ({ running }, _args, { services }) => existing(services, running),
    }),
    waiting: t.field({
      type: [GenerationRef],
      args: { first: t.arg.int({ defaultValue: SHOWN }) },
      complexity: pageCost,
      resolve: ({ waiting }, { first }, { services }) =>
        existing(services, waiting.slice(0, pageSize('first', first ?? SHOWN))),
    }),
    waitingCount: t.int({ resolve: ({ waiting }) => waiting.length }),
  }),
});

builder.queryField('queue', (t) =>
  t.field({ type: QueueRef, resolve: (_root, _args, { services }) => services.queue.snapshot() }),
);

builder.subscriptionField('queue', (t) =>
  t.field({
    type: QueueRef,
    description: 'The queue now, then after each change; a slow reader gets the latest.',
    subscribe: (_root, _args, { services, request }) => services.queue.subscribe(request.signal),
    resolve: (snapshot: QueueSnapshot) => snapshot,
  }),
);
