import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import { expect, it } from 'vitest';
import { createRegistry } from '../../apps/builtin-plugins.ts';
import { modelFolders } from '../../apps/model-folders.ts';
import { Models } from '../../apps/server/services/model-service.ts';
import { Plugins } from '../../apps/server/services/plugin-service.ts';
import { Presets } from '../../apps/server/services/preset-service.ts';
import { TokenCounter } from '../../apps/server/services/token-counter.ts';
import { GenesisError } from '../../core/errors/genesis-error.ts';
import { PluginDefaultRepository } from '../../db/repositories/plugin-defaults.ts';
import { PresetRepository } from '../../db/repositories/presets.ts';
import { SHIPPED_PRESETS } from '../../db/seed/presets.ts';
import { openAt, testDatabase, testFolder } from '../support/database.ts';
import { testServices } from '../support/services.ts';

const silent = pino({ level: 'silent' });

async function presets() {
  const repository = new PresetRepository(testDatabase());
  repository.seed(SHIPPED_PRESETS);
  const registry = await createRegistry([], process.cwd());
  const none = async () => Promise.reject(new GenesisError('MODEL_NOT_FOUND', 'no model', { field: 'model' }));
  return new Presets(repository, { registry, userDefault: () => null, facts: none, modelSet: none });
}

it('makes a preset from another one and checks it like a request', async () => {
  const service = await presets();
  const made = service.create({
    name: 'mine',
    basedOn: 'vram-8gb',
    settings: { steps: 4, scheduler: { id: 'dpm++' } },
  });
  expect(made).toMatchObject({ name: 'mine', title: 'mine', builtIn: false, version: 1 });
  expect(made.settings).toMatchObject({
    width: 448,
    steps: 4,
    scheduler: { id: 'dpm++', options: { solverOrder: 2 } },
  });
  expect(service.find('mine')).toEqual(service.find(made.id));
  const bad = { name: 'bad', settings: { width: 100 } };
  expect(() => service.create(bad)).toThrow(expect.objectContaining({ code: 'SIZE_INVALID', field: 'width' }));
  // It takes exactly 4 steps; the demo has 8.
  const distilled = { scheduler: { id: 'flowmatch_distill' } };
  const refused = expect.objectContaining({ code: 'INPUT_INVALID', field: 'steps' });
  expect(() => service.create({ name: 'bad', settings: distilled })).toThrow(refused);
  expect(() => service.update(service.find('demo').id, { settings: distilled })).toThrow(refused);
  expect(() => service.create({ name: 'demo' })).toThrow(
    expect.objectContaining({ code: 'PRESET_CONFLICT', field: 'name' }),
  );
  expect(() => service.find('bad')).toThrow(expect.objectContaining({ code: 'PRESET_NOT_FOUND' }));
});

it('refuses a change to a preset that somebody else changed in between', async () => {
  const service = await presets();
  const { id } = service.create({ name: 'mine' });
  expect(service.update(id, { settings: { steps: 4 } }, 1)).toMatchObject({
    version: 2,
    settings: { steps: 4, width: 128 },
  });
  expect(() => service.update(id, { title: 'late' }, 1)).toThrow(
    expect.objectContaining({ code: 'PRESET_CONFLICT', field: 'expectedVersion', accepted: '2' }),
  );
  expect(service.update(id, { title: 'later', name: 'ours' })).toMatchObject({
    version: 3,
    name: 'ours',
    title: 'later',
  });
  expect(() => service.update(id, { name: 'demo' })).toThrow(expect.objectContaining({ code: 'PRESET_CONFLICT' }));
});

it('lets shipped presets be changed, but neither renamed nor deleted', async () => {
  const service = await presets();
  const { id } = service.find('demo');
  expect(service.update(id, { settings: { steps: 4 } }).settings.steps).toBe(4);
  expect(() => service.update(id, { name: 'other' })).toThrow(
    expect.objectContaining({ code: 'PRESET_CONFLICT', field: 'name' }),
  );
  expect(() => service.delete(id)).toThrow(expect.objectContaining({ code: 'PRESET_CONFLICT', field: 'id' }));
  const mine = service.create({ name: 'mine' });
  expect(service.delete(mine.id)).toEqual(mine);
  expect(() => service.find('mine')).toThrow(expect.objectContaining({ code: 'PRESET_NOT_FOUND' }));
});

it('keeps a default plugin over a restart, and checks it', async () => {
  const registry = await createRegistry([], process.cwd());
  const folder = testFolder();
  const before = openAt(folder);
  const plugins = new Plugins(registry, new PluginDefaultRepository(before), silent);
  expect(plugins.default('scheduler')).toMatchObject({ id: 'infinitetalk' });
  expect(plugins.default('network')).toBeNull();
  expect(await plugins.setDefault('scheduler', 'dpm++', { solverOrder: 3 })).toMatchObject({ isDefault: true });
  await expect(plugins.setDefault('scheduler', 'dpm++', { solverOrder: 9 })).rejects.toMatchObject({
    code: 'PLUGIN_OPTIONS_INVALID',
    field: 'options.solverOrder',
  });
  await expect(plugins.setDefault('scheduler', 'magic', {})).rejects.toMatchObject({
    code: 'PLUGIN_NOT_FOUND',
    field: 'id',
  });
  await expect(plugins.setDefault('network', 'umt5', {})).rejects.toMatchObject({
    code: 'INPUT_INVALID',
    field: 'kind',
  });
  before.close();
  const after = openAt(folder);
  const again = new Plugins(registry, new PluginDefaultRepository(after), silent);
  expect(again.default('scheduler')).toMatchObject({ id: 'dpm++', options: { solverOrder: 3 } });
  const defaults = (await again.list('scheduler')).filter(({ isDefault }) => isDefault);
  expect(defaults.map(({ contribution }) => contribution.id)).toEqual(['dpm++']);
  after.close();
});

it('falls back to the built-in default when the stored one is not loaded any more', async () => {
  const defaults = new PluginDefaultRepository(testDatabase());
  defaults.set('scheduler', { plugin: 'gone', options: {} });
  const plugins = new Plugins(await createRegistry([], process.cwd()), defaults, silent);
  expect(plugins.default('scheduler')).toMatchObject({ id: 'infinitetalk' });
});

it("chooses a plugin in the order: request, user's default, preset", async () => {
  const services = await testServices();
  const scheduler = async (choice?: { id: string; options?: unknown }) =>
    (await services.generations.start(services.input({ scheduler: choice }))).spec.scheduler;
  expect(await scheduler()).toMatchObject({ id: 'infinitetalk' });
  await services.plugins.setDefault('scheduler', 'dpm++', { solverOrder: 3 });
  expect(await scheduler()).toMatchObject({ id: 'dpm++', options: { solverOrder: 3 } });
  expect(await scheduler({ id: 'dpm++' })).toMatchObject({ options: { solverOrder: 3 } });
  expect(await scheduler({ id: 'dpm++', options: {} })).toMatchObject({ options: { solverOrder: 2 } });
  expect(await scheduler({ id: 'euler' })).toMatchObject({ id: 'euler' });
});

it('leaves a kind to the presets again, built-in default or not', async () => {
  const services = await testServices();
  const scheduler = async (preset: string) =>
    (await services.generations.start(services.input({ preset }))).spec.scheduler.id;
  const { settings } = services.presets.find('demo');
  services.presets.create({ name: 'other', settings: { ...settings, scheduler: { id: 'dpm++' } } });
  // The built-in default, set by the user, is the user's: it comes before the preset's as any other does.
  const { defaultOptions } = await services.plugins.setDefault('scheduler', 'infinitetalk', {});
  expect(defaultOptions).not.toBeNull();
  expect(await scheduler('other')).toBe('infinitetalk');
  expect(await services.plugins.clearDefault('scheduler')).toMatchObject({
    contribution: { id: 'infinitetalk' },
    isDefault: true,
    defaultOptions: null,
  });
  expect(await scheduler('other')).toBe('dpm++');
  await expect(services.plugins.clearDefault('network')).rejects.toMatchObject({
    code: 'INPUT_INVALID',
    field: 'kind',
  });
});

it('lists model sets with their networks, and says what is wrong with a broken one', async () => {
  const folder = testFolder();
  for (const name of ['empty', 'broken']) mkdirSync(join(folder, name));
  writeFileSync(join(folder, 'broken', 'transformer.safetensors'), Buffer.alloc(64, 0xff));
  const models = new Models(
    { modelsDir: folder, folders: () => modelFolders(folder), lorasDir: null },
    await createRegistry([], process.cwd()),
    new TokenCounter(),
  );
  const listed = await models.list();
  const byName = Object.fromEntries(listed.map((model) => [model.name, model]));
  expect(Object.keys(byName).sort()).toEqual(['broken', 'demo', 'empty']);
  expect(byName.demo).toMatchObject({ modes: ['INFINITETALK', 'I2V'], problem: null });
  expect(byName.demo!.networks.map(({ role }) => role).sort()).toEqual([
    'audio-encoder',
    'dit',
    'image-encoder',
    'text-encoder',
    'vae',
  ]);
  expect(byName.broken).toMatchObject({
    modes: [],
    networks: [],
    problem: expect.stringContaining('transformer.safetensors'),
  });
  expect(byName.empty).toMatchObject({ modes: [], problem: expect.any(String) });
  expect(() => modelFolders(join(folder, 'nowhere'))).toThrow(expect.objectContaining({ field: 'GENESIS_MODELS' }));
});
