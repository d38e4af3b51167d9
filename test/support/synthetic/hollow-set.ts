import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { NetworkFamily } from '../../../core/checkpoints/dialects/dialect.ts';
import type { DType } from '../../../core/plugin-api/index.ts';
import { OFFICIAL_DIMS } from './network-shapes.ts';
import { hollowNetwork } from './random-weights.ts';
import { writeSafetensors, writeSharded } from './write-safetensors.ts';

const FILES: readonly (readonly [family: NetworkFamily, folder: string, dtype: DType])[] = [
  ['infinitetalk-patch', 'diffusion_models', 'bfloat16'],
  ['umt5', 'text_encoders', 'bfloat16'],
  ['clip', 'clip_vision', 'float16'],
  ['wan-vae', 'vae', 'float32'],
  ['wav2vec2', 'wav2vec2', 'float16'],
];
const SHARD_BYTES = 5e9;

/**
 * Writes a complete 14B set of true dims, the DiT in shards, as sparse files without weights: 50 GB to look at, a few
 * megabytes on the disk.
 */
export async function writeHollowSet(root: string): Promise<void> {
  const hollow = (family: NetworkFamily, dtype: DType) => hollowNetwork(family, OFFICIAL_DIMS[family], dtype);
  for (const [family, folder, dtype] of FILES) {
    await mkdir(join(root, folder), { recursive: true });
    await writeSafetensors(join(root, folder, `${family}.safetensors`), hollow(family, dtype));
  }
  await writeSharded(
    join(root, 'diffusion_models', 'wan.safetensors.index.json'),
    hollow('wan-dit', 'bfloat16'),
    SHARD_BYTES,
  );
}
