import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { GenerationEvent } from '../../core/runs/events.ts';
import { testServices, until } from '../support/services.ts';

const types = (events: readonly { readonly event: GenerationEvent }[]) =>
  events.map(({ event }) => (event.type === 'StateChanged' ? event.state : event.type));

it('carries a generation out, stores its events, stages and video', async () => {
  const services = await testServices();
  const { id } = await services.generations.start(services.input());
  const events = await services.followToEnd(id);
  expect(types(events)).toEqual([
    'QUEUED',
    'RUNNING',
    'RunStarted',
    'StageStarted',
    'StageFinished',
    'RunFinished',
    'SUCCEEDED',
  ]);
  expect(events.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  const [run] = services.generations.runs(id);
  expect(run).toMatchObject({ attempt: 1, reason: 'FIRST', state: 'SUCCEEDED', peakBytes: 2000, errorCode: null });
  expect(run!.result).toMatchObject({ mimeType: 'video/mp4', frames: 25 });
  expect(run!.result).not.toHaveProperty('file');
  expect(services.generations.stages(run!.id)).toMatchObject([
    { stage: 'prepare', cached: false, tensors: [{ mean: 0.25 }] },
  ]);
  const output = services.assets.find(services.generations.find(id).outputAsset!);
  expect(output).toMatchObject({ kind: 'VIDEO', mimeType: 'video/mp4', filename: `${id}.mp4`, seconds: 1 });
  expect(readFileSync(services.assets.path(output), 'utf8')).toBe(`video of ${id}`);
});

it('works on one generation after the other, in order', async () => {
  const services = await testServices();
  const started = [];
  for (let i = 0; i < 4; i++) started.push(await services.generations.start(services.input({ seed: i })));
  await Promise.all(started.map(({ id }) => services.followToEnd(id)));
  const starts = started.map(({ id }) => services.generations.runs(id)[0]!.startedAt);
  expect(starts).toEqual([...starts].sort((a, b) => a - b));
  expect(services.queue.snapshot()).toEqual({ running: [], waiting: [] });
});

it('takes a run up again when its worker is killed', async () => {
  const services = await testServices();
  const { id } = await services.generations.start(services.input({ prompt: 'die 2' }));
  const events = await services.followToEnd(id);
  const runs = services.generations.runs(id);
  expect(runs.map(({ state, reason }) => [state, reason])).toEqual([
    ['INTERRUPTED', 'FIRST'],
    ['INTERRUPTED', 'RESUME'],
    ['SUCCEEDED', 'RESUME'],
  ]);
  expect(runs[0]).toMatchObject({ errorCode: 'WORKER_DIED', errorMessage: expect.stringContaining('SIGKILL') });
  expect(types(events).at(-1)).toBe('SUCCEEDED');
  expect(types(events).filter((type) => type === 'RunFailed')).toHaveLength(2);
});

it('gives a generation up after three resumes, and goes on with the next one', async () => {
  const services = await testServices();
  const deadly = await services.generations.start(services.input({ prompt: 'die 99' }));
  const harmless = await services.generations.start(services.input());
  await services.followToEnd(deadly.id);
  const runs = services.generations.runs(deadly.id);
  expect(runs.map(({ state }) => state)).toEqual(['INTERRUPTED', 'INTERRUPTED', 'INTERRUPTED', 'FAILED']);
  expect(runs[3]).toMatchObject({ reason: 'RESUME', errorCode: 'WORKER_DIED' });
  expect(services.generations.find(deadly.id).state).toBe('FAILED');
  await services.followToEnd(harmless.id);
  expect(services.generations.find(harmless.id).state).toBe('SUCCEEDED');
});

it('says in which stage a worker ended by itself, as code of a plugin may make it do, and where to look', async () => {
  const services = await testServices();
  const { id } = await services.generations.start(services.input({ prompt: 'exit 1' }));
  const events = await services.followToEnd(id);
  const message = "the worker process ended (exit code 1); the server's log has what it said last";
  expect(events.map(({ event }) => event).find(({ type }) => type === 'RunFailed')).toMatchObject({
    stage: 'prepare',
    message,
  });
  expect(services.generations.find(id).state).toBe('SUCCEEDED');
});

it('keeps the typed reason of a run that failed, and retries on demand', async () => {
  const services = await testServices();
  const { id } = await services.generations.start(services.input({ prompt: 'fail' }));
  const events = await services.followToEnd(id);
  const fault = { code: 'NON_FINITE_TENSOR', field: 'precision', accepted: 'fp32' };
  expect(events.at(-2)!.event).toMatchObject({ type: 'RunFailed', ...fault, stage: 'denoise' });
  expect(services.generations.runs(id)[0]).toMatchObject({ errorField: 'precision', errorAccepted: 'fp32' });
  expect((await services.generations.retry(id)).state).toBe('QUEUED');
  await services.followToEnd(id);
  const runs = services.generations.runs(id);
  expect(runs.map(({ attempt, reason, errorCode }) => [attempt, reason, errorCode])).toEqual([
    [1, 'FIRST', 'NON_FINITE_TENSOR'],
    [2, 'RETRY', 'NON_FINITE_TENSOR'],
  ]);
});

it('cancels waiting generations at once and running ones within the second that a worker has', async () => {
  const services = await testServices();
  const { generations } = services;
  const running = await generations.start(services.input({ prompt: 'wait' }));
  const waiting = await generations.start(services.input());
  await until(() => generations.stages(generations.runs(running.id)[0]?.id ?? '').length > 0);
  expect((await services.devices.list())[0]).toMatchObject({ worker: 'BUSY', generation: running.id });
  expect(services.queue.snapshot()).toEqual({ running: [running.id], waiting: [waiting.id] });
  expect((await generations.cancel(waiting.id)).state).toBe('CANCELLED');
  expect(generations.runs(waiting.id)).toEqual([]);
  const began = performance.now();
  expect((await generations.cancel(running.id)).state).toBe('CANCELLED');
  expect(performance.now() - began).toBeLessThan(1000);
  expect(generations.runs(running.id)).toMatchObject([{ state: 'CANCELLED' }]);
  await expect(generations.cancel(running.id)).rejects.toMatchObject({ code: 'GENERATION_STATE', field: 'id' });
});

it('ends a worker that does not answer a cancel, and starts another one', async () => {
  const services = await testServices();
  const { generations } = services;
  const hanging = await generations.start(services.input({ prompt: 'hang' }));
  await until(() => generations.stages(generations.runs(hanging.id)[0]?.id ?? '').length > 0);
  const began = performance.now();
  expect((await generations.cancel(hanging.id)).state).toBe('CANCELLED');
  expect(performance.now() - began).toBeLessThan(2000);
  const next = await generations.start(services.input());
  await services.followToEnd(next.id);
  expect(generations.find(next.id).state).toBe('SUCCEEDED');
  expect(generations.runs(hanging.id)).toMatchObject([{ state: 'CANCELLED' }]);
});

it('fails waiting generations when the worker does not even start', async () => {
  const worker = new URL('../fixtures/worker-that-does-not-start.mjs', import.meta.url);
  const services = await testServices({ worker });
  const { id } = await services.generations.start(services.input());
  await services.followToEnd(id);
  expect(services.generations.runs(id)).toMatchObject([{ state: 'FAILED', errorCode: 'WORKER_DIED' }]);
});

it('takes up after a restart what ran and what waited', async () => {
  const before = await testServices();
  const running = await before.generations.start(before.input({ prompt: 'wait' }));
  const waiting = await before.generations.start(before.input());
  await until(() => before.generations.stages(before.generations.runs(running.id)[0]?.id ?? '').length > 0);
  const history = before.generations.events(running.id, 0, 100);
  await before.close();
  expect(existsSync(join(before.folder, 'go'))).toBe(false);
  writeFileSync(join(before.folder, 'go'), '');

  const after = await testServices({ folder: before.folder });
  expect(after.generations.events(running.id, 0, history.length)).toEqual(history);
  await Promise.all([running, waiting].map(({ id }) => after.followToEnd(id)));
  const runs = after.generations.runs(running.id);
  expect(runs.map(({ state, reason, errorCode }) => [state, reason, errorCode])).toEqual([
    ['INTERRUPTED', 'FIRST', null],
    ['SUCCEEDED', 'RESUME', null],
  ]);
  expect(runs[1]!.startedAt).toBeLessThanOrEqual(after.generations.runs(waiting.id)[0]!.startedAt);
  const seqs = after.generations.events(running.id, 0, 100).map(({ seq }) => seq);
  expect(seqs).toEqual(seqs.map((_, i) => i + 1));
});
