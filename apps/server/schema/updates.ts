import { z } from 'zod';
import { GenesisError } from '../../../core/errors/genesis-error.ts';
import type { StoredEvent } from '../../../core/runs/events.ts';
import type { QueueSnapshot } from '../../../core/runs/service.ts';
import { mapped, merge } from '../services/merge.ts';
import type { ModelJob } from '../services/services.ts';
import { builder } from './builder.ts';
import { NotFoundError } from './errors.ts';
import { GenerationEventRef } from './event.ts';
import { decodeId } from './ids.ts';
import { ModelJobRef } from './model-job.ts';
import { QueueRef } from './queue.ts';

/** Things followed in one stream at most. */
const MAX_FOLLOWED = 100;

interface GenerationUpdate {
  /** Global id, as the caller gave it. */
  readonly generation: string;
  readonly stored: StoredEvent;
}

type Update =
  | ({ readonly type: 'Queue' } & QueueSnapshot)
  | ({ readonly type: 'GenerationUpdate' } & GenerationUpdate)
  | ({ readonly type: 'ModelJob' } & ModelJob);

const GenerationUpdateRef = builder.objectRef<GenerationUpdate>('GenerationUpdate').implement({
  description: 'Something that happened to one of the generations that are followed.',
  fields: (t) => ({
    generation: t.id({ resolve: ({ generation }) => generation }),
    event: t.field({ type: GenerationEventRef, resolve: ({ stored }) => stored }),
  }),
});

const UpdateRef = builder.unionType('Update', {
  types: [QueueRef, GenerationUpdateRef, ModelJobRef],
  resolveType: (update) => (update as unknown as Update).type,
});

const FollowedGeneration = builder.inputType('FollowedGeneration', {
  description: 'A generation, from an event on.',
  fields: (t) => ({
    id: t.id({ required: true }),
    after: t.int({
      defaultValue: 0,
      description: 'Number of the last event already known; 0 for none.',
      validate: z.number().min(0, 'a sequence number, 0 or more').nullish(),
    }),
  }),
});

/** What is found; nothing for what is not there, so that one that was deleted does not end the others' stream. */
function ifThere<Source>(find: () => Source): Source[] {
  try {
    return [find()];
  } catch (error) {
    if (error instanceof NotFoundError) return [];
    throw error;
  }
}

builder.subscriptionField('updates', (t) =>
  t.field({
    type: UpdateRef,
    description:
      'What `queue`, `generationEvents` and `modelJob` tell, in one stream, until all that is followed has ended. For pages: a browser allows six connections to a server over HTTP/1.1. What does not exist is left out.',
    args: {
      queue: t.arg.boolean({ defaultValue: false }),
      generations: t.arg({ type: [FollowedGeneration], defaultValue: [] }),
      modelJobs: t.arg.idList({ defaultValue: [] }),
    },
    subscribe: (_root, { queue, generations, modelJobs }, { services, request: { signal } }) => {
      const followed = [...(generations ?? []), ...(modelJobs ?? [])].length;
      if (followed > MAX_FOLLOWED) {
        throw new GenesisError('INPUT_INVALID', `generations: ${followed} are too many for one stream`, {
          field: 'generations',
          accepted: `${MAX_FOLLOWED} generations and model jobs at most`,
        });
      }
      const snapshots = queue ? [services.queue.subscribe(signal)] : [];
      const events = (generations ?? []).flatMap(({ id, after }) =>
        ifThere(() => services.generations.subscribe(decodeId('Generation', id, 'id'), after ?? 0, signal)).map(
          (stored) => mapped(stored, (event) => ({ type: 'GenerationUpdate', generation: id, stored: event }) as const),
        ),
      );
      const jobs = (modelJobs ?? []).flatMap((id) => ifThere(() => services.modelJobs.subscribe(id, signal)));
      return merge<Update>([
        ...snapshots.map((source) => mapped(source, (snapshot) => ({ type: 'Queue', ...snapshot }) as const)),
        ...events,
        ...jobs.map((source) => mapped(source, (job) => ({ type: 'ModelJob', ...job }) as const)),
      ]);
    },
    resolve: (update: Update) => update as never,
  }),
);
