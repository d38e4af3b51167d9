import { type CheckpointView, GenesisError } from '../../core/plugin-api/index.ts';

/** What a Wan DiT's checkpoint is when it is not image-to-video of Wan 2.1; null for that one. */
function variant(checkpoint: CheckpointView): string | null {
  const any = (prefix: string) => checkpoint.names.some((name) => name.startsWith(prefix));
  if (any('vace_')) return 'Wan VACE';
  if (any('ref_conv.') || any('control_adapter.')) return 'a Wan Fun control network';
  if (any('face_adapter.') || any('pose_patch_embedding.')) return 'Wan Animate';
  if (any('casual_audio_encoder.')) return 'Wan speech-to-video';
  if (checkpoint.has('img_emb.emb_pos')) return 'Wan first-and-last-frame-to-video';
  if (!any('img_emb.') && !any('blocks.0.cross_attn.k_img.')) {
    const channels = checkpoint.get('patch_embedding.weight').shape[1];
    return channels === 36 ? 'Wan 2.2, which has no image tokens' : 'Wan text-to-video';
  }
  return null;
}

/** @throws GenesisError CHECKPOINT_UNSUPPORTED naming what the checkpoint is */
export function refuseVariant(checkpoint: CheckpointView): void {
  const other = variant(checkpoint);
  if (other === null) return;
  throw new GenesisError('CHECKPOINT_UNSUPPORTED', `The checkpoint is ${other}, not Wan 2.1 image-to-video.`, {
    accepted: 'Wan 2.1 I2V (480P or 720P), with or without the InfiniteTalk patch',
  });
}
