import { expect, it } from 'vitest';
import { EventHub } from '../../apps/server/services/event-hub.ts';
import type { GenerationEvent, StoredEvent } from '../../core/runs/events.ts';
import type { GenerationState } from '../../core/runs/spec.ts';
import { EventRepository } from '../../db/repositories/events.ts';
import { GenerationRepository } from '../../db/repositories/generations.ts';
import { newGeneration, testDatabase } from '../support/database.ts';

function hubWithGeneration() {
  const database = testDatabase();
  const generations = new GenerationRepository(database);
  const reads: number[] = [];
  const store = new EventRepository(database);
  const hub = new EventHub(
    {
      append: (generation, event) => store.append(generation, event),
      after: (generation, seq, limit) => {
        reads.push(limit);
        return store.after(generation, seq, limit);
      },
      last: (generation) => store.last(generation),
    },
    (id) => !['QUEUED', 'RUNNING'].includes(generations.find(id)?.state ?? ''),
  );
  const { id } = generations.insert(newGeneration());
  const log = (message: string) => hub.append(id, { type: 'Log', run: 'run', level: 'info', message });
  const end = (state: GenerationState) => {
    generations.setState(id, state);
    hub.append(id, { type: 'StateChanged', state });
  };
  const collect = async (after = 0, signal = new AbortController().signal) => {
    const events: StoredEvent[] = [];
    for await (const event of hub.subscribe(id, after, signal)) events.push(event);
    return events;
  };
  return { hub, generations, id, log, end, collect, reads };
}

const seqs = (events: readonly StoredEvent[]) => events.map(({ seq }) => seq);
const upTo = (count: number) => Array.from({ length: count }, (_, i) => i + 1);

it('gives each of many subscribers every event once and in order, then ends', async () => {
  const { hub, log, end, collect } = hubWithGeneration();
  const subscribers = Array.from({ length: 20 }, () => collect());
  for (let i = 0; i < 300; i++) {
    log(String(i));
    if (i % 50 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  const late = collect();
  end('SUCCEEDED');
  for (const events of await Promise.all([...subscribers, late])) expect(seqs(events)).toEqual(upTo(301));
  expect(hub.subscribers).toBe(0);
});

it('resumes after a number, among old events as among new ones', async () => {
  const { log, end, collect } = hubWithGeneration();
  for (let i = 0; i < 10; i++) log(String(i));
  const resumed = collect(7);
  log('live');
  end('FAILED');
  expect(seqs(await resumed)).toEqual([8, 9, 10, 11, 12]);
  expect(seqs(await collect(11))).toEqual([12]);
  expect(await collect(12)).toEqual([]);
});

it('costs nothing while a subscriber stalls, who then reads on where it left off', async () => {
  const { hub, id, log, end, reads } = hubWithGeneration();
  log('first');
  const reader = hub.subscribe(id, 0, new AbortController().signal)[Symbol.asyncIterator]();
  expect((await reader.next()).value.seq).toBe(1);
  const before = reads.length;
  for (let i = 0; i < 1000; i++) log(String(i));
  await new Promise((resolve) => setImmediate(resolve));
  expect(reads.length).toBe(before);
  end('CANCELLED');
  const rest: StoredEvent[] = [];
  for (let next = await reader.next(); !next.done; next = await reader.next()) rest.push(next.value);
  expect(seqs(rest)).toEqual(upTo(1002).slice(1));
  expect(Math.max(...reads)).toBeLessThanOrEqual(64);
});

it('does not take the end of an earlier run for the end', async () => {
  const { generations, id, hub, end, collect } = hubWithGeneration();
  end('FAILED');
  generations.setState(id, 'QUEUED');
  hub.append(id, { type: 'StateChanged', state: 'QUEUED' });
  const events = collect();
  await new Promise((resolve) => setImmediate(resolve));
  end('SUCCEEDED');
  const states = (await events).map(({ event }) => (event as Extract<GenerationEvent, { type: 'StateChanged' }>).state);
  expect(states).toEqual(['FAILED', 'QUEUED', 'SUCCEEDED']);
});

it('ends when the signal fires or the reader leaves, also in the middle of waiting, and forgets the reader', async () => {
  const { hub, id, collect } = hubWithGeneration();
  const abort = new AbortController();
  const waiting = collect(0, abort.signal);
  await new Promise((resolve) => setImmediate(resolve));
  expect(hub.subscribers).toBe(1);
  abort.abort();
  expect(await waiting).toEqual([]);
  const reader = hub.subscribe(id, 0, new AbortController().signal)[Symbol.asyncIterator]();
  const next = reader.next();
  await reader.return!();
  expect(await next).toEqual({ done: true, value: undefined });
  expect(await collect(0, AbortSignal.abort())).toEqual([]);
  expect(hub.subscribers).toBe(0);
});

it('ends the subscriptions of a generation that is deleted, and all of them when it closes', async () => {
  const { hub, generations, id, collect } = hubWithGeneration();
  const ofDeleted = collect();
  await new Promise((resolve) => setImmediate(resolve));
  generations.delete(id);
  hub.wake(id);
  expect(await ofDeleted).toEqual([]);
  const other = generations.insert(newGeneration()).id;
  const open = hub.subscribe(other, 0, new AbortController().signal)[Symbol.asyncIterator]().next();
  hub.close();
  expect((await open).done).toBe(true);
});
