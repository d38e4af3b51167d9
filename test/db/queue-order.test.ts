import { expect, it } from 'vitest';
import { GenerationRepository } from '../../db/repositories/generations.ts';
import { SqliteQueue } from '../../db/sqlite-queue.ts';
import { newGeneration, openAt, testFolder } from '../support/database.ts';

function queueIn(folder: string, limit = 10) {
  const database = openAt(folder);
  const generations = new GenerationRepository(database);
  const queue = new SqliteQueue(database, limit);
  const create = () => generations.insert(newGeneration()).id;
  return { database, queue, create };
}

it('hands out the oldest first, each once, also after a restart', () => {
  const folder = testFolder();
  const before = queueIn(folder);
  const ids = [before.create(), before.create(), before.create()];
  for (const id of ids) before.queue.add(id, 'FIRST');
  expect(before.queue.take()).toEqual({ generation: ids[0], reason: 'FIRST' });
  before.database.close();
  const after = queueIn(folder);
  expect(after.queue.waiting()).toEqual([ids[1], ids[2]]);
  expect(after.queue.take()!.generation).toBe(ids[1]);
  expect(after.queue.take()!.generation).toBe(ids[2]);
  expect(after.queue.take()).toBeNull();
  after.database.close();
});

it('puts a retry at the end and a resume at its old place', async () => {
  const { database, queue, create } = queueIn(testFolder());
  const ids: string[] = [];
  for (let i = 0; i < 3; i++) {
    ids.push(create());
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  queue.add(ids[1]!, 'FIRST');
  queue.add(ids[2]!, 'FIRST');
  await new Promise((resolve) => setTimeout(resolve, 2));
  queue.add(ids[0]!, 'RETRY');
  expect(queue.waiting()).toEqual([ids[1], ids[2], ids[0]]);
  expect(queue.remove(ids[0]!)).toBe(true);
  queue.add(ids[0]!, 'RESUME');
  expect(queue.waiting()).toEqual([ids[0], ids[1], ids[2]]);
  database.close();
});

it('refuses more than its limit, but never a resume', () => {
  const { database, queue, create } = queueIn(testFolder(), 2);
  queue.add(create(), 'FIRST');
  queue.add(create(), 'RETRY');
  expect(() => queue.add(create(), 'FIRST')).toThrow(expect.objectContaining({ code: 'QUEUE_FULL' }));
  queue.add(create(), 'RESUME');
  expect(queue.waiting()).toHaveLength(3);
  database.close();
});

it('says whether a generation that is taken out was waiting', () => {
  const { database, queue, create } = queueIn(testFolder());
  const id = create();
  queue.add(id, 'FIRST');
  expect([queue.remove(id), queue.remove(id), queue.remove('nobody')]).toEqual([true, false, false]);
  database.close();
});
