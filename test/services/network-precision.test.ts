import { describe, expect, it } from 'vitest';
import type { StartInput } from '../../core/runs/service.ts';
import type { GenerationSpec } from '../../core/runs/spec.ts';
import { specDifferences } from '../../core/runs/spec-differences.ts';
import { GenerationRepository } from '../../db/repositories/generations.ts';
import { newGeneration, testDatabase } from '../support/database.ts';
import { testServices } from '../support/services.ts';

const entry = (role: string, id: string, options?: object) =>
  ({ role, id, options }) as unknown as NonNullable<StartInput['networkPrecision']>[number];

describe('precisions of single networks', () => {
  it('are resolved with version and options, in the order of the networks', async () => {
    const { generations, input } = await testServices();
    const networkPrecision = [entry('dit', 'q8', { block: '32' }), entry('text-encoder', 'fp8_e4m3fn')];
    const { spec } = await generations.start(input({ networkPrecision }));
    expect(spec.precision.id).toBe('auto');
    expect(spec.networkPrecision).toEqual([
      { role: 'text-encoder', id: 'fp8_e4m3fn', version: '1.0.0', options: { scaled: true } },
      { role: 'dit', id: 'q8', version: '1.0.0', options: { block: '32' } },
    ]);
  });

  it.each([
    ['an unknown role', [entry('decoder', 'q8')], 'INPUT_INVALID', 'networkPrecision.0.role', 'text-encoder, '],
    [
      'a network that comes twice',
      [entry('dit', 'q8'), entry('dit', 'q4')],
      'INPUT_INVALID',
      'networkPrecision.1.role',
      'once',
    ],
    [
      'an unknown precision',
      [entry('vae', 'auto'), entry('dit', 'q9')],
      'PLUGIN_NOT_FOUND',
      'networkPrecision.1',
      'q8, q4',
    ],
    [
      'an option out of range',
      [entry('dit', 'q8', { block: '64' })],
      'PLUGIN_OPTIONS_INVALID',
      'networkPrecision.0.options.block',
      '128',
    ],
  ])('%s is refused', async (_what, networkPrecision, code, field, accepted) => {
    const { generations, input } = await testServices();
    await expect(generations.start(input({ networkPrecision }))).rejects.toMatchObject({
      code,
      field,
      accepted: expect.stringContaining(accepted),
    });
  });

  it("of a preset hold until a request's list takes their place, and a rerun keeps them", async () => {
    const { generations, input, presets } = await testServices();
    presets.create({ name: 'mixed', settings: { networkPrecision: [entry('dit', 'q8', { block: '32' })] } });
    const first = await generations.start(input({ preset: 'mixed' }));
    expect(first.spec.networkPrecision).toMatchObject([{ role: 'dit', id: 'q8', options: { block: '32' } }]);
    const none = await generations.start(input({ preset: 'mixed', networkPrecision: [] }));
    expect(none.spec.networkPrecision).toEqual([]);
    const same = await generations.start(input({ preset: 'mixed', networkPrecision: [entry('dit', 'q8')] }));
    expect(same.spec.networkPrecision).toEqual(first.spec.networkPrecision);
    expect((await generations.rerun(first.id, {})).specHash).toBe(first.specHash);
    const other = await generations.rerun(first.id, { networkPrecision: [entry('dit', 'q4')] });
    expect(specDifferences(first.spec, other.spec)).toEqual([
      { path: 'networkPrecision', first: first.spec.networkPrecision, second: other.spec.networkPrecision },
    ]);
  });
});

it('a spec that was stored before networks had precisions of their own has none', () => {
  const generations = new GenerationRepository(testDatabase());
  const { networkPrecision: _, ...spec } = newGeneration().spec;
  const { id } = generations.insert({ ...newGeneration(), spec: spec as GenerationSpec });
  expect(generations.find(id)!.spec.networkPrecision).toEqual([]);
});
