import { afterAll, beforeAll, expect, it } from 'vitest';
import { succeeded } from '../../apps/cli/client.ts';
import { PauseGeneration, ResumeGeneration } from '../../apps/cli/operations.ts';
import { descendants, RealServer, resultOf } from '../support/real-server.ts';
import { SHORT, start, talk, until } from '../support/talk.ts';

const input = { ...SHORT, maxFrames: 17, steps: 24, scheduler: { id: 'dpm++_sde' } };
let server: RealServer;
/** SHA-256 of the video when nothing disturbs it. */
let undisturbed: string;
beforeAll(async () => {
  server = await RealServer.launch({ GENESIS_CACHE: 'off' });
  undisturbed = (await talk(server.client, 1, input)).sha256;
});
afterAll(() => server.stop());

it('a paused generation stops in the middle of a forward pass and goes on from the step before, to the same bytes', async () => {
  const id = await start(server.client, 1, input);
  await until(server.client, id, (event) => event.__typename === 'StepProgress' && event.step >= 3);
  const began = performance.now();
  await server.client.execute(PauseGeneration, { id });
  expect(performance.now() - began).toBeLessThan(1000);
  expect(descendants(server.pid, 'host-main')).toEqual([]);
  await server.client.execute(ResumeGeneration, { id });
  const steps: number[] = [];
  let runs = 0;
  for await (const event of server.client.follow(id)) {
    if (event.__typename === 'RunStarted') runs += 1;
    if (event.__typename === 'StepProgress' && runs === 2) steps.push(event.step);
  }
  expect(steps[0]).toBeGreaterThan(3);
  const { generation, sha256 } = await resultOf(server.client, id);
  expect(generation.runs.map(({ state }) => state)).toEqual(['PAUSED', 'SUCCEEDED']);
  expect(sha256).toBe(undisturbed);
});

it('a paused generation stays paused when the server is killed, and goes on to the same bytes when it is resumed', async () => {
  const id = await start(server.client, 1, input);
  await until(server.client, id, (event) => event.__typename === 'StepProgress' && event.step >= 3);
  await server.client.execute(PauseGeneration, { id });
  await server.kill();
  await server.start();
  const { resumeGeneration } = await server.client.execute(ResumeGeneration, { id });
  expect(succeeded(resumeGeneration)).toBeTruthy();
  for await (const _ of server.client.follow(id));
  const { generation, sha256 } = await resultOf(server.client, id);
  expect(generation.runs.map(({ state }) => state)).toEqual(['PAUSED', 'SUCCEEDED']);
  expect(sha256).toBe(undisturbed);
});
