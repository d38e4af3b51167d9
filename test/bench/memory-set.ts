/**
 * `tsx test/bench/memory-set.ts --out DIR --size small|medium`: a complete model set with random weights, larger than the
 * demo model and small enough for a processor. The tokenizer is the demo model's.
 */
import { cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { NetworkFamily } from '../../core/checkpoints/dialects/dialect.ts';
import { type Dims, OFFICIAL_DIMS } from '../support/synthetic/network-shapes.ts';
import { randomNetwork } from '../support/synthetic/random-weights.ts';
import { STORAGES, writeCheckpoint } from '../support/synthetic/write-checkpoint.ts';

const DEMO = fileURLToPath(new URL('../../models/demo/', import.meta.url));
/** A build lies one folder deeper than the sources. */
const TOKENIZER = import.meta.url.includes('/dist/') ? join(DEMO, '../../../models/demo') : DEMO;
/** Ids of the demo model's tokenizer. */
const VOCABULARY = 4096;

interface SetSize {
  readonly dtype: string;
  readonly dims: Readonly<Record<NetworkFamily, Dims>>;
}

/** Half and twice the width of one another, in different element types. */
function setOf(width: number, layers: number, vae: number, dtype: string): SetSize {
  const sound = { convDim: 64, dim: 192, ffn: 768, layers: 4, posKernel: 32, posGroups: 16 };
  const dit = {
    ...{
      dim: width,
      ffn: Math.round(2.75 * width),
      freq: 256,
      text: width,
      clipDim: 320,
      inDim: 36,
      outDim: 16,
      layers,
    },
    ...{ audioWindow: 5, audioFeatures: 4 * 192, audioInner: 128, audioOut: 192, audioTokens: 16 },
  };
  return {
    dtype,
    dims: {
      ...OFFICIAL_DIMS,
      umt5: {
        ...OFFICIAL_DIMS.umt5,
        vocab: VOCABULARY,
        dim: width,
        dimAttn: width,
        dimFfn: 2 * width,
        heads: 8,
        layers,
      },
      clip: { imageSize: 224, patch: 14, dim: 320, mlp: 1280, layers: 8, out: 64 },
      wav2vec2: sound,
      'wan-vae': { dim: vae, z: 16, resBlocks: 2 },
      'wan-dit': dit,
      'infinitetalk-patch': dit,
    },
  };
}

const SIZES: Readonly<Record<string, SetSize>> = {
  small: setOf(512, 8, 24, 'F32'),
  medium: setOf(1024, 12, 32, 'BF16'),
};

const { values } = parseArgs({ options: { out: { type: 'string' }, size: { type: 'string' } } });
const size = SIZES[values.size ?? ''];
if (!values.out || !size) throw new Error(`--out DIR and --size ${Object.keys(SIZES).join('|')} are needed`);
for (const family of Object.keys(size.dims) as NetworkFamily[]) {
  const folder = join(values.out, family);
  await mkdir(folder, { recursive: true });
  const form = { dialect: 'official', container: 'safetensors', storage: STORAGES[size.dtype]! } as const;
  await writeCheckpoint(folder, family, family, randomNetwork(family, size.dims[family], 1), form);
}
for (const file of ['tokenizer.json', 'tokenizer_config.json']) await cp(join(TOKENIZER, file), join(values.out, file));
