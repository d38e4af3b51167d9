import type { TensorShapes } from '../../core/plugin-api/index.ts';
import type { DitConfig } from './config.ts';

/** Every tensor that the network reads, under its official name. Linear weights are `[out, in]`. */
export function tensorShapes(config: Omit<DitConfig, 'parameters'>): TensorShapes {
  const {
    inChannels,
    latentChannels,
    patch,
    dim,
    ffnDim,
    freqDim,
    textDim,
    clipDim,
    layers,
    audio,
    queryKeyNorm,
    crossNorm,
  } = config;
  const shapes: Record<string, readonly number[]> = {
    'patch_embedding.weight': [dim, inChannels, 1, patch, patch],
    'patch_embedding.bias': [dim],
    'head.modulation': [1, 2, dim],
  };
  const linear = (name: string, out: number, inner: number) => {
    shapes[`${name}.weight`] = [out, inner];
    shapes[`${name}.bias`] = [out];
  };
  const norm = (name: string, size: number) => {
    shapes[`${name}.weight`] = [size];
    shapes[`${name}.bias`] = [size];
  };
  linear('text_embedding.0', dim, textDim);
  linear('text_embedding.2', dim, dim);
  linear('time_embedding.0', dim, freqDim);
  linear('time_embedding.2', dim, dim);
  linear('time_projection.1', 6 * dim, dim);
  norm('img_emb.proj.0', clipDim);
  linear('img_emb.proj.1', clipDim, clipDim);
  linear('img_emb.proj.3', dim, clipDim);
  norm('img_emb.proj.4', dim);
  linear('head.head', latentChannels * patch * patch, dim);
  if (audio) {
    linear('audio_proj.proj1', audio.innerDim, audio.window * audio.features);
    linear('audio_proj.proj1_vf', audio.innerDim, (audio.window + audio.stride - 1) * audio.features);
    linear('audio_proj.proj2', audio.innerDim, audio.innerDim);
    linear('audio_proj.proj3', audio.tokens * audio.outputDim, audio.innerDim);
    norm('audio_proj.norm', audio.outputDim);
  }
  for (let i = 0; i < layers; i++) {
    const block = `blocks.${i}`;
    shapes[`${block}.modulation`] = [1, 6, dim];
    for (const part of ['q', 'k', 'v', 'o']) linear(`${block}.self_attn.${part}`, dim, dim);
    for (const part of ['q', 'k', 'v', 'o', 'k_img', 'v_img']) linear(`${block}.cross_attn.${part}`, dim, dim);
    if (queryKeyNorm) {
      for (const part of ['self_attn.norm_q', 'self_attn.norm_k']) shapes[`${block}.${part}.weight`] = [dim];
      for (const part of ['norm_q', 'norm_k', 'norm_k_img']) shapes[`${block}.cross_attn.${part}.weight`] = [dim];
    }
    if (crossNorm) norm(`${block}.norm3`, dim);
    linear(`${block}.ffn.0`, ffnDim, dim);
    linear(`${block}.ffn.2`, dim, ffnDim);
    if (audio) {
      norm(`${block}.norm_x`, dim);
      linear(`${block}.audio_cross_attn.q_linear`, dim, dim);
      linear(`${block}.audio_cross_attn.kv_linear`, 2 * dim, audio.outputDim);
      linear(`${block}.audio_cross_attn.proj`, dim, dim);
    }
  }
  return shapes;
}
