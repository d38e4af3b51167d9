import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { type TestServices, testServices, until } from '../support/services.ts';

const busy = (services: TestServices, id: string) =>
  until(() => services.generations.stages(services.generations.runs(id)[0]?.id ?? '').length > 0);

it('pauses a running generation, and takes it up again on demand', async () => {
  const services = await testServices();
  const { generations } = services;
  const { id } = await generations.start(services.input({ prompt: 'wait' }));
  await busy(services, id);
  expect((await generations.pause(id)).state).toBe('PAUSED');
  expect(services.queue.snapshot()).toEqual({ running: [], waiting: [] });
  await expect(generations.pause(id)).rejects.toMatchObject({ code: 'GENERATION_STATE', field: 'id' });
  const followed = services.followToEnd(id);
  writeFileSync(join(services.folder, 'go'), '');
  expect((await generations.resume(id)).state).toBe('QUEUED');
  // A subscriber that came while it was paused hears the end.
  expect((await followed).at(-1)!.event).toMatchObject({ state: 'SUCCEEDED' });
  expect(generations.runs(id).map(({ state, reason }) => [state, reason])).toEqual([
    ['PAUSED', 'FIRST'],
    ['SUCCEEDED', 'RESUME'],
  ]);
});

it('pauses a waiting generation without a run, and lets the next one pass', async () => {
  const services = await testServices();
  const { generations } = services;
  const running = await generations.start(services.input({ prompt: 'wait' }));
  const waiting = await generations.start(services.input());
  const next = await generations.start(services.input({ seed: 2 }));
  await busy(services, running.id);
  expect((await generations.pause(waiting.id)).state).toBe('PAUSED');
  writeFileSync(join(services.folder, 'go'), '');
  await services.followToEnd(next.id);
  expect(generations.runs(waiting.id)).toEqual([]);
  await generations.resume(waiting.id);
  await services.followToEnd(waiting.id);
  expect(generations.runs(waiting.id)).toMatchObject([{ state: 'SUCCEEDED', reason: 'RESUME' }]);
});

it('a paused generation stays paused over a restart, can be cancelled, and is not deleted by mistake', async () => {
  const before = await testServices();
  const { id } = await before.generations.start(before.input({ prompt: 'wait' }));
  await busy(before, id);
  await before.generations.pause(id);
  await before.close();
  const after = await testServices({ folder: before.folder });
  expect(after.generations.find(id).state).toBe('PAUSED');
  await expect(after.generations.delete(id)).rejects.toMatchObject({ code: 'GENERATION_STATE' });
  expect((await after.generations.cancel(id)).state).toBe('CANCELLED');
  await expect(after.generations.resume(id)).rejects.toMatchObject({ code: 'GENERATION_STATE' });
});
