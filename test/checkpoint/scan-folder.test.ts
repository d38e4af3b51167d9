import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openContainer } from '../../core/checkpoints/containers/open-container.ts';
import type { NetworkFamily } from '../../core/checkpoints/dialects/dialect.ts';
import { scanFolder } from '../../core/checkpoints/scan/scan-folder.ts';
import { obstacles } from '../../core/models/check-model-set.ts';
import { scanModelSet, supportedModes } from '../../core/models/model-set.ts';
import { PluginRegistry } from '../../core/plugin-host/registry.ts';
import clip from '../../plugins/clip-vit-h/index.ts';
import umt5 from '../../plugins/umt5/index.ts';
import dit from '../../plugins/wan-dit/index.ts';
import vae from '../../plugins/wan-vae/index.ts';
import wav2vec2 from '../../plugins/wav2vec2/index.ts';
import type { HeadersReport } from '../bench/checkpoint/headers-main.ts';
import { writeHollowSet } from '../support/synthetic/hollow-set.ts';
import { type Dims, TINY_DIMS } from '../support/synthetic/network-shapes.ts';
import { randomNetwork } from '../support/synthetic/random-weights.ts';
import type { TensorSource } from '../support/synthetic/tensor-source.ts';
import { STORAGES, type WrittenForm, writeCheckpoint } from '../support/synthetic/write-checkpoint.ts';
import { writeSafetensors } from '../support/synthetic/write-safetensors.ts';

const registry = new PluginRegistry();
for (const plugin of [umt5, clip, wav2vec2, vae, dit]) registry.register(plugin);

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'genesis-scan-'));
});
afterAll(() => rm(dir, { recursive: true, force: true }));

const tiny = (family: NetworkFamily, change: Dims = {}) =>
  randomNetwork(family, { ...TINY_DIMS[family], ...change }, 1);

/** Writes a tiny network below `root`. */
async function place(
  root: string,
  path: string,
  family: NetworkFamily,
  form: Partial<WrittenForm>,
  sources = tiny(family),
): Promise<void> {
  const parts = path.split('/');
  const stem = parts.pop()!;
  const official = { dialect: 'official', container: 'safetensors', storage: STORAGES.F16! } as const;
  await writeCheckpoint(join(root, ...parts), stem, family, sources, { ...official, ...form });
}

async function tokenizer(root: string, folder: string): Promise<void> {
  await mkdir(join(root, folder), { recursive: true });
  await writeFile(join(root, folder, 'tokenizer.json'), '{}');
}

const LAYOUTS: Readonly<Record<string, (root: string) => Promise<void>>> = {
  async ComfyUI(root) {
    const comfyui = { dialect: 'comfyui' } as const;
    await place(root, 'diffusion_models/wan2.1_i2v_480p_14B_fp8_scaled', 'wan-dit', {
      ...comfyui,
      storage: STORAGES.F8_E4M3_SCALED!,
    });
    await place(root, 'diffusion_models/Wan2_1-InfiniTetalk-Single_fp16', 'infinitetalk-patch', comfyui);
    await place(root, 'text_encoders/umt5_xxl_fp8_e4m3fn_scaled', 'umt5', {
      ...comfyui,
      storage: STORAGES.F8_E4M3_SCALED!,
    });
    await place(root, 'clip_vision/clip_vision_h', 'clip', comfyui);
    await place(root, 'vae/wan_2.1_vae', 'wan-vae', comfyui);
    await place(root, 'wav2vec2/wav2vec2-chinese-base_fp16', 'wav2vec2', comfyui);
    await tokenizer(root, 'text_encoders/umt5-xxl');
  },
  async 'official tools'(root) {
    await place(root, 'diffusion_pytorch_model', 'wan-dit', { container: 'sharded', storage: STORAGES.F32! });
    await place(root, 'InfiniteTalk/single/infinitetalk', 'infinitetalk-patch', {});
    await place(root, 'models_t5_umt5-xxl-enc-bf16', 'umt5', { container: 'pth', storage: STORAGES.BF16! });
    await place(root, 'models_clip_open-clip-xlm-roberta-large-vit-huge-14', 'clip', { container: 'pth' });
    await place(root, 'Wan2.1_VAE', 'wan-vae', { container: 'pth', storage: STORAGES.F32! });
    await place(root, 'chinese-wav2vec2-base/model', 'wav2vec2', {});
    await tokenizer(root, 'google/umt5-xxl');
    // The DiT's own; its num_heads must not be taken for CLIP's.
    await writeFile(
      join(root, 'config.json'),
      JSON.stringify({ _class_name: 'WanModel', num_heads: 2, eps: 1e-6, text_len: 64 }),
    );
  },
  async diffusers(root) {
    const diffusers = { dialect: 'diffusers' } as const;
    await place(root, 'transformer/diffusion_pytorch_model', 'wan-dit', { ...diffusers, container: 'sharded' });
    await place(root, 'text_encoder/model', 'umt5', { ...diffusers, container: 'sharded' });
    await place(root, 'image_encoder/model', 'clip', diffusers);
    await place(root, 'vae/diffusion_pytorch_model', 'wan-vae', { ...diffusers, storage: STORAGES.F32! });
    await place(root, 'infinitetalk', 'infinitetalk-patch', {});
    await place(root, 'wav2vec2/model', 'wav2vec2', diffusers);
    await tokenizer(root, 'tokenizer');
    await writeFile(
      join(root, 'image_encoder', 'config.json'),
      JSON.stringify({ model_type: 'clip_vision_model', num_attention_heads: 2 }),
    );
  },
};

describe('a model folder works as a set', () => {
  it.each(Object.entries(LAYOUTS))('laid out by %s', async (layout, fill) => {
    const root = join(dir, layout);
    await fill(root);
    const set = await scanModelSet(layout, root, registry);
    expect(set.problems).toEqual([]);
    expect(Object.keys(set.networks).sort()).toEqual(['audio-encoder', 'dit', 'image-encoder', 'text-encoder', 'vae']);
    expect(supportedModes(set)).toEqual(['INFINITETALK', 'I2V']);
    expect(set.tokenizer).toMatch(/tokenizer\.json$/);
    const { network, config } = set.networks.dit!;
    expect(network.facts(config).dims).toMatchObject({
      dim: 128,
      layers: 2,
      audioWindow: 5,
      ...(layout === 'official tools' ? { heads: 2, textLength: 64 } : {}),
    });
    const image = set.networks['image-encoder']!;
    expect(image.network.facts(image.config).dims).toMatchObject({ heads: layout === 'diffusers' ? 2 : 1 });
  });

  it('of several networks for a role the one that goes with the DiT is taken', async () => {
    const root = join(dir, 'several');
    await LAYOUTS.ComfyUI!(root);
    await place(root, 'a_first/wav2vec2_large', 'wav2vec2', {}, tiny('wav2vec2', { layers: 3 }));
    await place(root, 'a_first/umt5_small', 'umt5', {}, tiny('umt5', { dim: 16, dimAttn: 16 }));
    const set = await scanModelSet('several', root, registry);
    expect(supportedModes(set)).toEqual(['INFINITETALK', 'I2V']);
    expect(set.problems).toEqual([]);
    expect(set.networks['audio-encoder']!.file).not.toContain('a_first');
    expect(set.networks['text-encoder']!.file).not.toContain('a_first');
    expect(set.alternatives.map(({ file }) => basename(file)).sort()).toEqual([
      'umt5_small.safetensors',
      'wav2vec2_large.safetensors',
    ]);
  });

  it('a network of another size keeps the set from the modes that need it, and is named', async () => {
    const root = join(dir, 'sizes');
    await LAYOUTS['official tools']!(root);
    await rm(join(root, 'chinese-wav2vec2-base'), { recursive: true, force: true });
    await place(root, 'large/wav2vec2', 'wav2vec2', {}, tiny('wav2vec2', { layers: 3 }));
    const deaf = await scanModelSet('sizes', root, registry);
    expect(supportedModes(deaf)).toEqual(['I2V']);
    expect(obstacles(deaf, 'INFINITETALK')).toEqual([
      expect.stringMatching(
        /wav2vec2\.safetensors: the audio-encoder has 192 values of an audio feature, the dit 128$/,
      ),
    ]);
    for (const [family, change, says] of [
      ['umt5', { dim: 16, dimAttn: 16 }, /text-encoder has 16 values of a text feature, the dit 32/],
      ['clip', { dim: 160 }, /image-encoder has 160 values of an image feature, the dit 80/],
    ] as const) {
      const other = join(dir, `sizes-${family}`);
      for (const one of ['wan-dit', 'umt5', 'clip', 'wan-vae'] as const)
        await place(other, one, one, {}, tiny(one, one === family ? change : {}));
      await tokenizer(other, 'umt5');
      const set = await scanModelSet(family, other, registry);
      expect(supportedModes(set)).toEqual([]);
      expect(set.problems).toMatchObject([{ code: 'CHECKPOINT_UNSUPPORTED', message: expect.stringMatching(says) }]);
    }
  });

  it('with bad files beside the good ones, each with what it is', async () => {
    const root = join(dir, 'mixed');
    await LAYOUTS.ComfyUI!(root);
    const bad = join(root, 'a_bad');
    const t5 = {
      'shared.weight': [32128, 8],
      'encoder.block.0.layer.0.SelfAttention.q.weight': [8, 8],
      'encoder.block.0.layer.0.SelfAttention.relative_attention_bias.weight': [32, 8],
    };
    const hollow = (shapes: Record<string, readonly number[]>): TensorSource[] =>
      Object.entries(shapes).map(([name, shape]) => ({ name, shape, dtype: 'float16', pieces: null }));
    await mkdir(bad);
    await writeSafetensors(
      join(bad, 't5-base.safetensors'),
      hollow({ ...t5, 'encoder.block.0.layer.1.DenseReluDense.wi.weight': [8, 8] }),
    );
    await writeSafetensors(
      join(bad, 't5-v1_1.safetensors'),
      hollow({
        ...t5,
        'encoder.block.0.layer.1.DenseReluDense.wi_0.weight': [8, 8],
        'encoder.block.1.layer.0.SelfAttention.q.weight': [8, 8],
      }),
    );
    await place(
      bad,
      't2v',
      'wan-dit',
      {},
      tiny('wan-dit', { inDim: 16 }).filter(({ name }) => !/_img|img_emb/.test(name)),
    );
    await writeSafetensors(join(bad, 'truncated.safetensors'), hollow({ x: [4] }));
    await writeFile(join(bad, 'garbage.pth'), 'not a checkpoint at all, whatever its name says');
    await writeSafetensors(join(bad, 'other.safetensors'), hollow({ 'unet.conv_in.weight': [4, 4] }));
    await writeSafetensors(
      join(root, 'loras.safetensors'),
      hollow({
        'diffusion_model.blocks.0.self_attn.q.lora_A.weight': [4, 128],
        'diffusion_model.blocks.0.self_attn.q.lora_B.weight': [128, 4],
      }),
    );
    await symlink(root, join(root, 'loop'));
    const set = await scanModelSet('mixed', root, registry);
    expect(supportedModes(set)).toEqual(['INFINITETALK', 'I2V']);
    expect(set.loras).toEqual([{ name: 'loras', file: join(root, 'loras.safetensors') }]);
    const problems = set.problems.map(({ message }) => message).join('\n');
    expect(set.problems).toHaveLength(6);
    expect(problems).toMatch(/the original T5.*8 or 4 bits saves more/);
    expect(problems).toMatch(/T5 v1\.1.*8 or 4 bits saves more/);
    expect(problems).toMatch(/Wan text-to-video, not Wan 2\.1 image-to-video/);
    expect(problems).toMatch(/garbage\.pth: /);
    expect(problems).toMatch(/other\.safetensors: 1 tensors .* of no network/);
  });
});

describe('shards', () => {
  const shardsIn = async (root: string): Promise<string[]> =>
    (await readdir(root)).filter((name) => /-of-/.test(name)).sort();

  async function sharded(name: string): Promise<{ root: string; index: string; shards: string[] }> {
    const root = join(dir, name);
    await place(root, 'model', 'umt5', { container: 'sharded' });
    return { root, index: join(root, 'model.safetensors.index.json'), shards: await shardsIn(root) };
  }

  it('open without their index', async () => {
    const { root, index } = await sharded('no-index');
    await rm(index);
    const { checkpoints } = await scanFolder(root, []);
    expect(checkpoints).toHaveLength(1);
    expect(checkpoints[0]!.container!.canonical.family).toBe('umt5');
  });

  it('that are missing are named, with and without an index', async () => {
    const { root, index, shards } = await sharded('missing');
    await rm(join(root, shards[1]!));
    await expect(openContainer(index)).rejects.toThrow(
      /index\.json: \S+00002-of-0000\d\.safetensors missing beside it/,
    );
    await rm(index);
    const { checkpoints } = await scanFolder(root, []);
    expect(checkpoints[0]!.problem?.message).toMatch(/shard 2 of \d missing/);
  });

  it('of another checkpoint are refused by name', async () => {
    const { root, index, shards } = await sharded('swapped');
    const [first, second] = [join(root, shards[0]!), join(root, shards[1]!)];
    await rename(first, `${first}.tmp`);
    await rename(second, first);
    await rename(`${first}.tmp`, second);
    await expect(openContainer(index)).rejects.toThrow(/lacks tensor|different checkpoints are mixed/);
  });

  it.each([
    '../outside.safetensors',
    '/etc/passwd.safetensors',
    'a\\b.safetensors',
    'weights.pth',
  ])('outside the folder or of another kind are refused: %s', async (file) => {
    const index = join(dir, 'model.safetensors.index.json');
    await writeFile(index, JSON.stringify({ weight_map: { a: file } }));
    await expect(openContainer(index)).rejects.toMatchObject({
      code: 'CHECKPOINT_INVALID',
      message: expect.stringContaining('no safetensors file of the same folder'),
    });
  });
});

describe('14B', () => {
  it('a set of true dims is scanned and checked and its graphs built in seconds and under 300 MB', async () => {
    const root = join(dir, '14B');
    await writeHollowSet(root);
    const program = 'test/bench/checkpoint/headers-main.ts';
    const report = execFileSync(process.execPath, ['--import', 'tsx', program, root], { encoding: 'utf8' });
    const { scanSeconds, checkSeconds, buildSeconds, peakBytes, ...found } = JSON.parse(report) as HeadersReport;
    const { networks, modes, problems } = found;
    expect(problems).toEqual([]);
    // Wan2.1-I2V-14B has 16.4 G parameters; the published patch has 9.95 GB in float32.
    expect(networks.dit!.parameters / 1e9).toBeCloseTo(16.4 + 9.95 / 4, 1);
    expect(networks.dit!.bytes / 1e9).toBeCloseTo(32.8 + 9.95 / 2, 1);
    expect(networks['text-encoder']!.parameters).toBe(5_680_910_336);
    expect(networks['audio-encoder']!.parameters / 1e6).toBeCloseTo(94.4, 0);
    expect(networks.vae!.parameters / 1e6).toBeCloseTo(127, 0);
    expect(modes).toEqual([]);
    expect(scanSeconds + checkSeconds + buildSeconds).toBeLessThan(10);
    expect(peakBytes).toBeLessThan(300 * 2 ** 20);
  });
});
