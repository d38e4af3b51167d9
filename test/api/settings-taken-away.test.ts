import { beforeEach, describe, expect, it } from 'vitest';
import { encodeId } from '../../apps/server/schema/ids.ts';
import { apiOver, type TestApi } from '../support/api-client.ts';
import { type TestServices, testServices } from '../support/services.ts';

const SETTINGS = /* GraphQL */ `
  fragment Settings on GenerationSettings {
    maxFrames
    memory { id options tiledVae forceOffload batchedCfg }
    memoryBudget { ramBytes vramBytes }
  }
`;
const CREATE = /* GraphQL */ `${SETTINGS} mutation ($name: String!, $settings: PresetSettingsInput) {
  createPreset(input: { name: $name, settings: $settings }) {
    ... on CreatePresetSuccess { preset { id settings { ...Settings } } }
    ... on Error { code field }
  }
}`;
const UPDATE = /* GraphQL */ `${SETTINGS} mutation ($id: ID!, $settings: PresetSettingsInput) {
  updatePreset(id: $id, input: { settings: $settings }) {
    ... on UpdatePresetSuccess { preset { settings { ...Settings } } }
    ... on Error { code field }
  }
}`;
const LIMITED = {
  maxFrames: 50,
  memory: { id: 'offload', options: { textEncoderOnCpu: true }, tiledVae: true, forceOffload: true, batchedCfg: false },
  memoryBudget: { ramBytes: 8e9, vramBytes: 6e9 },
};

let services: TestServices;
let api: TestApi<TestServices>;
let limited: string;
beforeEach(async () => {
  services = await testServices();
  api = apiOver(services);
  const { preset } = (await api.execute(CREATE, { name: 'limited', settings: LIMITED })).data.createPreset;
  expect(preset.settings).toEqual(LIMITED);
  limited = preset.id;
});

it('null takes a limit or a decision away from a preset, what is left out stays', async () => {
  const settings = { maxFrames: null, memory: { tiledVae: null }, memoryBudget: { ramBytes: null } };
  const { preset } = (await api.execute(UPDATE, { id: limited, settings })).data.updatePreset;
  expect(preset.settings).toEqual({
    maxFrames: null,
    memory: { ...LIMITED.memory, tiledVae: null },
    memoryBudget: { ...LIMITED.memoryBudget, ramBytes: null },
  });
});

it('null is the same as left out where there is always a value', async () => {
  const settings = { steps: null, maxFrames: 41, memory: { options: null }, scheduler: null };
  const { preset } = (await api.execute(UPDATE, { id: limited, settings })).data.updatePreset;
  expect(preset.settings).toEqual({ ...LIMITED, maxFrames: 41 });
});

it('settings as they are read make the same preset, whatever the one below has become', async () => {
  const read = `${SETTINGS} query { preset(name: "demo") { id settings { ...Settings } } }`;
  const demo = (await api.execute(read)).data.preset;
  expect(demo.settings).toMatchObject({
    maxFrames: null,
    memory: { tiledVae: null },
    memoryBudget: { ramBytes: null },
  });
  await api.execute(UPDATE, { id: demo.id, settings: { ...LIMITED, memory: { tiledVae: true } } });
  const { preset } = (await api.execute(CREATE, { name: 'copy', settings: demo.settings })).data.createPreset;
  expect(preset.settings).toEqual(demo.settings);
});

it('a request and a rerun can do without the limit of the preset', async () => {
  const start = /* GraphQL */ `${SETTINGS} mutation ($input: StartGenerationInput!) {
    startGeneration(input: $input) { ... on StartGenerationSuccess { generation { id settings { ...Settings } } } }
  }`;
  const input = {
    mode: 'INFINITETALK',
    image: encodeId('Asset', services.image),
    preset: 'limited',
    output: { id: 'webp' },
  };
  const started = async (changes: object) =>
    (await api.execute(start, { input: { ...input, ...changes } })).data.startGeneration.generation;
  const first = await started({});
  expect(first.settings.maxFrames).toBe(50);
  expect((await started({ maxFrames: null })).settings.maxFrames).toBeNull();
  const rerun = /* GraphQL */ `${SETTINGS} mutation ($id: ID!) {
    rerunGeneration(id: $id, changes: { maxFrames: null }) {
      ... on RerunGenerationSuccess { generation { settings { ...Settings } } }
    }
  }`;
  const again = (await api.execute(rerun, { id: first.id })).data.rerunGeneration.generation;
  expect(again.settings).toEqual({ ...first.settings, maxFrames: null });
});

describe('null in the changes of a rerun', () => {
  const PARTS =
    'fragment Parts on Generation { id audio { id } prompts { prompt } speakers { box { x } } settings { steps } }';
  const START = /* GraphQL */ `${PARTS} mutation ($input: StartGenerationInput!) {
    startGeneration(input: $input) { ... on StartGenerationSuccess { generation { ...Parts } } ... on Error { message } }
  }`;
  const RERUN = /* GraphQL */ `${PARTS} mutation ($id: ID!, $changes: RerunChangesInput) {
    rerunGeneration(id: $id, changes: $changes) {
      ... on RerunGenerationSuccess { generation { ...Parts } }
      ... on Error { code field message }
    }
  }`;
  const started = async (changes: object) => {
    const input = {
      mode: 'INFINITETALK',
      image: encodeId('Asset', services.image),
      output: { id: 'webp' },
      ...changes,
    };
    return (await api.execute(START, { input })).data.startGeneration.generation;
  };
  const rerun = async (id: string, changes: object) => (await api.execute(RERUN, { id, changes })).data.rerunGeneration;
  const voice = () => encodeId('Asset', services.audio);

  it('takes voice and prompts away, and leaves settings as they were', async () => {
    const first = await started({ audio: voice(), prompts: [{ at: 1, prompt: 'louder' }], steps: 3 });
    expect(first).toMatchObject({ audio: { id: voice() }, prompts: [{ prompt: 'louder' }] });
    const { generation } = await rerun(first.id, { audio: null, prompts: null, speakers: null, steps: null });
    expect(generation).toMatchObject({ audio: null, prompts: [], speakers: [], settings: { steps: 3 } });
  });

  it('takes speakers away', async () => {
    const box = { x: 0, y: 0, width: 20, height: 20 };
    const first = await started({ speakers: [{ audio: voice(), box }] });
    expect((await rerun(first.id, { audio: null, video: null })).generation.speakers).toHaveLength(1);
    expect((await rerun(first.id, { speakers: null })).generation.speakers).toEqual([]);
  });

  it('is refused for the only picture', async () => {
    const { id } = await started({});
    expect(await rerun(id, { image: null })).toMatchObject({ code: 'INPUT_INVALID', field: 'image' });
  });
});
