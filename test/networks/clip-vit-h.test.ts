import { describe, expect, it } from 'vitest';
import { floatTensor } from '../../core/plugin-api/index.ts';
import { detectClip } from '../../plugins/clip-vit-h/config.ts';
import { buildClip } from '../../plugins/clip-vit-h/graph.ts';
import clip from '../../plugins/clip-vit-h/index.ts';
import { cpuLowering } from '../../plugins/provider-cpu/lowering.ts';
import { encoderComponents } from '../parity/components/encoders.ts';
import { shapesOnly } from '../support/checkpoint-view.ts';
import { loadNetwork } from '../support/network.ts';
import { expectParity, hasParity, parityFolders, readParityCase } from '../support/parity.ts';
import { renamed, rewriteWeights, shapesOf, widened } from '../support/weights.ts';

const DEMO = 'models/demo/clip.safetensors';
const DEMO_SETTINGS = { num_heads: 4, image_size: 224 };

function officialShapes(layers = 32): Record<string, readonly number[]> {
  const shapes: Record<string, readonly number[]> = {
    'visual.cls_embedding': [1, 1, 1280],
    'visual.patch_embedding.weight': [1280, 3, 14, 14],
    'visual.pos_embedding': [1, 257, 1280],
    'visual.pre_norm.weight': [1280],
    'visual.pre_norm.bias': [1280],
    'textual.token_embedding.weight': [250002, 1024],
  };
  for (let i = 0; i < layers; i++) {
    const layer = (name: string, shape: number[]) => {
      shapes[`visual.transformer.${i}.${name}.weight`] = shape;
      shapes[`visual.transformer.${i}.${name}.bias`] = [shape[0]!];
    };
    layer('norm1', [1280]);
    layer('norm2', [1280]);
    layer('attn.to_qkv', [3840, 1280]);
    layer('attn.proj', [1280, 1280]);
    layer('mlp.0', [5120, 1280]);
    layer('mlp.2', [1280, 5120]);
  }
  return shapes;
}

describe.runIf(hasParity)('CLIP vision tower against the reference code', () => {
  it.each(parityFolders('clip_visual'))('%s', async (dir) => {
    const parityCase = await readParityCase(dir);
    expectParity(parityCase, await encoderComponents.clip_visual!(parityCase));
  });
});

describe('CLIP vision tower of the demo model', () => {
  const pixels = floatTensor(
    Float32Array.from({ length: 2 * 3 * 224 * 224 }, (_, i) => Math.sin(i * 0.37) + Math.cos(i / 999)),
    [2, 3, 224, 224],
  );

  it('reads float16 weights in place, exactly, with or without the prefix of its names', async () => {
    const half = await loadNetwork(clip, 'image-encoder', DEMO, DEMO_SETTINGS);
    const bare = await rewriteWeights(DEMO, (tensors) =>
      renamed(widened(tensors), (name) => name.replace('visual.', '')),
    );
    const full = await loadNetwork(clip, 'image-encoder', bare, DEMO_SETTINGS);
    const features = await half.handle.encode(pixels);
    expect(half.handle).toMatchObject({ imageSize: 224, dim: 64 });
    expect(features.dims).toEqual([2, 257, 64]);
    expect(features.data.every(Number.isFinite)).toBe(true);
    expect(features.data).toEqual((await full.handle.encode(pixels)).data);
  });

  it.each([
    ['gelu', [-1.25384, -1.41064, 2.15267, 1.0815, -0.24166, 1.38895], [0.0723, -1.95157, -0.0707, 3.24067]],
    ['quick_gelu', [-1.26958, -1.38302, 2.15811, 1.0849, -0.22954, 1.40578], [0.06976, -1.96943, -0.07459, 3.22271]],
  ])('gives what the reference code gives with %s', async (activation, classToken, patch) => {
    const { handle } = await loadNetwork(clip, 'image-encoder', DEMO, { ...DEMO_SETTINGS, activation });
    const { data } = await handle.encode(pixels);
    for (const [token, expected] of [
      [0, classToken],
      [200, patch],
    ] as const) {
      for (const [channel, value] of expected.entries()) expect(data[token * 64 + channel]).toBeCloseTo(value, 4);
    }
  });

  it('refuses pixels of another size', async () => {
    const { handle } = await loadNetwork(clip, 'image-encoder', DEMO, DEMO_SETTINGS);
    await expect(handle.encode(floatTensor(new Float32Array(3 * 64), [1, 3, 8, 8]))).rejects.toThrow(RangeError);
  });
});

describe('CLIP checkpoints', () => {
  it('of the official size have 16 heads, 31 blocks and 611 M parameters in use', () => {
    const checkpoint = shapesOnly(officialShapes());
    const config = detectClip(checkpoint)!;
    // ViT-H/14 has 632,076,800; less the last block (19,677,440), the final norm (2,560) and the head (1,310,720).
    expect(config).toMatchObject({ heads: 16, layers: 31, imageSize: 224, patchSize: 14, parameters: 611_086_080 });
    expect(Object.keys(buildClip(config, { checkpoint, lowering: cpuLowering(true) }))).toEqual(['encode']);
  });

  it('of other networks are not recognised', async () => {
    for (const other of ['text_encoder', 'wav2vec2', 'vae', 'transformer']) {
      expect(detectClip(shapesOnly(await shapesOf(`models/demo/${other}.safetensors`)))).toBeNull();
    }
  });

  it.each([
    ['timm', { 'visual.trunk.patch_embed.proj.weight': [768, 3, 16, 16] }],
    ['without pre-norm', { ...officialShapes(2), 'visual.patch_embedding.bias': [1280] }],
  ])('that only look alike are refused by name: %s', (name, shapes) => {
    expect(() => detectClip(shapesOnly(shapes))).toThrow(
      expect.objectContaining({ code: 'CHECKPOINT_UNSUPPORTED', message: expect.stringContaining(name) }),
    );
  });

  it.each([
    ['CHECKPOINT_TENSOR_MISSING', { 'visual.transformer.0.mlp.2.bias': undefined }, {}],
    ['CHECKPOINT_INVALID', { 'visual.transformer.1.attn.to_qkv.weight': [3840, 1279] }, {}],
    ['CHECKPOINT_INVALID', { 'visual.pos_embedding': [1, 256, 1280] }, {}],
    ['CHECKPOINT_INVALID', {}, { image_size: 336 }],
    ['CHECKPOINT_INVALID', {}, { num_heads: 7 }],
    ['CHECKPOINT_INVALID', {}, { num_heads: -4 }],
  ])('that are malformed are refused: %s %j %j', (code, changes, settings) => {
    const shapes = Object.fromEntries(
      Object.entries({ ...officialShapes(3), ...changes }).filter(([, shape]) => shape !== undefined),
    );
    expect(() => detectClip(shapesOnly(shapes as Record<string, number[]>, settings))).toThrow(
      expect.objectContaining({ code }),
    );
  });

  it.each([
    ['activation', { activation: 'gelu_new' }],
    ['normalises after', { post_norm: true }],
  ])('that compute otherwise are refused: %s', (message, settings) => {
    expect(() => detectClip(shapesOnly(officialShapes(2), settings))).toThrow(
      expect.objectContaining({ code: 'CHECKPOINT_UNSUPPORTED', message: expect.stringContaining(message) }),
    );
  });

  it('whose number of heads neither shapes nor settings tell are refused, naming the setting', async () => {
    const shapes = await shapesOf(DEMO);
    expect(() => detectClip(shapesOnly(shapes))).toThrow(
      expect.objectContaining({ code: 'CHECKPOINT_INVALID', field: 'num_heads' }),
    );
  });
});
