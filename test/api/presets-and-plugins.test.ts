import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type TestApi, testApi } from '../support/api-client.ts';

let api: TestApi;
beforeEach(async () => {
  api = await testApi();
});
afterEach(() => api.services.close());

describe('presets', () => {
  it('lists the seeded ones and finds one by name', async () => {
    const { data } = await api.execute(
      '{ presets(first: 10) { edges { node { name builtIn settings { width maxFrames } } } } preset(name: "demo") { id } missing: preset(name: "none") { id } }',
    );
    expect(data.presets.edges.map(({ node }: { node: { name: string } }) => node.name).sort()).toEqual([
      'demo',
      'vram-12gb',
      'vram-16gb',
      'vram-24gb',
      'vram-8gb',
    ]);
    expect(data.preset.id).toEqual(expect.any(String));
    expect(data.missing).toBeNull();
  });

  it('tells what is shipped in the reader’s language, and what a user wrote as it was written', async () => {
    const query =
      '{ presets(first: 10) { edges { node { id name title(locale: "zh-CN") description(locale: "zh-CN") } } } }';
    type Row = { id: string; name: string; title: string; description: string };
    const read = async () =>
      (await api.execute(query)).data.presets.edges.map(({ node }: { node: Row }) => node) as Row[];
    const rows = await read();
    expect(rows.find(({ name }) => name === 'vram-12gb')?.title).toBe('12 至 16 GB');
    for (const { description } of rows) expect(description).toMatch(/\p{Script=Han}/u);
    const { id } = rows.find(({ name }) => name === 'demo')!;
    const rename = 'mutation ($id: ID!) { updatePreset(id: $id, input: { title: "Try it" }) { __typename } }';
    await api.execute(rename, { id });
    expect((await read()).find(({ name }) => name === 'demo')).toMatchObject({
      title: 'Try it',
      description: expect.stringContaining('演示模型'),
    });
    const sets = (await api.execute('{ pullableModels { title title_zh: title(locale: "zh") } }')).data.pullableModels;
    for (const { title, title_zh } of sets) expect([title, title_zh]).not.toEqual([title, title]);
  });

  it('creates, changes with a version check, and deletes', async () => {
    const create = /* GraphQL */ `mutation ($name: String!) {
      createPreset(input: { name: $name, title: "Mine", settings: { steps: 4 } }) {
        ... on CreatePresetSuccess { preset { id version settings { steps width } } }
        ... on Error { code field accepted }
      }
    }`;
    const made = (await api.execute(create, { name: 'mine' })).data.createPreset.preset;
    expect(made).toMatchObject({ version: 1, settings: { steps: 4, width: 128 } });
    expect((await api.execute(create, { name: 'mine' })).data.createPreset).toMatchObject({ code: 'PRESET_CONFLICT' });
    expect((await api.execute(create, { name: 'Not A Name' })).data.createPreset).toMatchObject({
      code: 'INPUT_INVALID',
      field: 'name',
    });

    const update = /* GraphQL */ `mutation ($id: ID!, $version: Int) {
      updatePreset(id: $id, input: { title: "Changed", expectedVersion: $version }) {
        ... on UpdatePresetSuccess { preset { title version } }
        ... on Error { code field accepted }
      }
    }`;
    expect((await api.execute(update, { id: made.id, version: 1 })).data.updatePreset.preset).toEqual({
      title: 'Changed',
      version: 2,
    });
    expect((await api.execute(update, { id: made.id, version: 1 })).data.updatePreset).toMatchObject({
      code: 'PRESET_CONFLICT',
      accepted: '2',
    });

    const remove = 'mutation ($id: ID!) { deletePreset(id: $id) { __typename ... on Error { code } } }';
    expect((await api.execute(remove, { id: made.id })).data.deletePreset.__typename).toBe('DeletePresetSuccess');
    expect((await api.execute(remove, { id: made.id })).data.deletePreset).toMatchObject({ code: 'PRESET_NOT_FOUND' });
  });
});

describe('plugins', () => {
  it('publishes the options as JSON Schema and as fields', async () => {
    const { data } = await api.execute(
      '{ plugins(kind: SCHEDULER) { id kind isDefault optionsSchema capabilities options { name type default minimum maximum values description } } }',
    );
    const plugin = data.plugins.find(({ id }: { id: string }) => id === 'euler');
    expect(plugin).toMatchObject({ kind: 'SCHEDULER', isDefault: false, capabilities: { stochastic: false } });
    expect(plugin.optionsSchema).toMatchObject({
      type: 'object',
      properties: { order: { type: 'integer', minimum: 1, maximum: 3, default: 2 } },
    });
    expect(plugin.options).toEqual([
      {
        name: 'order',
        type: 'integer',
        default: 2,
        minimum: 1,
        maximum: 3,
        values: null,
        description: 'Order of the solver',
      },
      {
        name: 'variant',
        type: 'string',
        default: 'bh2',
        minimum: null,
        maximum: null,
        values: ['bh1', 'bh2'],
        description: 'Form of B(h)',
      },
      {
        name: 'lower',
        type: 'boolean',
        default: false,
        minimum: null,
        maximum: null,
        values: null,
        description: 'Lower the order at the end',
      },
    ]);
  });

  it('changes the default, and refuses unknown plugins and options', async () => {
    const set = /* GraphQL */ `mutation ($id: String!, $options: JSON) {
      setDefaultPlugin(kind: SCHEDULER, id: $id, options: $options) {
        ... on SetDefaultPluginSuccess { plugin { id isDefault } }
        ... on Error { code field accepted }
      }
    }`;
    expect((await api.execute(set, { id: 'euler' })).data.setDefaultPlugin.plugin).toEqual({
      id: 'euler',
      isDefault: true,
    });
    expect((await api.execute(set, { id: 'none' })).data.setDefaultPlugin).toMatchObject({
      code: 'PLUGIN_NOT_FOUND',
      accepted: 'infinitetalk, euler',
    });
    expect((await api.execute(set, { id: 'euler', options: { order: 9 } })).data.setDefaultPlugin).toMatchObject({
      code: 'PLUGIN_OPTIONS_INVALID',
      field: 'id.options.order',
    });
  });
});

describe('models, devices and the queue', () => {
  it('counts bytes beyond 32 bits', async () => {
    const { data } = await api.execute(
      '{ models { name modes networks { role bytes parameters dims } } devices { id worker memoryBytes generation { id } } queue { waitingCount running { id } waiting { id } } }',
    );
    expect(data).toEqual({
      models: [
        {
          name: 'demo',
          modes: ['INFINITETALK', 'I2V'],
          networks: [{ role: 'VAE', bytes: 3_000_000_000, parameters: 1_000_000, dims: { z: 16 } }],
        },
      ],
      devices: [{ id: 'cpu', worker: 'IDLE', memoryBytes: 8_589_934_592, generation: null }],
      queue: { waitingCount: 0, running: [], waiting: [] },
    });
  });
});
