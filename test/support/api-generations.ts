import { randomUUID } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';
import type { GenerationService } from '../../apps/server/services/services.ts';
import { GenesisError } from '../../core/errors/genesis-error.ts';
import type { GenerationEvent, StoredEvent } from '../../core/runs/events.ts';
import type { Generation, PageRequest, Run, StoredStage } from '../../core/runs/service.ts';
import type { GenerationState } from '../../core/runs/spec.ts';
import { INPUT_DEFAULTS } from '../../core/runs/spec-inputs.ts';
import { demoSettings } from './api-settings.ts';

const ENDED: readonly GenerationState[] = ['SUCCEEDED', 'FAILED', 'CANCELLED'];

/** One page, newest first, as PageRequest says. */
export function pageOf<Item extends { readonly id: string }>(
  newestFirst: readonly Item[],
  { limit, after, before, inverted }: PageRequest,
): Item[] {
  const from = after === undefined ? 0 : newestFirst.findIndex(({ id }) => id === after) + 1;
  const to = before === undefined ? newestFirst.length : newestFirst.findIndex(({ id }) => id === before);
  const range = newestFirst.slice(from, to);
  return inverted ? range.reverse().slice(0, limit) : range.slice(0, limit);
}

export interface FakeGenerations extends GenerationService {
  /** Stores an event and wakes the subscribers. */
  emit(generation: string, event: GenerationEvent): StoredEvent;
  /** Adds a run with its stages. */
  addRun(run: Run, stages: readonly StoredStage[]): void;
  /** Subscriptions that are being read now. */
  readonly subscribers: () => number;
  /** Inputs of `start`, as they came. */
  readonly started: unknown[];
}

/** Generations in memory. Nothing runs; tests say what happens through `emit`. */
export function fakeGenerations(): FakeGenerations {
  const generations = new Map<string, Generation>();
  const events = new Map<string, StoredEvent[]>();
  const runs: Run[] = [];
  const stages: StoredStage[] = [];
  const started: unknown[] = [];
  const wakers = new Set<() => void>();
  let subscribers = 0;

  const find = (id: string): Generation => {
    const found = generations.get(id);
    if (!found) throw new GenesisError('GENERATION_NOT_FOUND', `no generation has the id ${id}`, { field: 'id' });
    return found;
  };
  const emit = (generation: string, event: GenerationEvent): StoredEvent => {
    const history = events.get(generation) ?? [];
    const stored = { generation, seq: history.length + 1, at: Date.UTC(2026, 0, 1) + history.length, event };
    events.set(generation, [...history, stored]);
    if (event.type === 'StateChanged') generations.set(generation, { ...find(generation), state: event.state });
    for (const wake of wakers) wake();
    return stored;
  };

  return {
    emit,
    started,
    subscribers: () => subscribers,
    addRun: (run, itsStages) => {
      runs.push(run);
      stages.push(...itsStages);
    },
    start: async (input, idempotencyKey) => {
      started.push(input);
      const earlier = [...generations.values()].find(
        (known) => idempotencyKey !== undefined && known.idempotencyKey === idempotencyKey,
      );
      if (earlier) return earlier;
      if (input.image === undefined) {
        throw new GenesisError('INPUT_INVALID', 'there is no image', {
          field: 'image',
          accepted: 'the id of an image asset',
        });
      }
      if (input.steps !== undefined && input.steps < 1) {
        throw new GenesisError('INPUT_INVALID', 'steps must be at least 1', {
          field: 'steps',
          accepted: 'a whole number from 1',
        });
      }
      if (input.prompt === 'crash') throw new Error('secret detail');
      const id = randomUUID();
      const generation: Generation = {
        id,
        state: 'QUEUED',
        spec: {
          ...demoSettings,
          ...INPUT_DEFAULTS,
          ...(input.steps === undefined ? {} : { steps: input.steps }),
          mode: input.mode,
          image: { id: input.image, sha256: '' },
          audio: input.audio === undefined ? null : { id: input.audio, sha256: '' },
          prompt: input.prompt ?? '',
          negativePrompt: input.negativePrompt ?? '',
          seed: input.seed ?? 1,
          preset: input.preset ?? 'demo',
        },
        specHash: 'a'.repeat(64),
        idempotencyKey: idempotencyKey ?? null,
        outputAsset: null,
        createdAt: Date.UTC(2026, 0, 1) + generations.size,
        updatedAt: Date.UTC(2026, 0, 1) + generations.size,
      };
      generations.set(id, generation);
      emit(id, { type: 'StateChanged', state: 'QUEUED' });
      return generation;
    },
    find,
    list: ({ states, mode, preset }, request) =>
      pageOf(
        [...generations.values()]
          .reverse()
          .filter(
            (one) =>
              (!states || states.includes(one.state)) &&
              (!mode || one.spec.mode === mode) &&
              (!preset || one.spec.preset === preset),
          ),
        request,
      ),
    cancel: async (id) => {
      if (ENDED.includes(find(id).state))
        throw new GenesisError('GENERATION_STATE', `generation ${id} has ended`, { field: 'id' });
      emit(id, { type: 'StateChanged', state: 'CANCELLED' });
      return find(id);
    },
    pause: async (id) => {
      emit(id, { type: 'StateChanged', state: 'PAUSED' });
      return find(id);
    },
    resume: async (id) => {
      if (find(id).state !== 'PAUSED')
        throw new GenesisError('GENERATION_STATE', `generation ${id} is not paused`, { field: 'id' });
      emit(id, { type: 'StateChanged', state: 'QUEUED' });
      return find(id);
    },
    rerun: async (id, changes) => {
      const { id: _, ...again } = find(id);
      const made = { ...again, id: `${id}-again`, state: 'QUEUED', spec: { ...again.spec, ...changes } } as Generation;
      generations.set(made.id, made);
      return made;
    },
    retry: async (id) => {
      if (find(id).state !== 'FAILED' && find(id).state !== 'CANCELLED') {
        throw new GenesisError('GENERATION_STATE', 'only a failed or cancelled generation can be retried', {
          field: 'id',
        });
      }
      emit(id, { type: 'StateChanged', state: 'QUEUED' });
      return find(id);
    },
    delete: async (id) => {
      const found = find(id);
      generations.delete(id);
      return found;
    },
    runs: (generation) => runs.filter((run) => run.generation === generation),
    findRun: (id) => {
      const found = runs.find((run) => run.id === id);
      if (!found) throw new GenesisError('GENERATION_NOT_FOUND', `no run has the id ${id}`, { field: 'id' });
      return found;
    },
    stages: (run) => stages.filter((stage) => stage.run === run),
    events: (generation, after, limit) =>
      (events.get(generation) ?? []).filter(({ seq }) => seq > after).slice(0, limit),
    lastEvent: (generation) => events.get(generation)?.length ?? 0,
    subscribe: (id, after, signal) => {
      find(id);
      return follow();
      async function* follow() {
        subscribers += 1;
        try {
          let seq = after;
          while (!signal.aborted) {
            const next = events.get(id)?.[seq];
            if (next) {
              seq = next.seq;
              yield next;
              // A consumer must get its turn even when all events are there at once.
              await turn();
            } else if (ENDED.includes(find(id).state)) {
              return;
            } else {
              await new Promise<void>((resolve) => {
                const wake = () => {
                  wakers.delete(wake);
                  signal.removeEventListener('abort', wake);
                  resolve();
                };
                wakers.add(wake);
                signal.addEventListener('abort', wake, { once: true });
              });
            }
          }
        } finally {
          subscribers -= 1;
        }
      }
    },
  };
}
