import { expect, it } from 'vitest';
import type { QueueSnapshot } from '../../core/runs/service.ts';
import { testServices, until } from '../support/services.ts';

it('gives the same generation for the same key and request, however often and at once', async () => {
  const services = await testServices();
  const ask = () => services.generations.start(services.input({ prompt: 'smile' }), 'key');
  const [first, second] = await Promise.all([ask(), ask()]);
  expect(second.id).toBe(first.id);
  expect((await ask()).id).toBe(first.id);
  expect(services.generations.list({}, { limit: 10 })).toHaveLength(1);
});

it('refuses a key that was used for another request, and draws a new seed without a key', async () => {
  const services = await testServices();
  const first = await services.generations.start(services.input(), 'key');
  await expect(services.generations.start(services.input({ steps: 3 }), 'key')).rejects.toMatchObject({
    code: 'IDEMPOTENCY_CONFLICT',
    field: 'idempotencyKey',
  });
  const second = await services.generations.start(services.input());
  expect(second.id).not.toBe(first.id);
  expect(second.spec.seed).not.toBe(first.spec.seed);
  expect(second.specHash).not.toBe(first.specHash);
});

it('gives equal specs equal hashes, whatever the preset is called', async () => {
  const services = await testServices();
  const [a, b] = [
    await services.generations.start(services.input({ seed: 5 })),
    await services.generations.start(services.input({ seed: 5, steps: 8 })),
  ];
  expect(b.spec).toEqual(a.spec);
  expect(b.specHash).toBe(a.specHash);
});

it('refuses more waiting generations than the queue holds', async () => {
  const services = await testServices({ config: { GENESIS_MAX_QUEUE: '1' } });
  const { generations } = services;
  const running = await generations.start(services.input({ prompt: 'wait' }));
  await until(() => generations.find(running.id).state === 'RUNNING');
  const waiting = await generations.start(services.input());
  await expect(generations.start(services.input())).rejects.toMatchObject({ code: 'QUEUE_FULL' });
  expect(generations.list({}, { limit: 10 }).map(({ id }) => id)).toEqual([waiting.id, running.id]);
});

it('counts tokens with the tokenizer of the model', async () => {
  const services = await testServices();
  await expect(services.generations.start(services.input({ prompt: 'hello world '.repeat(64) }))).rejects.toMatchObject(
    {
      code: 'PROMPT_TOO_LONG',
      field: 'prompt',
      accepted: 'at most 64 tokens, the end token included',
    },
  );
});

it('refuses before queueing what the memory strategy has no plan for, and models that are not installed', async () => {
  const services = await testServices();
  await expect(
    services.generations.start(services.input({ memory: { id: 'resident', forceOffload: true } })),
  ).rejects.toMatchObject({
    code: 'MEMORY_PLAN_IMPOSSIBLE',
    field: 'memory',
  });
  await expect(
    services.generations.start(services.input({ preset: 'vram-24gb', provider: { id: 'cpu' } })),
  ).rejects.toMatchObject({
    code: 'MODEL_NOT_FOUND',
    field: 'model',
    message: expect.stringMatching(/genesis models pull NAME .*: infinitetalk-480p-fp8, .*i2v-480p-fp8/),
    accepted: 'demo',
  });
  expect(services.generations.list({}, { limit: 10 })).toEqual([]);
});

it('deletes a generation that has ended, with its history, and no other', async () => {
  const services = await testServices();
  const { generations } = services;
  const done = await generations.start(services.input(), 'key');
  await services.followToEnd(done.id);
  await generations.delete(done.id);
  expect(() => generations.find(done.id)).toThrow(expect.objectContaining({ code: 'GENERATION_NOT_FOUND' }));
  expect(generations.events(done.id, 0, 10)).toEqual([]);
  const running = await generations.start(services.input({ prompt: 'wait' }), 'key');
  await until(() => generations.find(running.id).state === 'RUNNING');
  await expect(generations.delete(running.id)).rejects.toMatchObject({ code: 'GENERATION_STATE' });
});

it('tells the queue now and after each change, the latest only to a slow reader', async () => {
  const services = await testServices();
  const abort = new AbortController();
  const reader = services.queue.subscribe(abort.signal)[Symbol.asyncIterator]();
  expect((await reader.next()).value).toEqual({ running: [], waiting: [] });
  const [running, second, third] = [
    await services.generations.start(services.input({ prompt: 'wait' })),
    await services.generations.start(services.input()),
    await services.generations.start(services.input()),
  ];
  await until(() => services.generations.find(running!.id).state === 'RUNNING');
  const latest: QueueSnapshot = (await reader.next()).value;
  expect(latest).toEqual({ running: [running!.id], waiting: [second!.id, third!.id] });
  const next = reader.next();
  abort.abort();
  expect((await next).done).toBe(true);
});
