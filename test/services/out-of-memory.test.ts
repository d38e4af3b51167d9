import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { testServices } from '../support/services.ts';

const SHORTAGE = { network: 'wan-vae', requestedBytes: 3145728, forecastBytes: null };

it('a run that ran out of memory is followed by one on the next rung', async () => {
  const services = await testServices();
  const { id } = await services.generations.start(services.input({ prompt: 'oom 1' }));
  const events = await services.followToEnd(id);
  const [first, second] = services.generations.runs(id);
  expect(first).toMatchObject({ reason: 'FIRST', state: 'FAILED', errorCode: 'OUT_OF_MEMORY', rung: null });
  expect(first!.outOfMemory).toEqual(SHORTAGE);
  expect(second).toMatchObject({ reason: 'OUT_OF_MEMORY_STEP', state: 'SUCCEEDED', rung: { samePicture: true } });
  expect(second!.rung!.changes.length).toBeGreaterThan(0);
  const told = events.map(({ event }) => event);
  expect(told.find(({ type }) => type === 'RunFailed')).toMatchObject({
    code: 'OUT_OF_MEMORY',
    stage: 'decode',
    outOfMemory: SHORTAGE,
  });
  expect(told.filter((event) => event.type === 'RunStarted').map(({ reason, rung }) => [reason, rung?.step])).toEqual([
    ['FIRST', undefined],
    ['OUT_OF_MEMORY_STEP', second!.rung!.step],
  ]);
  expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
});

it('the generation stays as it was asked for; the run is given what its rung makes of it', async () => {
  const services = await testServices();
  const { id, spec } = await services.generations.start(services.input({ prompt: 'oom 1' }));
  await services.followToEnd(id);
  expect(services.generations.find(id).spec).toEqual(spec);
  const order = (attempt: number) =>
    JSON.parse(readFileSync(join(services.folder, `order-${id}-${attempt}.json`), 'utf8'));
  expect(order(1)).toEqual({ spec, videoSpec: spec });
  expect(order(2).spec.memory).not.toEqual(spec.memory);
  expect(order(2).videoSpec.memory.id).toBe(spec.memory.id);
});

it('at the foot of the ladder the generation fails, and the next one is taken', async () => {
  const services = await testServices();
  const hungry = await services.generations.start(services.input({ prompt: 'oom 99' }));
  const modest = await services.generations.start(services.input());
  await services.followToEnd(hungry.id);
  const runs = services.generations.runs(hungry.id);
  expect(runs.length).toBeGreaterThan(1);
  expect(runs.every(({ errorCode }) => errorCode === 'OUT_OF_MEMORY')).toBe(true);
  expect(services.generations.find(hungry.id).state).toBe('FAILED');
  await services.followToEnd(modest.id);
  expect(services.generations.find(modest.id).state).toBe('SUCCEEDED');
});

it('a retry begins at the top again', async () => {
  const services = await testServices();
  const { id } = await services.generations.start(services.input({ prompt: 'oom 99' }));
  await services.followToEnd(id);
  const attempts = services.generations.runs(id).length;
  await services.generations.retry(id);
  await services.followToEnd(id);
  expect(services.generations.runs(id)[attempts]).toMatchObject({ reason: 'RETRY', rung: null });
});

it('with the policy FAIL there is one run', async () => {
  const services = await testServices();
  const { id } = await services.generations.start(services.input({ prompt: 'oom 1', oomPolicy: 'FAIL' }));
  await services.followToEnd(id);
  expect(services.generations.runs(id)).toMatchObject([{ state: 'FAILED', errorCode: 'OUT_OF_MEMORY' }]);
});

it('a host that dies of anything else is a reason to resume, not to step down', async () => {
  const services = await testServices();
  const { id } = await services.generations.start(services.input({ prompt: 'host 2' }));
  await services.followToEnd(id);
  expect(services.generations.runs(id).map(({ state, reason, rung }) => [state, reason, rung])).toEqual([
    ['INTERRUPTED', 'FIRST', null],
    ['INTERRUPTED', 'RESUME', null],
    ['SUCCEEDED', 'RESUME', null],
  ]);
});
