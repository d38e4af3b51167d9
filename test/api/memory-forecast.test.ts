import { afterEach, beforeEach, expect, it } from 'vitest';
import { type TestApi, testApi } from '../support/api-client.ts';

let api: TestApi;
beforeEach(async () => {
  api = await testApi();
});
afterEach(() => api.services.close());

const QUERY = /* GraphQL */ `
  query ($input: StartGenerationInput!) {
    memoryForecast(input: $input) {
      __typename
      ... on MemoryForecastSuccess {
        forecast {
          model
          budget { vramBytes ramBytes }
          pastRuns
          chosen { ...strategy }
          strategies { ...strategy }
          recommended { preset { name } reason }
        }
      }
      ... on Error { code message field accepted }
    }
  }
  fragment strategy on StrategyForecast {
    strategy title fits reason accepted estimatedSeconds
    peak { vram ram }
    plan {
      keptNetworks batchedCfg attentionChunk textEncoderOnCpu
      vaeTiling { tile overlap }
      blockSwap { blocksToSwap prefetchBlocks }
    }
    stages {
      stage
      forecast { ram }
      corrected { ram }
      split { weights { ram } activations { ram } tiles { ram } overhead { ram } }
    }
  }
`;

it('answers with the chosen plan, every strategy, both numbers of a stage and a preset', async () => {
  const { data, errors } = await api.execute(QUERY, { input: { mode: 'INFINITETALK' } });
  expect(errors).toBeUndefined();
  const { forecast } = data.memoryForecast;
  expect(forecast).toMatchObject({
    model: 'demo',
    budget: { vramBytes: null, ramBytes: 8e9 },
    recommended: { preset: null, reason: 'No preset fits.' },
    pastRuns: 3,
  });
  expect(forecast.chosen).toMatchObject({
    strategy: 'resident',
    fits: true,
    accepted: null,
    peak: { vram: 0, ram: 6e8 },
    estimatedSeconds: 12.5,
  });
  expect(forecast.chosen.plan).toMatchObject({
    keptNetworks: ['text-encoder', 'image-encoder', 'audio-encoder', 'vae', 'dit'],
    vaeTiling: null,
    blockSwap: null,
  });
  expect(forecast.chosen.stages).toMatchObject([{ stage: 'decode', forecast: { ram: 5e8 }, corrected: { ram: 6e8 } }]);
  expect(forecast.strategies[1]).toMatchObject({ strategy: 'offload', fits: false, plan: null, stages: [] });
});

it('answers with a typed error', async () => {
  const { data } = await api.execute(QUERY, { input: { mode: 'I2V', model: 'missing' } });
  expect(data.memoryForecast).toMatchObject({ __typename: 'NotFoundError', code: 'MODEL_NOT_FOUND', field: 'model' });
});

it('shows the memory of devices', async () => {
  const { data } = await api.execute('{ devices { id memoryBytes freeBytes budgetBytes } }');
  expect(data.devices).toEqual([
    { id: 'cpu', memoryBytes: 8 * 2 ** 30, freeBytes: 6 * 2 ** 30, budgetBytes: 5 * 2 ** 30 },
  ]);
});

it('says why in the language that is asked for, and in its own where it has no other words', async () => {
  const query = `query ($input: StartGenerationInput!, $locale: String) {
    memoryForecast(input: $input) {
      ... on MemoryForecastSuccess {
        forecast {
          strategies { reason(locale: $locale) accepted(locale: $locale) }
          recommended { reason(locale: $locale) }
        }
      }
    }
  }`;
  const read = async (locale?: string) =>
    (await api.execute(query, { input: { mode: 'INFINITETALK' }, locale })).data.memoryForecast.forecast;
  const own = await read();
  expect(own.strategies[1]).toEqual({
    reason: 'offload unloads every network after its stage.',
    accepted: 'the strategy resident',
  });
  expect(await read('fr')).toEqual(own);
  expect(await read('zh-Hans-CN')).toEqual({
    strategies: [
      { reason: '所有网络保持载入 · RAM 600.0 MB', accepted: null },
      { reason: '“卸载”在每个阶段后卸载网络。', accepted: '策略“常驻”' },
    ],
    recommended: { reason: 'No preset fits.' },
  });
});
