import { cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { NetworkFamily } from '../../../core/checkpoints/dialects/dialect.ts';
import { type Dims, TINY_DIMS } from './network-shapes.ts';
import { randomNetwork } from './random-weights.ts';
import { STORAGES, type WrittenForm, writeCheckpoint } from './write-checkpoint.ts';

/** Where ComfyUI has each network, and how it is usually stored. */
const PLACES: readonly (readonly [NetworkFamily, string, string, string])[] = [
  ['wan-dit', 'diffusion_models', 'wan2.1_i2v_tiny_fp8_scaled', 'F8_E4M3_SCALED'],
  ['infinitetalk-patch', 'diffusion_models', 'infinitetalk_single_tiny_fp16', 'F16'],
  ['umt5', 'text_encoders', 'umt5_tiny_fp16', 'F16'],
  ['clip', 'clip_vision', 'clip_vision_tiny', 'F16'],
  ['wan-vae', 'vae', 'wan_2.1_vae_tiny', 'BF16'],
  ['wav2vec2', 'wav2vec2', 'wav2vec2_tiny_fp16', 'F16'],
];

/** So that the text encoder knows the ids of the demo model's tokenizer. */
const OF_DEMO_TOKENIZER: Partial<Record<NetworkFamily, Dims>> = { umt5: { vocab: 1133 } };

const TOKENIZER_FILES = ['tokenizer.json', 'tokenizer_config.json'];

/**
 * Writes a complete set of small random networks, laid out as ComfyUI has it. The tokenizer is the demo model's.
 * @param form of every file; default: as ComfyUI's files usually are
 */
export async function writeTinySet(
  root: string,
  tokenizer: string,
  changes: Partial<Record<NetworkFamily, Dims>> = {},
  form?: WrittenForm,
): Promise<void> {
  for (const [family, folder, stem, dtype] of PLACES) {
    const sources = randomNetwork(
      family,
      { ...TINY_DIMS[family], ...OF_DEMO_TOKENIZER[family], ...changes[family] },
      1,
    );
    const usual = { dialect: 'comfyui', container: 'safetensors', storage: STORAGES[dtype]! } as const;
    await writeCheckpoint(join(root, folder), stem, family, sources, form ?? usual);
  }
  const target = join(root, 'text_encoders', 'umt5-tiny');
  await mkdir(target, { recursive: true });
  for (const file of TOKENIZER_FILES) await cp(join(tokenizer, file), join(target, file));
}
