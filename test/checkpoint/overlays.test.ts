import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CheckpointSet } from '../../core/checkpoints/checkpoint-set.ts';
import { loraNaming } from '../../core/checkpoints/lora/lora-keys.ts';
import { openLora } from '../../core/checkpoints/lora/lora-overlay.ts';
import { readRows } from '../../core/checkpoints/tensor-values.ts';
import { detectDit } from '../../plugins/wan-dit/config.ts';
import { openCheckpointSet } from '../support/open-checkpoint.ts';
import { OFFICIAL_DIMS, TINY_DIMS } from '../support/synthetic/network-shapes.ts';
import { randomNetwork } from '../support/synthetic/random-weights.ts';
import { sourceOf, type TensorSource } from '../support/synthetic/tensor-source.ts';
import { STORAGES, writeCheckpoint } from '../support/synthetic/write-checkpoint.ts';
import { writeSafetensors } from '../support/synthetic/write-safetensors.ts';

const DIM = TINY_DIMS['wan-dit'].dim!;
const RANK = 4;
const form = { dialect: 'official', container: 'safetensors', storage: STORAGES.F16! } as const;

let dir: string;
let baseFile: string;
let base: CheckpointSet;

const write = async (name: string, sources: readonly TensorSource[]): Promise<string> => {
  const path = join(dir, `${name}.safetensors`);
  await writeSafetensors(path, sources);
  return path;
};

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'genesis-overlays-'));
  baseFile = await writeCheckpoint(dir, 'base', 'wan-dit', randomNetwork('wan-dit', TINY_DIMS['wan-dit'], 1), form);
  base = await openCheckpointSet({ base: baseFile });
});
afterAll(() => rm(dir, { recursive: true, force: true }));

describe('an InfiniteTalk patch over a Wan network', () => {
  const patch = () => randomNetwork('infinitetalk-patch', TINY_DIMS['infinitetalk-patch'], 2);

  it.each([
    ['official', (name: string) => name],
    ["Kijai's", (name: string) => name.replace(/^audio_proj/, 'multitalk_audio_proj')],
  ])('adds its tensors and replaces those that both have, under %s names', async (which, rename) => {
    const replaced = randomNetwork('wan-dit', TINY_DIMS['wan-dit'], 3).find(
      ({ name }) => name === 'patch_embedding.bias',
    )!;
    const file = await write(
      `patch-${which}`,
      [...patch(), replaced].map((source) => ({ ...source, name: rename(source.name) })),
    );
    const set = await openCheckpointSet({ base: baseFile, overlays: [file] });
    expect(set.names).toEqual([...new Set([...base.names, ...patch().map(({ name }) => name)])].sort());
    expect(await set.read('patch_embedding.bias')).not.toEqual(await base.read('patch_embedding.bias'));
    expect(set.get('patch_embedding.bias').file).toBe(file);
    expect(set.hash).not.toBe(base.hash);
    expect(detectDit(set)).toMatchObject({ dim: DIM, layers: 2, audio: { window: 5, tokens: 4, outputDim: 32 } });
  });

  it.each([
    ['width 64, but the base has 128', { dim: 64 }],
    ['3 blocks, but the base has 2', { layers: 3 }],
  ])('of other dims is refused: %s', async (says, change) => {
    const dims = { ...TINY_DIMS['infinitetalk-patch'], ...change };
    const file = await writeCheckpoint(
      dir,
      'other',
      'infinitetalk-patch',
      randomNetwork('infinitetalk-patch', dims, 2),
      form,
    );
    await expect(openCheckpointSet({ base: baseFile, overlays: [file] })).rejects.toMatchObject({
      code: 'CHECKPOINT_UNSUPPORTED',
      message: expect.stringContaining(says),
    });
  });

  it('over a text-to-video network, or anything else put over one, is refused', async () => {
    const patchFile = await writeCheckpoint(dir, 'patch', 'infinitetalk-patch', patch(), form);
    const t2v = randomNetwork('wan-dit', TINY_DIMS['wan-dit'], 1).filter(({ name }) => !/_img|img_emb/.test(name));
    const t2vFile = await writeCheckpoint(dir, 't2v', 'wan-dit', t2v, form);
    await expect(openCheckpointSet({ base: t2vFile, overlays: [patchFile] })).rejects.toThrow(
      /the base is text-to-video/,
    );
    await expect(openCheckpointSet({ base: baseFile, overlays: [t2vFile] })).rejects.toThrow(
      /is no InfiniteTalk patch/,
    );
  });
});

describe("a LoRA's naming is told by its first name", () => {
  it.each([
    ['lora_unet_blocks_0_self_attn_q.lora_down.weight', 'kohya'],
    ['transformer.blocks.0.attn1.to_q.lora_A.weight', 'diffusers'],
    ['base_model.model.blocks.0.self_attn.q.lora_A.default.weight', 'PEFT'],
    ['diffusion_model.blocks.0.self_attn.q.lora_down.weight', 'lightx2v'],
    ['diffusion_model.blocks.0.self_attn.q.lora_A.weight', 'FusionX'],
    ['blocks.0.self_attn.q.lora_A.default.weight', 'plain'],
  ])('%s', (name, naming) => {
    expect(loraNaming([name])).toBe(naming);
  });
});

const zeros = (name: string, shape: readonly number[]): TensorSource =>
  sourceOf(name, 'float32', shape, new Uint8Array(4 * shape.reduce((product, size) => product * size, 1)));
const scalar = (name: string, value: number): TensorSource =>
  sourceOf(name, 'float32', [], new Uint8Array(Float32Array.of(value).buffer));

/** A LoRA for the self-attention and the feed-forward of both blocks. */
function loraOf(
  spell: (module: string) => string,
  down: string,
  up: string,
  alpha?: number,
  dim = DIM,
): TensorSource[] {
  const modules = [0, 1].flatMap((i) =>
    ['self_attn.q', 'self_attn.o', 'cross_attn.k_img'].map((part) => `blocks.${i}.${part}`),
  );
  return modules.flatMap((module) => [
    zeros(spell(module) + down, [RANK, dim]),
    zeros(spell(module) + up, [dim, RANK]),
    ...(alpha === undefined ? [] : [scalar(`${spell(module)}.alpha`, alpha)]),
  ]);
}

const diffusers = (module: string): string =>
  `transformer.${module.replace('self_attn.q', 'attn1.to_q').replace('self_attn.o', 'attn1.to_out.0').replace('cross_attn.k_img', 'attn2.add_k_proj')}`;

describe('a LoRA is fitted to the network', () => {
  it.each<[string, (module: string) => string, string, string, number | undefined]>([
    ['kohya', (module) => `lora_unet_${module.replaceAll('.', '_')}`, '.lora_down.weight', '.lora_up.weight', 2],
    ['kohya (Fun)', (module) => `lora_unet__${module.replaceAll('.', '_')}`, '.lora_down.weight', '.lora_up.weight', 2],
    [
      'kohya over diffusers names',
      (module) => `lora_unet_${diffusers(module).slice(12).replaceAll('.', '_')}`,
      '.lora_down.weight',
      '.lora_up.weight',
      2,
    ],
    ['diffusers', diffusers, '.lora_A.weight', '.lora_B.weight', undefined],
    ['PEFT', (module) => `base_model.model.${module}`, '.lora_A.default.weight', '.lora_B.default.weight', undefined],
    ['ComfyUI, FusionX', (module) => `diffusion_model.${module}`, '.lora_A.weight', '.lora_B.weight', 8],
    ['lightx2v', (module) => `diffusion_model.${module}`, '.lora_down.weight', '.lora_up.weight', 8],
    ['DiffSynth', (module) => module, '.lora_A.default.weight', '.lora_B.default.weight', undefined],
  ])('in %s naming', async (_tool, spell, down, up, alpha) => {
    const lora = await openLora(await write('lora', loraOf(spell, down, up, alpha)), base);
    expect(lora.unmatched).toEqual([]);
    expect([...lora.patches.keys()].sort()).toEqual(
      [0, 1].flatMap((i) =>
        ['cross_attn.k_img', 'self_attn.o', 'self_attn.q'].map((part) => `blocks.${i}.${part}.weight`),
      ),
    );
    const { lowRank, diff, diffBias } = lora.patches.get('blocks.1.self_attn.o.weight')!;
    expect(lowRank).toMatchObject({
      rank: RANK,
      alpha: alpha ?? RANK,
      down: { shape: [RANK, DIM] },
      up: { shape: [DIM, RANK] },
    });
    expect([diff, diffBias]).toEqual([null, null]);
  });

  it('with whole differences of weights, biases and modulation beside the low rank', async () => {
    const prefix = 'diffusion_model.blocks.0';
    const lora = await openLora(
      await write('diffs', [
        ...loraOf((module) => `diffusion_model.${module}`, '.lora_down.weight', '.lora_up.weight'),
        zeros(`${prefix}.self_attn.q.diff_b`, [DIM]),
        zeros(`${prefix}.norm3.diff`, [DIM]),
        zeros(`${prefix}.norm3.diff_b`, [DIM]),
        zeros(`${prefix}.self_attn.norm_k.diff`, [DIM]),
        zeros(`${prefix}.diff_m`, [1, 6, DIM]),
        zeros('diffusion_model.patch_embedding.diff', [DIM, 36, 1, 2, 2]),
        zeros('diffusion_model.other.diff', [3]),
      ]),
      base,
    );
    expect(lora.patches.get('blocks.0.self_attn.q.weight')).toMatchObject({
      lowRank: { rank: RANK },
      diffBias: { shape: [DIM] },
    });
    expect(lora.patches.get('blocks.0.norm3.weight')).toMatchObject({
      lowRank: null,
      diff: { shape: [DIM] },
      diffBias: { shape: [DIM] },
    });
    expect(lora.patches.get('blocks.0.modulation')).toMatchObject({ lowRank: null, diff: { shape: [1, 6, DIM] } });
    expect(lora.patches.has('patch_embedding.weight')).toBe(true);
    expect(lora.unmatched).toEqual(['other']);
    expect(await readRows(lora.patches.get('blocks.0.norm3.weight')!.diff!)).toEqual(new Float32Array(DIM));
  });

  const unet = ['down_blocks.0.attentions.0.to_q', 'up_blocks.1.attentions.0.to_k'].flatMap((module) => [
    zeros(`lora_unet_${module.replaceAll('.', '_')}.lora_down.weight`, [RANK, 320]),
    zeros(`lora_unet_${module.replaceAll('.', '_')}.lora_up.weight`, [320, RANK]),
  ]);
  const other = loraOf(
    (module) => `diffusion_model.${module}`,
    '.lora_A.weight',
    '.lora_B.weight',
    undefined,
    OFFICIAL_DIMS['wan-dit'].dim!,
  );
  it.each<[string, readonly TensorSource[], RegExp]>([
    ['for Stable Diffusion', unet, /another architecture, Stable Diffusion.*0 of its 2 targets match/],
    ['for a network of another size', other, /0 of its 6 targets match in name and shape.*5120 inputs/],
    [
      'that is a DoRA',
      [...loraOf((m) => m, '.lora_A.weight', '.lora_B.weight'), zeros('blocks.0.self_attn.q.dora_scale', [DIM])],
      /is DoRA/,
    ],
    ['that is a LoKr', [zeros('blocks.0.self_attn.q.lokr_w1', [2, 2])], /is LoKr/],
    ['that is a network', randomNetwork('wan-vae', TINY_DIMS['wan-vae'], 1), /is no LoRA/],
  ])('%s is refused', async (_what, sources, says) => {
    await expect(openLora(await write('refused', sources), base)).rejects.toMatchObject({
      code: 'CHECKPOINT_UNSUPPORTED',
      message: expect.stringMatching(says),
    });
  });

  it('of rank 0 or with an alpha that is no number is refused, and the alpha is named', async () => {
    const module = 'blocks.0.self_attn.q';
    const factors = (rank: number) => [
      zeros(`${module}.lora_down.weight`, [rank, DIM]),
      zeros(`${module}.lora_up.weight`, [DIM, rank]),
    ];
    await expect(openLora(await write('rank0', factors(0)), base)).rejects.toThrow(/0 of its 1 targets match/);
    const alpha = scalar(`${module}.alpha`, Number.NaN);
    await expect(openLora(await write('alpha', [...factors(RANK), alpha]), base)).rejects.toMatchObject({
      code: 'CHECKPOINT_INVALID',
      message: expect.stringMatching(/blocks\.0\.self_attn\.q\.alpha is NaN/),
    });
  });
});
