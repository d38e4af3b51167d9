import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestServices, testServices } from '../support/services.ts';
import { type LoraForm, writeLora } from '../support/synthetic/lora.ts';
import { shapesOf } from '../support/weights.ts';

const form: LoraForm = {
  naming: 'kohya',
  rank: 2,
  alpha: 1,
  modules: ['blocks.0.self_attn.q', 'blocks.1.ffn.0'],
  seed: 1,
};

let models: string;
beforeAll(async () => {
  models = mkdtempSync(join(tmpdir(), 'genesis-loras-'));
  const shapes = await shapesOf('models/demo/transformer.safetensors');
  for (const folder of ['loras/a', 'loras/b']) mkdirSync(join(models, folder), { recursive: true });
  await writeLora(join(models, 'loras/a/smile.safetensors'), shapes, form);
  await writeLora(join(models, 'loras/a/twice.safetensors'), shapes, form);
  await writeLora(join(models, 'loras/b/twice.safetensors'), shapes, form);
  const wide = Object.fromEntries(Object.entries(shapes).map(([name, dims]) => [name, dims.map((size) => 2 * size)]));
  await writeLora(join(models, 'loras/wide.safetensors'), wide, form);
  writeFileSync(
    join(models, 'loras/half.SFT'),
    readFileSync(join(models, 'loras/a/smile.safetensors')).subarray(0, 300),
  );
});

afterAll(() => rmSync(models, { recursive: true, force: true }));

const services = (): Promise<TestServices> => testServices({ config: { GENESIS_MODELS: models } });

describe('LoRAs of a request', () => {
  it.each(['smile', 'smile.safetensors', 'a/smile', 'a\\smile.safetensors'])('are found as %s', async (name) => {
    const { generations, input } = await services();
    const { spec } = await generations.start(input({ loras: [{ name, strength: 0.5 }] }));
    expect(spec.loras).toEqual([{ name, strength: 0.5, blocks: [], merge: false }]);
  });

  it.each([
    [
      'a name that no file has',
      { name: 'frown' },
      'LORA_NOT_FOUND',
      'loras.0.name',
      'a/smile, a/twice, b/twice, half, wide',
    ],
    ['a name that two files have', { name: 'twice' }, 'LORA_NOT_FOUND', 'loras.0.name', 'a/twice, b/twice'],
    ['a path out of the folder', { name: '../loras/a/smile' }, 'LORA_NOT_FOUND', 'loras.0.name', undefined],
    [
      'a strength that is no number',
      { name: 'smile', strength: Number.NaN },
      'INPUT_INVALID',
      'loras.0.strength',
      undefined,
    ],
    [
      'blocks that the network lacks',
      { name: 'smile', blocks: [{ first: 0, last: 99, strength: 1 }] },
      'INPUT_INVALID',
      'loras.0.blocks.0',
      'blocks 0 to 6',
    ],
    [
      'a range that ends before it starts',
      { name: 'smile', blocks: [{ first: 3, last: 1, strength: 1 }] },
      'INPUT_INVALID',
      'loras.0.blocks.0',
      undefined,
    ],
  ])('with %s are refused', async (_what, lora, code, field, accepted) => {
    const { generations, input } = await services();
    await expect(generations.start(input({ loras: [lora] }))).rejects.toMatchObject({
      code,
      field,
      ...(accepted && { accepted }),
    });
  });

  it('for another architecture are refused with how many targets match, also at strength 0', async () => {
    const { generations, input } = await services();
    const loras = [{ name: 'smile' }, { name: 'wide', strength: 0 }];
    await expect(generations.start(input({ loras }))).rejects.toMatchObject({
      code: 'CHECKPOINT_UNSUPPORTED',
      field: 'loras.1.name',
      message: expect.stringMatching(/0 of its 2 targets match in name and shape/),
    });
  });

  it('whose file is cut off are refused with that, not as if there were none', async () => {
    const { generations, input } = await services();
    await expect(generations.start(input({ loras: [{ name: 'half' }] }))).rejects.toMatchObject({
      code: 'CHECKPOINT_INVALID',
      field: 'loras.0.name',
      message: expect.stringContaining('half.SFT'),
    });
  });

  it('come from the preset unless the request has a list of its own, if only an empty one', async () => {
    const { generations, presets, input } = await services();
    presets.create({ name: 'smiling', settings: { loras: [{ name: 'smile', merge: true }] } });
    const lorasOf = async (changes: object) =>
      (await generations.start(input({ preset: 'smiling', ...changes }))).spec.loras;
    expect(await lorasOf({})).toEqual([{ name: 'smile', strength: 1, blocks: [], merge: true }]);
    expect(await lorasOf({ loras: [] })).toEqual([]);
  });
});

it('a ComfyUI workflow has those of its LoRAs that are installed and fit', async () => {
  const { imports, generations, input } = await services();
  const select = (lora: string, strength: number) => ({ class_type: 'WanVideoLoraSelect', inputs: { lora, strength } });
  const workflow = {
    1: { class_type: 'WanVideoSampler', inputs: {} },
    2: select('Wan\\a\\smile.safetensors', 1),
    3: select('smile.safetensors', 0.5),
    4: select('wide.safetensors', 1),
    5: select('twice.safetensors', 1),
  };
  const { preset, settings, report } = await imports.workflow(workflow, 'from-comfy', undefined);
  expect(settings.loras).toEqual([{ name: 'a/smile', strength: 0.5 }]);
  const named = report.filter(({ argument }) => argument === 'lora');
  expect(named.map(({ node, outcome, note }) => [node, outcome, note?.en ?? null])).toEqual([
    ['2', 'NO_COUNTERPART', expect.stringContaining('there are: a/smile, a/twice, b/twice, half, wide')],
    ['3', 'MAPPED', null],
    ['4', 'NO_COUNTERPART', expect.stringContaining('0 of its 2 targets match')],
    ['5', 'NO_COUNTERPART', expect.stringContaining('2 LoRAs are called twice.safetensors')],
  ]);
  const { spec } = await generations.start(input({ preset: preset!.name }));
  expect(spec.loras).toEqual([{ name: 'a/smile', strength: 0.5, blocks: [], merge: false }]);
});

it('a model set lists its LoRAs with what of them fits', async () => {
  const { models: service } = await services();
  const listed = await service.loras('demo');
  expect(listed.map(({ name, targets, matched, problem }) => [name, targets, matched, problem?.code ?? null])).toEqual([
    ['a/smile', 2, 2, null],
    ['a/twice', 2, 2, null],
    ['b/twice', 2, 2, null],
    ['half', 0, 0, 'CHECKPOINT_INVALID'],
    ['wide', 2, 0, 'CHECKPOINT_UNSUPPORTED'],
  ]);
  // The shared folder is no model set.
  expect((await service.list()).map(({ name }) => name)).toEqual(['demo']);
});
