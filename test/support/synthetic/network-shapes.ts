import type { NetworkFamily } from '../../../core/checkpoints/dialects/dialect.ts';
import type { TensorShapes } from '../../../core/plugin-api/index.ts';

/** Sizes of a network, by the names that the official configurations use. */
export type Dims = Readonly<Record<string, number>>;

type Shapes = Record<string, readonly number[]>;

/** Weight and bias of a linear layer or a convolution. */
const layer = (name: string, ...weight: number[]): Shapes => ({
  [`${name}.weight`]: weight,
  [`${name}.bias`]: [weight[0]!],
});
const norm = (name: string, size: number): Shapes => layer(name, size);
const merge = (parts: readonly Shapes[]): Shapes => Object.assign({}, ...parts) as Shapes;
const repeat = (count: number, part: (i: number) => Shapes): Shapes =>
  merge(Array.from({ length: count }, (_, i) => part(i)));

function umt5({ vocab, dim, dimAttn, dimFfn, heads, layers, buckets }: Dims): Shapes {
  return {
    'token_embedding.weight': [vocab!, dim!],
    'norm.weight': [dim!],
    ...repeat(layers!, (i) => ({
      [`blocks.${i}.norm1.weight`]: [dim!],
      [`blocks.${i}.norm2.weight`]: [dim!],
      ...merge(['q', 'k', 'v'].map((part) => ({ [`blocks.${i}.attn.${part}.weight`]: [dimAttn!, dim!] }))),
      [`blocks.${i}.attn.o.weight`]: [dim!, dimAttn!],
      [`blocks.${i}.pos_embedding.embedding.weight`]: [buckets!, heads!],
      [`blocks.${i}.ffn.gate.0.weight`]: [dimFfn!, dim!],
      [`blocks.${i}.ffn.fc1.weight`]: [dimFfn!, dim!],
      [`blocks.${i}.ffn.fc2.weight`]: [dim!, dimFfn!],
    })),
  };
}

function clip({ imageSize, patch, dim, mlp, layers, out }: Dims): Shapes {
  const tokens = 1 + Math.floor(imageSize! / patch!) ** 2;
  return {
    'visual.cls_embedding': [1, 1, dim!],
    'visual.pos_embedding': [1, tokens, dim!],
    'visual.patch_embedding.weight': [dim!, 3, patch!, patch!],
    ...norm('visual.pre_norm', dim!),
    ...norm('visual.post_norm', dim!),
    'visual.head': [dim!, out!],
    ...repeat(layers!, (i) => ({
      ...norm(`visual.transformer.${i}.norm1`, dim!),
      ...norm(`visual.transformer.${i}.norm2`, dim!),
      ...layer(`visual.transformer.${i}.attn.to_qkv`, 3 * dim!, dim!),
      ...layer(`visual.transformer.${i}.attn.proj`, dim!, dim!),
      ...layer(`visual.transformer.${i}.mlp.0`, mlp!, dim!),
      ...layer(`visual.transformer.${i}.mlp.2`, dim!, mlp!),
    })),
  };
}

/** Kernels of the feature extractor; transformers, models/wav2vec2/configuration_wav2vec2.py. */
const WAV2VEC2_KERNELS = [10, 3, 3, 3, 3, 2, 2];

function wav2vec2({ convDim, dim, ffn, layers, posKernel, posGroups }: Dims): Shapes {
  return {
    masked_spec_embed: [dim!],
    'feature_extractor.conv_layers.0.layer_norm.weight': [convDim!],
    'feature_extractor.conv_layers.0.layer_norm.bias': [convDim!],
    ...merge(
      WAV2VEC2_KERNELS.map((kernel, i) => ({
        [`feature_extractor.conv_layers.${i}.conv.weight`]: [convDim!, i === 0 ? 1 : convDim!, kernel],
      })),
    ),
    ...norm('feature_projection.layer_norm', convDim!),
    ...layer('feature_projection.projection', dim!, convDim!),
    'encoder.pos_conv_embed.conv.bias': [dim!],
    'encoder.pos_conv_embed.conv.weight_g': [1, 1, posKernel!],
    'encoder.pos_conv_embed.conv.weight_v': [dim!, dim! / posGroups!, posKernel!],
    ...norm('encoder.layer_norm', dim!),
    ...repeat(layers!, (i) => ({
      ...merge(
        ['q_proj', 'k_proj', 'v_proj', 'out_proj'].map((part) =>
          layer(`encoder.layers.${i}.attention.${part}`, dim!, dim!),
        ),
      ),
      ...norm(`encoder.layers.${i}.layer_norm`, dim!),
      ...layer(`encoder.layers.${i}.feed_forward.intermediate_dense`, ffn!, dim!),
      ...layer(`encoder.layers.${i}.feed_forward.output_dense`, dim!, ffn!),
      ...norm(`encoder.layers.${i}.final_layer_norm`, dim!),
    })),
  };
}

const residual = (name: string, input: number, output: number): Shapes => ({
  [`${name}.residual.0.gamma`]: [input, 1, 1, 1],
  ...layer(`${name}.residual.2`, output, input, 3, 3, 3),
  [`${name}.residual.3.gamma`]: [output, 1, 1, 1],
  ...layer(`${name}.residual.6`, output, output, 3, 3, 3),
  ...(input === output ? {} : layer(`${name}.shortcut`, output, input, 1, 1, 1)),
});

const middle = (name: string, dim: number): Shapes => ({
  ...residual(`${name}.middle.0`, dim, dim),
  [`${name}.middle.1.norm.gamma`]: [dim, 1, 1],
  ...layer(`${name}.middle.1.to_qkv`, 3 * dim, dim, 1, 1),
  ...layer(`${name}.middle.1.proj`, dim, dim, 1, 1),
  ...residual(`${name}.middle.2`, dim, dim),
});

/** Wan-Video/Wan2.1 wan/modules/vae.py: widths 1, 2, 4, 4; the last two of three resamplings also in time. */
const WIDTHS = [1, 2, 4, 4];
const TEMPORAL = [false, true, true];

/** @param levels each but the last halves the picture; default: as many as the published network has */
function wanVae({ dim, z, resBlocks, levels = WIDTHS.length }: Dims): Shapes {
  const widths = WIDTHS.slice(0, levels);
  const temporal = TEMPORAL.slice(0, levels - 1);
  const top = dim! * widths.at(-1)!;
  const shapes: Shapes = {
    ...layer('conv1', 2 * z!, 2 * z!, 1, 1, 1),
    ...layer('conv2', z!, z!, 1, 1, 1),
    ...layer('encoder.conv1', dim!, 3, 3, 3, 3),
    ...middle('encoder', top),
    'encoder.head.0.gamma': [top, 1, 1, 1],
    ...layer('encoder.head.2', 2 * z!, top, 3, 3, 3),
    ...layer('decoder.conv1', top, z!, 3, 3, 3),
    ...middle('decoder', top),
    'decoder.head.0.gamma': [dim!, 1, 1, 1],
    ...layer('decoder.head.2', 3, dim!, 3, 3, 3),
  };
  let input = dim!;
  let next = 0;
  for (const [level, width] of widths.entries()) {
    const output = dim! * width;
    for (let i = 0; i < resBlocks!; i += 1) {
      Object.assign(shapes, residual(`encoder.downsamples.${next++}`, input, output));
      input = output;
    }
    if (level === widths.length - 1) continue;
    const name = `encoder.downsamples.${next++}`;
    Object.assign(shapes, layer(`${name}.resample.1`, output, output, 3, 3));
    if (temporal[level]) Object.assign(shapes, layer(`${name}.time_conv`, output, output, 3, 1, 1));
  }
  input = top;
  next = 0;
  for (const [level, width] of [...widths].reverse().entries()) {
    const output = dim! * width;
    for (let i = 0; i <= resBlocks!; i += 1) {
      Object.assign(shapes, residual(`decoder.upsamples.${next++}`, input, output));
      input = output;
    }
    if (level === widths.length - 1) continue;
    const name = `decoder.upsamples.${next++}`;
    Object.assign(shapes, layer(`${name}.resample.1`, output / 2, output, 3, 3));
    if ([...temporal].reverse()[level]) Object.assign(shapes, layer(`${name}.time_conv`, 2 * output, output, 3, 1, 1));
    input = output / 2;
  }
  return shapes;
}

function wanDit({ dim, ffn, freq, text, clipDim, inDim, outDim, layers, patch = 2 }: Dims): Shapes {
  return {
    ...layer('patch_embedding', dim!, inDim!, 1, patch, patch),
    ...layer('text_embedding.0', dim!, text!),
    ...layer('text_embedding.2', dim!, dim!),
    ...layer('time_embedding.0', dim!, freq!),
    ...layer('time_embedding.2', dim!, dim!),
    ...layer('time_projection.1', 6 * dim!, dim!),
    ...norm('img_emb.proj.0', clipDim!),
    ...layer('img_emb.proj.1', clipDim!, clipDim!),
    ...layer('img_emb.proj.3', dim!, clipDim!),
    ...norm('img_emb.proj.4', dim!),
    'head.modulation': [1, 2, dim!],
    ...layer('head.head', patch * patch * outDim!, dim!),
    ...repeat(layers!, (i) => ({
      [`blocks.${i}.modulation`]: [1, 6, dim!],
      ...norm(`blocks.${i}.norm3`, dim!),
      ...layer(`blocks.${i}.ffn.0`, ffn!, dim!),
      ...layer(`blocks.${i}.ffn.2`, dim!, ffn!),
      ...merge(
        [
          'self_attn.q',
          'self_attn.k',
          'self_attn.v',
          'self_attn.o',
          'cross_attn.q',
          'cross_attn.k',
          'cross_attn.v',
          'cross_attn.o',
          'cross_attn.k_img',
          'cross_attn.v_img',
        ].map((part) => layer(`blocks.${i}.${part}`, dim!, dim!)),
      ),
      ...merge(
        ['self_attn.norm_q', 'self_attn.norm_k', 'cross_attn.norm_q', 'cross_attn.norm_k', 'cross_attn.norm_k_img'].map(
          (part) => ({ [`blocks.${i}.${part}.weight`]: [dim!] }),
        ),
      ),
    })),
  };
}

function infiniteTalkPatch({
  dim,
  layers,
  audioWindow,
  audioFeatures,
  audioInner,
  audioOut,
  audioTokens,
}: Dims): Shapes {
  return {
    ...layer('audio_proj.proj1', audioInner!, audioWindow! * audioFeatures!),
    ...layer('audio_proj.proj1_vf', audioInner!, (audioWindow! + 3) * audioFeatures!),
    ...layer('audio_proj.proj2', audioInner!, audioInner!),
    ...layer('audio_proj.proj3', audioTokens! * audioOut!, audioInner!),
    ...norm('audio_proj.norm', audioOut!),
    ...repeat(layers!, (i) => ({
      ...norm(`blocks.${i}.norm_x`, dim!),
      ...layer(`blocks.${i}.audio_cross_attn.q_linear`, dim!, dim!),
      ...layer(`blocks.${i}.audio_cross_attn.kv_linear`, 2 * dim!, audioOut!),
      ...layer(`blocks.${i}.audio_cross_attn.proj`, dim!, dim!),
    })),
  };
}

const SHAPES: Readonly<Record<NetworkFamily, (dims: Dims) => Shapes>> = {
  umt5,
  clip,
  wav2vec2,
  'wan-vae': wanVae,
  'wan-dit': wanDit,
  'infinitetalk-patch': infiniteTalkPatch,
};

/** Every tensor of a network under its official name. */
export const networkShapes = (family: NetworkFamily, dims: Dims): TensorShapes => SHAPES[family](dims);

const DIT_14B: Dims = {
  dim: 5120,
  ffn: 13824,
  freq: 256,
  text: 4096,
  clipDim: 1280,
  inDim: 36,
  outDim: 16,
  layers: 40,
};
const TINY_DIT: Dims = { dim: 128, ffn: 192, freq: 32, text: 32, clipDim: 80, inDim: 36, outDim: 16, layers: 2 };

/** Sizes of the published networks. */
export const OFFICIAL_DIMS: Readonly<Record<NetworkFamily, Dims>> = {
  umt5: { vocab: 256384, dim: 4096, dimAttn: 4096, dimFfn: 10240, heads: 64, layers: 24, buckets: 32 },
  clip: { imageSize: 224, patch: 14, dim: 1280, mlp: 5120, layers: 32, out: 1024 },
  wav2vec2: { convDim: 512, dim: 768, ffn: 3072, layers: 12, posKernel: 128, posGroups: 16 },
  'wan-vae': { dim: 96, z: 16, resBlocks: 2 },
  'wan-dit': DIT_14B,
  'infinitetalk-patch': {
    ...DIT_14B,
    audioWindow: 5,
    audioFeatures: 12 * 768,
    audioInner: 512,
    audioOut: 768,
    audioTokens: 32,
  },
};

/** Sizes for tests, which need no settings: heads are as wide as in the published networks. */
export const TINY_DIMS: Readonly<Record<NetworkFamily, Dims>> = {
  umt5: { vocab: 40, dim: 32, dimAttn: 32, dimFfn: 48, heads: 4, layers: 2, buckets: 32 },
  clip: { imageSize: 28, patch: 14, dim: 80, mlp: 96, layers: 2, out: 16 },
  wav2vec2: { convDim: 16, dim: 64, ffn: 96, layers: 2, posKernel: 8, posGroups: 4 },
  'wan-vae': { dim: 8, z: 16, resBlocks: 2 },
  'wan-dit': TINY_DIT,
  'infinitetalk-patch': {
    ...TINY_DIT,
    audioWindow: 5,
    audioFeatures: 128,
    audioInner: 24,
    audioOut: 32,
    audioTokens: 4,
  },
};
