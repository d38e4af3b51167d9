import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { CancelGeneration, GenerationResult } from '../../apps/cli/operations.ts';
import { descendants, RealServer, resultOf } from '../support/real-server.ts';
import { SHORT, start, talk, until } from '../support/talk.ts';

const input = { ...SHORT, steps: 4, scheduler: { id: 'dpm++_sde' } };
let server: RealServer | undefined;
let undisturbed: string;

beforeAll(async () => {
  const quiet = await RealServer.launch({ GENESIS_CACHE: 'off' });
  const [first, second] = [await talk(quiet.client, 1, input), await talk(quiet.client, 1, input)];
  expect(second.run.stages.some((stage) => stage.cached)).toBe(false);
  expect(second.sha256).toBe(first.sha256);
  undisturbed = first.sha256;
  await quiet.stop();
});
afterEach(() => server?.stop());

describe('nothing is lost', () => {
  it('when the server is killed in the second window: the run is INTERRUPTED, the next one resumes to the same bytes', async () => {
    server = await RealServer.launch();
    const id = await start(server.client, 1, input);
    await until(server.client, id, (event) => event.__typename === 'StepProgress' && event.window === 1);
    await server.kill();
    await server.start();
    await until(server.client, id, (event) => event.__typename === 'StateChanged' && event.state === 'SUCCEEDED');
    const { generation, sha256 } = await resultOf(server.client, id);
    expect(generation.runs.map((run) => run.state)).toEqual(['INTERRUPTED', 'SUCCEEDED']);
    const resumed = generation.runs[1]!.stages;
    expect(resumed.find((stage) => stage.stage === 'DECODE' && stage.window === 0)?.cached).toBe(true);
    expect(sha256).toBe(undisturbed);
  });

  it('when the worker is killed while it denoises', async () => {
    server = await RealServer.launch();
    const id = await start(server.client, 1, input);
    await until(server.client, id, (event) => event.__typename === 'StepProgress');
    for (const pid of descendants(server.pid, 'worker/main')) process.kill(pid, 'SIGKILL');
    await until(server.client, id, (event) => event.__typename === 'StateChanged' && event.state === 'SUCCEEDED');
    const { generation, sha256 } = await resultOf(server.client, id);
    expect(generation.runs.map((run) => run.state)).toEqual(['INTERRUPTED', 'SUCCEEDED']);
    expect(sha256).toBe(undisturbed);
  });
});

describe('cancelling', () => {
  it('stops a forward pass in its middle, within a second, and leaves no host behind', async () => {
    server = await RealServer.launch();
    const id = await start(server.client, 1, { ...input, steps: 200 });
    await until(server.client, id, (event) => event.__typename === 'StepProgress');
    const began = performance.now();
    await server.client.execute(CancelGeneration, { id });
    await until(server.client, id, (event) => event.__typename === 'StateChanged' && event.state === 'CANCELLED');
    expect(performance.now() - began).toBeLessThan(1000);
    expect(descendants(server.pid, 'host-main')).toEqual([]);
    const { generation } = await server.client.execute(GenerationResult, { id });
    expect(generation?.runs.map((run) => run.state)).toEqual(['CANCELLED']);
  });
});
