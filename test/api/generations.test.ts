import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TestApi } from '../support/api-client.ts';
import { START, type StartingApi, startingApi } from '../support/starting-api.ts';

let api: TestApi;
let image: string;
let start: StartingApi['start'];

beforeEach(async () => {
  ({ api, image, start } = await startingApi());
});
afterEach(() => api.services.close());

describe('startGeneration', () => {
  it('returns the generation with its assets', async () => {
    const result = await start({ prompt: 'A girl is talking', seed: 9_007_199_254_740_991, steps: 4 });
    expect(result.__typename).toBe('StartGenerationSuccess');
    expect(result.generation).toMatchObject({
      state: 'QUEUED',
      prompt: 'A girl is talking',
      seed: 9_007_199_254_740_991,
      settings: { steps: 4, scheduler: { id: 'infinitetalk' } },
      image: { id: image, kind: 'IMAGE' },
      audio: null,
    });
  });

  it('hands plugin choices on and takes null for left out, but where null is a choice', async () => {
    await start({
      scheduler: { id: 'euler', options: { order: 2 } },
      memory: { tiledVae: true, forceOffload: null },
      steps: null,
      preset: null,
    });
    expect(api.services.generations.started).toEqual([
      {
        mode: 'INFINITETALK',
        image: Buffer.from(image, 'base64url').toString().slice('Asset:'.length),
        audio: undefined,
        scheduler: { id: 'euler', options: { order: 2 } },
        memory: { tiledVae: true, forceOffload: null },
      },
    ]);
  });

  it('gives the same generation for the same idempotency key', async () => {
    const [first, second] = [await start({}, 'key-1'), await start({}, 'key-1')];
    expect(second.generation.id).toBe(first.generation.id);
  });

  it('answers with a typed error that names the field and what would be accepted', async () => {
    expect(await start({ steps: 0 })).toEqual({
      __typename: 'InputError',
      code: 'INPUT_INVALID',
      message: 'steps must be at least 1',
      field: 'steps',
      accepted: 'a whole number from 1',
    });
  });

  it('keeps errors of argument validation inside the union', async () => {
    expect(await start({}, '')).toMatchObject({
      __typename: 'InputError',
      code: 'INPUT_INVALID',
      field: 'idempotencyKey',
    });
    expect(await start({ prompt: 'x'.repeat(20_001) })).toMatchObject({
      __typename: 'InputError',
      field: 'prompt',
      accepted: 'at most 20000 characters',
    });
  });

  it('refuses the id of another type and a made-up id', async () => {
    const run = Buffer.from('Run:1').toString('base64url');
    expect(await start({ image: run })).toMatchObject({
      __typename: 'NotFoundError',
      code: 'ASSET_NOT_FOUND',
      field: 'image',
    });
    expect(await start({ audio: '???' })).toMatchObject({
      __typename: 'NotFoundError',
      code: 'ASSET_NOT_FOUND',
      field: 'audio',
    });
  });

  it('masks an unexpected error and logs it once', async () => {
    const answer = await api.execute(START, { input: { mode: 'I2V', image, prompt: 'crash' } });
    expect(answer.data).toBeNull();
    expect(answer.errors).toMatchObject([
      { message: expect.not.stringContaining('secret'), extensions: { code: 'INTERNAL' } },
    ]);
    expect(JSON.stringify(answer)).not.toContain('secret detail');
    expect(api.logged).toHaveLength(1);
    expect(api.logged[0]).toMatchObject({ err: { message: 'secret detail' }, path: ['startGeneration'] });
  });

  it('does not log expected failures', async () => {
    await start({ steps: 0 });
    await api.execute('{ generations(first: 1) { edges { node { events(after: -1) { seq } } } } }');
    expect(api.logged).toEqual([]);
  });
});

describe('the life of a generation', () => {
  const change = (field: string, id: string) =>
    api
      .execute(`mutation ($id: ID!) { result: ${field}(id: $id) { __typename ... on Error { code field } } }`, { id })
      .then(({ data }) => data.result);

  it('cancels, retries and deletes, and says when the state does not allow it', async () => {
    const { id } = (await start()).generation;
    expect(await change('retryGeneration', id)).toMatchObject({
      __typename: 'ConflictError',
      code: 'GENERATION_STATE',
    });
    expect(await change('cancelGeneration', id)).toEqual({ __typename: 'CancelGenerationSuccess' });
    expect(await change('cancelGeneration', id)).toMatchObject({ __typename: 'ConflictError' });
    expect(await change('retryGeneration', id)).toEqual({ __typename: 'RetryGenerationSuccess' });
    expect(await change('deleteGeneration', id)).toEqual({ __typename: 'DeleteGenerationSuccess' });
    expect(await change('deleteGeneration', id)).toMatchObject({
      __typename: 'NotFoundError',
      code: 'GENERATION_NOT_FOUND',
    });
  });

  it('shows runs, stages with diagnostics, and the result', async () => {
    const { id } = (await start()).generation;
    const generation = Buffer.from(id, 'base64url').toString().slice('Generation:'.length);
    api.services.generations.addRun(
      {
        id: 'run-1',
        generation,
        attempt: 1,
        reason: 'FIRST',
        state: 'SUCCEEDED',
        startedAt: 0,
        finishedAt: 5000,
        peakBytes: 3_000_000_000,
        peakDeviceBytes: 9_000_000_000,
        memoryTimeline: { intervalSeconds: 0.4, ramBytes: [1e9, 3e9], deviceBytes: [null, 9e9] },
        errorCode: null,
        errorMessage: null,
        errorField: null,
        errorAccepted: null,
        memory: null,
        outOfMemory: null,
        rung: null,
        nextRung: null,
        result: {
          sha256: 'c',
          bytes: 1,
          mimeType: 'video/mp4',
          extension: '.mp4',
          width: 128,
          height: 128,
          fps: 25,
          frames: 81,
          lipSync: { correlation: 0.95, openness: 0.07, widest: 0.2 },
        },
      },
      [
        {
          run: 'run-1',
          stage: 'encode-text',
          window: null,
          key: 'k',
          cached: false,
          seconds: 1.5,
          peakBytes: 3_000_000_000,
          peakDeviceBytes: 9_000_000_000,
          processes: [
            { role: 'worker', peakBytes: 200_000_000 },
            { role: 'text-encoder', peakBytes: 2_700_000_000 },
          ],
          bytes: 4_294_967_296,
          tensors: [
            { name: 'context', dtype: 'float32', shape: [64, 128], min: -1, max: Number.NaN, mean: 0, nanCount: 1 },
          ],
        },
      ],
    );
    const { data, errors } = await api.execute(
      `query ($id: ID!) { generation(id: $id) { runs { id attempt finishedAt peakBytes
        result { frames lipSync { correlation } }
        peakDeviceBytes memoryTimeline { intervalSeconds ramBytes deviceBytes }
        stages { stage seconds bytes peakDeviceBytes processes { role peakBytes } forecast { stage } tensors { name shape min max nanCount } } } } }`,
      { id },
    );
    expect(errors).toBeUndefined();
    const [run] = data.generation.runs;
    expect(run).toMatchObject({
      finishedAt: '1970-01-01T00:00:05.000Z',
      peakBytes: 3_000_000_000,
      peakDeviceBytes: 9_000_000_000,
      memoryTimeline: { intervalSeconds: 0.4, ramBytes: [1e9, 3e9], deviceBytes: [null, 9e9] },
      result: { frames: 81, lipSync: { correlation: 0.95 } },
      stages: [
        {
          stage: 'ENCODE_TEXT',
          bytes: 4_294_967_296,
          peakDeviceBytes: 9_000_000_000,
          processes: [
            { role: 'WORKER', peakBytes: 200_000_000 },
            { role: 'TEXT_ENCODER', peakBytes: 2_700_000_000 },
          ],
          forecast: null,
          tensors: [{ shape: [64, 128], min: -1, max: null, nanCount: 1 }],
        },
      ],
    });
    const node = await api.execute('query ($id: ID!) { node(id: $id) { __typename id ... on Run { attempt } } }', {
      id: run.id,
    });
    expect(node.data.node).toEqual({ __typename: 'Run', id: run.id, attempt: 1 });
  });
});

describe('generations', () => {
  const LIST = /* GraphQL */ `
    query ($filter: GenerationFilter, $first: Int, $after: String, $last: Int, $before: String) {
      generations(filter: $filter, first: $first, after: $after, last: $last, before: $before) {
        edges { cursor node { seed state } }
        pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
      }
    }
  `;
  const list = async (variables: Record<string, unknown>) => (await api.execute(LIST, variables)).data.generations;
  const seeds = (page: { edges: { node: { seed: number } }[] }) => page.edges.map(({ node }) => node.seed);

  it('pages forwards and backwards, newest first', async () => {
    for (let seed = 1; seed <= 5; seed++) await start({ seed });
    const first = await list({ first: 2 });
    expect([seeds(first), first.pageInfo.hasNextPage]).toEqual([[5, 4], true]);
    const second = await list({ first: 3, after: first.pageInfo.endCursor });
    expect([seeds(second), second.pageInfo.hasNextPage]).toEqual([[3, 2, 1], false]);
    const back = await list({ last: 2, before: second.pageInfo.startCursor });
    expect([seeds(back), back.pageInfo.hasPreviousPage]).toEqual([[5, 4], false]);
    expect(seeds(await list({ last: 2 }))).toEqual([2, 1]);
  });

  it('refuses what is no cursor of a list', async () => {
    const { errors } = await api.execute(LIST, { before: 'MjA=' });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'INPUT_INVALID', field: 'before' });
  });

  it('filters by state, mode and preset', async () => {
    await start({ seed: 1 });
    await start({ seed: 2, mode: 'I2V' });
    expect(seeds(await list({ filter: { mode: 'I2V' } }))).toEqual([2]);
    expect(seeds(await list({ filter: { states: ['RUNNING'] } }))).toEqual([]);
    expect(seeds(await list({ filter: { preset: 'demo', states: ['QUEUED'] } }))).toEqual([2, 1]);
  });

  it('gives null for a generation that does not exist', async () => {
    const id = Buffer.from('Generation:none').toString('base64url');
    expect(
      (await api.execute('query ($id: ID!) { generation(id: $id) { id } node(id: $id) { id } }', { id })).data,
    ).toEqual({ generation: null, node: null });
  });
});
