import { GenesisError } from '../errors/genesis-error.ts';
import type { TensorInfo } from '../plugin-api/checkpoint.ts';
import type { CanonicalTensors } from './dialects/canonical.ts';

const BLOCK = /^blocks\.(\d+)\./;

/** Number of blocks that some name belongs to: one more than the highest. */
function blockCount(tensors: ReadonlyMap<string, TensorInfo>): number {
  let count = 0;
  for (const name of tensors.keys()) count = Math.max(count, Number(BLOCK.exec(name)?.[1] ?? -1) + 1);
  return count;
}

/**
 * The base's tensors with the patch's added, or put in their place where both have one.
 * @throws GenesisError CHECKPOINT_UNSUPPORTED when the patch is for a network of other dims, or no InfiniteTalk patch
 */
export function applyPatch(
  base: CanonicalTensors,
  patch: CanonicalTensors,
  patchFile: string,
): ReadonlyMap<string, TensorInfo> {
  const refuse = (why: string): never => {
    throw new GenesisError('CHECKPOINT_UNSUPPORTED', `${patchFile}: ${why}`, {
      accepted: 'an InfiniteTalk patch (single or multi) over a Wan 2.1 image-to-video network of its size',
    });
  };
  if (patch.family !== 'infinitetalk-patch') refuse('is no InfiniteTalk patch');
  if (base.family !== 'wan-dit') refuse('is an InfiniteTalk patch, but what it is put over is no Wan network');
  if (!base.tensors.has('blocks.0.cross_attn.k_img.weight'))
    refuse('is an InfiniteTalk patch, which needs an image-to-video network, but the base is text-to-video');
  const dimOf = (tensors: ReadonlyMap<string, TensorInfo>, name: string): number | undefined =>
    tensors.get(name)?.shape.at(-1);
  const dims = [
    dimOf(base.tensors, 'blocks.0.self_attn.q.weight'),
    dimOf(patch.tensors, 'blocks.0.audio_cross_attn.q_linear.weight'),
  ];
  if (dims[0] !== dims[1]) refuse(`is for a network of width ${dims[1]}, but the base has ${dims[0]}`);
  const blocks = [blockCount(base.tensors), blockCount(patch.tensors)];
  if (blocks[0] !== blocks[1]) refuse(`is for a network of ${blocks[1]} blocks, but the base has ${blocks[0]}`);
  const merged = new Map(base.tensors);
  for (const [name, info] of patch.tensors) {
    const replaced = base.tensors.get(name);
    if (replaced && replaced.shape.join() !== info.shape.join()) {
      refuse(`replaces ${name} of shape [${replaced.shape.join(', ')}] by one of [${info.shape.join(', ')}]`);
    }
    merged.set(name, info);
  }
  return merged;
}
