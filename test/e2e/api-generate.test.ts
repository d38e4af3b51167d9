import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type FollowedEvent, GenesisClient } from '../../apps/cli/client.ts';
import { generate } from '../../apps/cli/generate.ts';
import { readSample } from '../../apps/cli/samples.ts';
import { type RunningServer, startServer } from '../../apps/server/server.ts';
import { type FakeServices, fakeServices, testConfig } from '../support/api-services.ts';

let services: FakeServices;
let server: RunningServer;
let client: GenesisClient;

beforeEach(async () => {
  services = await fakeServices();
  server = await startServer(testConfig(), services);
  client = new GenesisClient({ url: server.url });
});
afterEach(() => server.close());

/** The id of the generation once it has been started and is being followed. */
async function followedGeneration(): Promise<string> {
  await vi.waitUntil(() => services.generations.subscribers() === 1);
  return services.generations.list({}, { limit: 1 })[0]!.id;
}

async function request(changes: object = {}) {
  const { image, audio, prompt, seed } = await readSample(2);
  return { image, audio, input: { preset: 'demo', prompt, seed, ...changes } };
}

describe('a generation from the command line', () => {
  it('uploads, starts, follows and returns the last run', async () => {
    const seen: FollowedEvent['__typename'][] = [];
    const done = generate(client, await request(), (event) => seen.push(event.__typename));
    const id = await followedGeneration();
    services.generations.addRun(
      {
        id: 'run-1',
        generation: id,
        attempt: 1,
        reason: 'FIRST',
        state: 'SUCCEEDED',
        startedAt: 0,
        finishedAt: 1000,
        peakBytes: 1,
        peakDeviceBytes: null,
        memoryTimeline: null,
        errorCode: null,
        errorMessage: null,
        errorField: null,
        errorAccepted: null,
        memory: null,
        outOfMemory: null,
        rung: null,
        nextRung: null,
        result: null,
      },
      [],
    );
    services.generations.emit(id, { type: 'RunFinished', run: 'run-1', seconds: 1, peakBytes: 1, frames: 81 });
    services.generations.emit(id, { type: 'StateChanged', state: 'SUCCEEDED' });
    const { generation, run } = await done;
    expect(generation).toMatchObject({ state: 'SUCCEEDED', seed: 2 });
    expect(run).toMatchObject({ attempt: 1, state: 'SUCCEEDED' });
    expect(seen).toEqual(['StateChanged', 'RunFinished', 'StateChanged']);
    expect(services.generations.started).toMatchObject([
      { mode: 'INFINITETALK', prompt: '一个男人在说话，不停地点头。' },
    ]);
  });

  it('is cancelled on the server when the user interrupts', async () => {
    const interrupt = new AbortController();
    const done = generate(client, await request(), () => {}, interrupt.signal);
    const id = await followedGeneration();
    interrupt.abort();
    await expect(done).rejects.toMatchObject({ name: 'GenerationFailed', code: 'CANCELLED' });
    expect(services.generations.find(id).state).toBe('CANCELLED');
  });

  it('ends with the reason when the run failed', async () => {
    const done = generate(client, await request(), () => {});
    const id = await followedGeneration();
    services.generations.addRun(
      {
        id: 'run-1',
        generation: id,
        attempt: 1,
        reason: 'FIRST',
        state: 'FAILED',
        startedAt: 0,
        finishedAt: 1000,
        peakBytes: null,
        peakDeviceBytes: null,
        memoryTimeline: null,
        errorCode: 'NON_FINITE_TENSOR',
        errorMessage: 'NaN in latents',
        errorField: 'precision',
        errorAccepted: 'fp32',
        memory: null,
        outOfMemory: null,
        rung: null,
        nextRung: null,
        result: null,
      },
      [],
    );
    services.generations.emit(id, {
      type: 'RunFailed',
      run: 'run-1',
      code: 'NON_FINITE_TENSOR',
      message: 'NaN in latents',
      field: 'precision',
      accepted: 'fp32',
      stage: 'denoise',
      outOfMemory: null,
    });
    services.generations.emit(id, { type: 'StateChanged', state: 'FAILED' });
    const fault = { field: 'precision', accepted: 'fp32' };
    await expect(done).rejects.toMatchObject({ code: 'NON_FINITE_TENSOR', stage: 'DENOISE', ...fault });
  });

  it('passes a refusal on with its field and what would be accepted', async () => {
    await expect(generate(client, await request({ steps: 0 }), () => {})).rejects.toMatchObject({
      name: 'ApiError',
      code: 'INPUT_INVALID',
      field: 'steps',
      accepted: 'a whole number from 1',
    });
  });
});
