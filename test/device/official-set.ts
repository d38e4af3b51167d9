import { existsSync } from 'node:fs';
import { cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { NetworkFamily } from '../../core/checkpoints/dialects/dialect.ts';
import { type Dims, OFFICIAL_DIMS, TINY_DIMS } from '../support/synthetic/network-shapes.ts';
import { randomNetwork } from '../support/synthetic/random-weights.ts';
import { STORAGES, writeCheckpoint } from '../support/synthetic/write-checkpoint.ts';

const DEMO = fileURLToPath(new URL('../../models/demo/', import.meta.url));
/** A build lies one folder deeper than the sources. */
const TOKENIZER = import.meta.url.includes('/dist/') ? join(DEMO, '../../../models/demo') : DEMO;

/** How the published files store each network. */
const STORED: Readonly<Record<NetworkFamily, string>> = {
  'wan-dit': 'BF16',
  'infinitetalk-patch': 'BF16',
  umt5: 'BF16',
  clip: 'F16',
  'wan-vae': 'F32',
  wav2vec2: 'F32',
};

const LAYERED: Partial<Record<NetworkFamily, true>> = { 'wan-dit': true, 'infinitetalk-patch': true };

export interface SetDims {
  readonly tiny: boolean;
  /** Blocks of the DiT. */
  readonly layers: number;
  /** How the DiT and its patch are stored, e.g. F16. @default BF16 */
  readonly storage?: string | undefined;
}

/**
 * Writes a complete set with random weights at the published dims; the tokenizer is the demo model's. Networks whose
 * folder is there already are left as they are.
 */
export async function writeOfficialSet(root: string, { tiny, layers, storage }: SetDims): Promise<void> {
  const all = tiny ? TINY_DIMS : OFFICIAL_DIMS;
  const changes: Partial<Record<NetworkFamily, Dims>> = {
    'wan-dit': { layers },
    'infinitetalk-patch': { layers },
    // The tokenizer's ids.
    umt5: tiny ? { vocab: 4096 } : {},
  };
  for (const family of Object.keys(STORED) as NetworkFamily[]) {
    const dims: Dims = { ...all[family], ...changes[family] };
    const form = {
      dialect: 'official',
      container: 'safetensors',
      storage: STORAGES[family in LAYERED ? (storage ?? STORED[family]) : STORED[family]]!,
    } as const;
    if (existsSync(join(root, family))) continue;
    await mkdir(join(root, family), { recursive: true });
    await writeCheckpoint(join(root, family), family, family, randomNetwork(family, dims, 1), form);
  }
  for (const file of ['tokenizer.json', 'tokenizer_config.json']) await cp(join(TOKENIZER, file), join(root, file));
}
