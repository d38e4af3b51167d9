import { alias, type Dialect, type NamePair, pair } from './dialect.ts';

/** Kijai's wrapper calls the audio projection so inside a merged network. */
const AUDIO: readonly NamePair[] = [alias('multitalk_audio_proj.*', 'audio_proj.*')];

/** Names of diffusers' WanTransformer3DModel; diffusers, scripts/convert_wan_to_diffusers.py. */
const DIFFUSERS: readonly NamePair[] = [
  pair('condition_embedder.time_embedder.linear_1.*', 'time_embedding.0.*'),
  pair('condition_embedder.time_embedder.linear_2.*', 'time_embedding.2.*'),
  pair('condition_embedder.text_embedder.linear_1.*', 'text_embedding.0.*'),
  pair('condition_embedder.text_embedder.linear_2.*', 'text_embedding.2.*'),
  pair('condition_embedder.time_proj.*', 'time_projection.1.*'),
  pair('condition_embedder.image_embedder.norm1.*', 'img_emb.proj.0.*'),
  pair('condition_embedder.image_embedder.ff.net.0.proj.*', 'img_emb.proj.1.*'),
  pair('condition_embedder.image_embedder.ff.net.2.*', 'img_emb.proj.3.*'),
  pair('condition_embedder.image_embedder.norm2.*', 'img_emb.proj.4.*'),
  pair('condition_embedder.image_embedder.pos_embed', 'img_emb.emb_pos'),
  pair('scale_shift_table', 'head.modulation'),
  pair('proj_out.*', 'head.head.*'),
  pair('blocks.#.scale_shift_table', 'blocks.#.modulation'),
  pair('blocks.#.ffn.net.0.proj.*', 'blocks.#.ffn.0.*'),
  pair('blocks.#.ffn.net.2.*', 'blocks.#.ffn.2.*'),
  // The norm before cross-attention: the third that was defined, the second that is applied.
  pair('blocks.#.norm2.*', 'blocks.#.norm3.*'),
  ...(['q', 'k', 'v'] as const).flatMap((part) => [
    pair(`blocks.#.attn1.to_${part}.*`, `blocks.#.self_attn.${part}.*`),
    pair(`blocks.#.attn2.to_${part}.*`, `blocks.#.cross_attn.${part}.*`),
  ]),
  pair('blocks.#.attn1.to_out.0.*', 'blocks.#.self_attn.o.*'),
  pair('blocks.#.attn2.to_out.0.*', 'blocks.#.cross_attn.o.*'),
  pair('blocks.#.attn1.norm_q.*', 'blocks.#.self_attn.norm_q.*'),
  pair('blocks.#.attn1.norm_k.*', 'blocks.#.self_attn.norm_k.*'),
  pair('blocks.#.attn2.norm_q.*', 'blocks.#.cross_attn.norm_q.*'),
  pair('blocks.#.attn2.norm_k.*', 'blocks.#.cross_attn.norm_k.*'),
  pair('blocks.#.attn2.add_k_proj.*', 'blocks.#.cross_attn.k_img.*'),
  pair('blocks.#.attn2.add_v_proj.*', 'blocks.#.cross_attn.v_img.*'),
  pair('blocks.#.attn2.norm_added_k.*', 'blocks.#.cross_attn.norm_k_img.*'),
];

export const wanDitDialects: readonly Dialect[] = [
  {
    id: 'official',
    family: 'wan-dit',
    recognises: (has) => has('patch_embedding.weight') && has('blocks.0.self_attn.q.weight'),
    pairs: () => AUDIO,
  },
  {
    id: 'diffusers',
    family: 'wan-dit',
    recognises: (has) => has('condition_embedder.time_proj.weight') && has('blocks.0.attn1.to_q.weight'),
    pairs: () => [...DIFFUSERS, ...AUDIO],
  },
  {
    id: 'official',
    family: 'infinitetalk-patch',
    recognises: (has) =>
      has('blocks.0.audio_cross_attn.kv_linear.weight') &&
      (has('audio_proj.proj1.weight') || has('multitalk_audio_proj.proj1.weight')),
    pairs: () => AUDIO,
  },
];

/** For LoRAs, whose targets are named one by one. */
export const DIFFUSERS_DIT_PAIRS = DIFFUSERS;
