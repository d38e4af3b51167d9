import { expect, it } from 'vitest';
import type { GenerationEvent } from '../../core/runs/events.ts';
import { EventRepository } from '../../db/repositories/events.ts';
import { GenerationRepository } from '../../db/repositories/generations.ts';
import { newGeneration, openAt, testDatabase, testFolder } from '../support/database.ts';

const log = (message: string): GenerationEvent => ({ type: 'Log', run: 'run', level: 'info', message });

it('numbers the events of each generation 1, 2, 3, ... whoever writes them', () => {
  const folder = testFolder();
  const [first, second] = [openAt(folder), openAt(folder)];
  const ids = [0, 1].map(() => new GenerationRepository(first).insert(newGeneration()).id);
  const stores = [new EventRepository(first), new EventRepository(second)];
  for (let i = 0; i < 200; i++) stores[i % 2]!.append(ids[(i >> 1) % 2]!, log(String(i)));
  for (const id of ids) {
    expect(stores[0]!.after(id, 0, 1000).map(({ seq }) => seq)).toEqual(Array.from({ length: 100 }, (_, i) => i + 1));
  }
  first.close();
  second.close();
});

it('leaves no gap when a transaction is rolled back', () => {
  const database = testDatabase();
  const store = new EventRepository(database);
  const { id } = new GenerationRepository(database).insert(newGeneration());
  store.append(id, log('one'));
  expect(() =>
    database.transaction(() => {
      store.append(id, log('lost'));
      throw new Error('rolled back');
    }),
  ).toThrow('rolled back');
  expect(store.append(id, log('two')).seq).toBe(2);
});

it('gives back what was stored, from a point on and at most as much as asked for', () => {
  const database = testDatabase();
  const store = new EventRepository(database);
  const { id } = new GenerationRepository(database).insert(newGeneration());
  const stored = ['a', 'b', 'c', 'd'].map((message) => store.append(id, log(message)));
  expect(store.after(id, 1, 2)).toEqual([stored[1], stored[2]]);
  expect(stored[1]).toMatchObject({ generation: id, seq: 2, event: log('b') });
  expect(store.last(id)).toBe(4);
  expect(store.last('nobody')).toBe(0);
});

it('keeps history when the database is opened again, and removes it with its generation', () => {
  const folder = testFolder();
  const before = openAt(folder);
  const { id } = new GenerationRepository(before).insert(newGeneration());
  const stored = new EventRepository(before).append(id, log('kept'));
  before.close();
  const after = openAt(folder);
  const store = new EventRepository(after);
  expect(store.after(id, 0, 10)).toEqual([stored]);
  new GenerationRepository(after).delete(id);
  expect(store.after(id, 0, 10)).toEqual([]);
  after.close();
});

it('refuses events of a generation that does not exist', () => {
  expect(() => new EventRepository(testDatabase()).append('nobody', log('x'))).toThrow(/FOREIGN KEY/);
});
