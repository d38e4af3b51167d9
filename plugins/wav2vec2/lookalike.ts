import { type CheckpointView, GenesisError } from '../../core/plugin-api/index.ts';

/** What a speech encoder's checkpoint is when it is not wav2vec 2.0 base; null for it and for strangers. */
function lookalike(checkpoint: CheckpointView): string | null {
  const { settings, names } = checkpoint;
  const has = (name: string) => checkpoint.has(name);
  const any = (tail: string) => ['', 'wav2vec2.', 'wavlm.', 'data2vec_audio.'].some((prefix) => has(prefix + tail));
  if (has('hubert.feature_extractor.conv_layers.0.conv.weight') || settings.model_type === 'hubert') return 'HuBERT';
  if (any('encoder.layers.0.attention.rel_attn_embed.weight')) return 'WavLM';
  if (any('encoder.pos_conv_embed.layers.0.conv.weight')) return 'data2vec-audio';
  if (has('model.encoder.conv1.weight') && has('model.encoder.embed_positions.weight')) return 'Whisper';
  if (settings.feat_extract_norm === 'layer' || any('feature_extractor.conv_layers.1.layer_norm.weight')) {
    return 'wav2vec2 with layer normalisation in its convolutions (large-lv60, XLSR)';
  }
  if (settings.do_stable_layer_norm === true) return 'wav2vec2 with pre-norm layers (do_stable_layer_norm)';
  if (any('feature_extractor.conv_layers.0.conv.bias')) return 'wav2vec2 with biases in its convolutions';
  if (names.some((name) => /^(wav2vec2\.)?encoder\.layers\.0\.adapter_layer\./.test(name)))
    return 'wav2vec2 with attention adapters (MMS)';
  return null;
}

/** @throws GenesisError CHECKPOINT_UNSUPPORTED naming what the checkpoint is */
export function refuseLookalike(checkpoint: CheckpointView): void {
  const other = lookalike(checkpoint);
  if (other === null) return;
  throw new GenesisError('CHECKPOINT_UNSUPPORTED', `The checkpoint is ${other}, not wav2vec 2.0 base.`, {
    accepted: 'wav2vec2-base or a fine-tuning of it, such as chinese-wav2vec2-base',
  });
}
