import { alias, type Dialect, type NamePair, pair } from './dialect.ts';

const LAYER = 'encoder.block.#.layer';

/** Names of the transformers library's UMT5EncoderModel; models/umt5/modeling_umt5.py. ComfyUI's files have them too. */
const UMT5: readonly NamePair[] = [
  pair('shared.weight', 'token_embedding.weight'),
  alias('encoder.embed_tokens.weight', 'token_embedding.weight'),
  pair('encoder.final_layer_norm.weight', 'norm.weight'),
  ...(['q', 'k', 'v', 'o'] as const).map((part) =>
    pair(`${LAYER}.0.SelfAttention.${part}.*`, `blocks.#.attn.${part}.*`),
  ),
  pair(`${LAYER}.0.SelfAttention.relative_attention_bias.*`, 'blocks.#.pos_embedding.embedding.*'),
  pair(`${LAYER}.0.layer_norm.*`, 'blocks.#.norm1.*'),
  pair(`${LAYER}.1.DenseReluDense.wi_0.*`, 'blocks.#.ffn.gate.0.*'),
  pair(`${LAYER}.1.DenseReluDense.wi_1.*`, 'blocks.#.ffn.fc1.*'),
  pair(`${LAYER}.1.DenseReluDense.wo.*`, 'blocks.#.ffn.fc2.*'),
  pair(`${LAYER}.1.layer_norm.*`, 'blocks.#.norm2.*'),
];

const VISION_LAYER = 'vision_model.encoder.layers.#';

/** Names of the transformers library's CLIPVisionModel; models/clip/modeling_clip.py. */
const CLIP_TRANSFORMERS: readonly NamePair[] = [
  pair('vision_model.embeddings.class_embedding', 'visual.cls_embedding', 2),
  pair('vision_model.embeddings.position_embedding.weight', 'visual.pos_embedding', 1),
  pair('vision_model.embeddings.patch_embedding.*', 'visual.patch_embedding.*'),
  // The library's own spelling.
  pair('vision_model.pre_layrnorm.*', 'visual.pre_norm.*'),
  pair('vision_model.post_layernorm.*', 'visual.post_norm.*'),
  pair(
    ['q', 'k', 'v'].map((part) => `${VISION_LAYER}.self_attn.${part}_proj.*`),
    'visual.transformer.#.attn.to_qkv.*',
  ),
  pair(`${VISION_LAYER}.self_attn.out_proj.*`, 'visual.transformer.#.attn.proj.*'),
  pair(`${VISION_LAYER}.layer_norm1.*`, 'visual.transformer.#.norm1.*'),
  pair(`${VISION_LAYER}.layer_norm2.*`, 'visual.transformer.#.norm2.*'),
  pair(`${VISION_LAYER}.mlp.fc1.*`, 'visual.transformer.#.mlp.0.*'),
  pair(`${VISION_LAYER}.mlp.fc2.*`, 'visual.transformer.#.mlp.2.*'),
];

const RESBLOCK = 'visual.transformer.resblocks.#';

/** Names of OpenCLIP's VisionTransformer; open_clip, src/open_clip/transformer.py. */
const OPEN_CLIP: readonly NamePair[] = [
  pair('visual.class_embedding', 'visual.cls_embedding', 2),
  pair('visual.positional_embedding', 'visual.pos_embedding', 1),
  pair('visual.conv1.*', 'visual.patch_embedding.*'),
  pair('visual.ln_pre.*', 'visual.pre_norm.*'),
  pair('visual.ln_post.*', 'visual.post_norm.*'),
  pair('visual.proj', 'visual.head'),
  pair(`${RESBLOCK}.attn.in_proj_weight`, 'visual.transformer.#.attn.to_qkv.weight'),
  pair(`${RESBLOCK}.attn.in_proj_bias`, 'visual.transformer.#.attn.to_qkv.bias'),
  pair(`${RESBLOCK}.attn.out_proj.*`, 'visual.transformer.#.attn.proj.*'),
  pair(`${RESBLOCK}.ln_1.*`, 'visual.transformer.#.norm1.*'),
  pair(`${RESBLOCK}.ln_2.*`, 'visual.transformer.#.norm2.*'),
  pair(`${RESBLOCK}.mlp.c_fc.*`, 'visual.transformer.#.mlp.0.*'),
  pair(`${RESBLOCK}.mlp.c_proj.*`, 'visual.transformer.#.mlp.2.*'),
];

/** The official tower without the `visual.` that the whole CLIP's file has. */
const BARE_CLIP: readonly NamePair[] = [
  'cls_embedding',
  'pos_embedding',
  'head',
  'patch_embedding.*',
  'pre_norm.*',
  'post_norm.*',
  'transformer.#.*',
].map((name) => pair(name, `visual.${name}`));

const POSITION = 'encoder.pos_conv_embed.conv';

/** Weight normalisation as PyTorch stores it since 2.1 (a parametrization), and before. */
const WAV2VEC2: readonly NamePair[] = [
  pair(`${POSITION}.parametrizations.weight.original0`, `${POSITION}.weight_g`),
  pair(`${POSITION}.parametrizations.weight.original1`, `${POSITION}.weight_v`),
];

const gatedT5 = (has: (name: string) => boolean): boolean =>
  has('encoder.block.0.layer.0.SelfAttention.relative_attention_bias.weight') &&
  has('encoder.block.0.layer.1.DenseReluDense.wi_0.weight');

export const encoderDialects: readonly Dialect[] = [
  {
    id: 'official',
    family: 'umt5',
    // umT5 alone has a table of relative positions in every block.
    recognises: (has) => has('token_embedding.weight') && has('blocks.0.pos_embedding.embedding.weight'),
    pairs: () => [],
  },
  {
    id: 'transformers',
    family: 'umt5',
    recognises: (has) =>
      gatedT5(has) &&
      (!has('encoder.block.1.layer.0.SelfAttention.q.weight') ||
        has('encoder.block.1.layer.0.SelfAttention.relative_attention_bias.weight')),
    pairs: () => UMT5,
  },
  {
    id: 'official',
    family: 'clip',
    recognises: (has) => has('visual.transformer.0.attn.to_qkv.weight'),
    pairs: () => [],
  },
  {
    id: 'official',
    family: 'clip',
    recognises: (has) => has('transformer.0.attn.to_qkv.weight') && has('cls_embedding'),
    pairs: () => BARE_CLIP,
  },
  {
    id: 'transformers',
    family: 'clip',
    recognises: (has) =>
      has('vision_model.embeddings.class_embedding') && has('vision_model.encoder.layers.0.self_attn.q_proj.weight'),
    pairs: () => CLIP_TRANSFORMERS,
  },
  {
    id: 'open-clip',
    family: 'clip',
    recognises: (has) => has('visual.class_embedding') && has('visual.transformer.resblocks.0.attn.in_proj_weight'),
    pairs: () => OPEN_CLIP,
  },
  {
    id: 'transformers',
    family: 'wav2vec2',
    recognises: (has) =>
      has('feature_extractor.conv_layers.0.conv.weight') && has('encoder.layers.0.attention.q_proj.weight'),
    pairs: () => WAV2VEC2,
  },
];
