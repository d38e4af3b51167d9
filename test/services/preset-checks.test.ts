import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PACKAGE_ROOT } from '../../apps/server/config.ts';
import type { SettingsInput } from '../../apps/server/services/services.ts';
import { testFolder } from '../support/database.ts';
import { testServices } from '../support/services.ts';

describe('a preset is refused, as a generation is, for', () => {
  it.each<[string, SettingsInput, string, string]>([
    [
      'flags that its memory strategy never takes',
      { memory: { forceOffload: true } },
      'MEMORY_PLAN_IMPOSSIBLE',
      'memory',
    ],
    ['flags of another strategy', { memory: { id: 'tiled', tiledVae: false } }, 'MEMORY_PLAN_IMPOSSIBLE', 'memory'],
    ['flags of a third', { memory: { id: 'offload', forceOffload: false } }, 'MEMORY_PLAN_IMPOSSIBLE', 'memory'],
    ['an unknown plugin', { provider: { id: 'magic' } }, 'PLUGIN_NOT_FOUND', 'provider'],
    [
      'an option that its plugin does not take',
      { scheduler: { id: 'dpm++', options: { solverOrder: 9 } } },
      'PLUGIN_OPTIONS_INVALID',
      'scheduler.options.solverOrder',
    ],
    [
      'TF32 among the options of a sampler',
      { scheduler: { id: 'unipc', options: { useTf32: true } } },
      'OPTION_NOT_A_SAMPLER_ARGUMENT',
      'scheduler.options.useTf32',
    ],
    ['a model without a name', { model: '' }, 'INPUT_INVALID', 'model'],
    ['a model whose name is too long', { model: 'x'.repeat(1001) }, 'INPUT_INVALID', 'model'],
  ])('%s', async (_what, settings, code, field) => {
    const services = await testServices();
    const refusal = expect.objectContaining({ code, field, accepted: expect.any(String) });
    expect(() => services.presets.create({ name: 'mine', settings })).toThrow(refusal);
    const { id, version } = services.presets.find('demo');
    expect(() => services.presets.update(id, { settings })).toThrow(refusal);
    expect(services.presets.find('demo').version).toBe(version);
    await expect(services.generations.start(services.input(settings))).rejects.toEqual(refusal);
  });
});

describe('a preset keeps what this machine lacks, and says so', () => {
  it.each<[string, SettingsInput, string, string]>([
    ['a provider that cannot run here', { provider: { id: 'cuda' } }, 'PLUGIN_UNAVAILABLE', 'provider'],
    ['a model that is not installed', { model: 'elsewhere' }, 'MODEL_NOT_FOUND', 'model'],
    ['a LoRA that is not installed', { loras: [{ name: 'walk' }] }, 'LORA_NOT_FOUND', 'loras.0.name'],
    ['a frequency that its model does not have', { riflexFreqIndex: 99 }, 'INPUT_INVALID', 'riflexFreqIndex'],
  ])('%s', async (_what, settings, code, field) => {
    const services = await testServices();
    const preset = services.presets.create({ name: 'mine', settings });
    expect(services.presets.find('mine').settings).toMatchObject(settings);
    const problems = await services.presets.problems(preset);
    expect(problems).toEqual([expect.objectContaining({ code, field })]);
    const started = services.generations.start(services.input({ preset: 'mine' }));
    await expect(started).rejects.toMatchObject({ code, field, message: problems[0]!.message });
  });

  it('all of it at once, until it is there', async () => {
    const models = testFolder();
    const services = await testServices({ config: { GENESIS_MODELS: models } });
    const settings = { provider: { id: 'cuda' }, model: 'elsewhere' };
    const preset = services.presets.create({ name: 'mine', settings });
    expect((await services.presets.problems(preset)).map(({ field }) => field)).toEqual(['provider', 'model']);
    cpSync(join(PACKAGE_ROOT, 'models', 'demo'), join(models, 'elsewhere'), { recursive: true });
    expect((await services.presets.problems(preset)).map(({ field }) => field)).toEqual(['provider']);
    expect(await services.presets.problems(services.presets.find('demo'))).toEqual([]);
  });

  it('but not of a plugin in whose place the user has set another one, as in a generation', async () => {
    const services = await testServices();
    const preset = services.presets.create({ name: 'mine', settings: { provider: { id: 'cuda' } } });
    await services.plugins.setDefault('execution-provider', 'cpu', {});
    expect(await services.presets.problems(preset)).toEqual([]);
    await services.generations.start(services.input({ preset: 'mine' }));
    await services.plugins.clearDefault('execution-provider');
    expect((await services.presets.problems(preset)).map(({ field }) => field)).toEqual(['provider']);
  });

  it('whose memory strategy, in the place of another one, is asked nothing that was said to that', async () => {
    const services = await testServices();
    const preset = services.presets.create({ name: 'mine', settings: { memory: { id: 'tiled', tiledVae: true } } });
    await services.plugins.setDefault('memory-strategy', 'resident', {});
    expect(await services.presets.problems(preset)).toEqual([]);
  });
});
