import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadSafetensors } from '../../core/graph/safetensors.ts';
import type { Precision } from '../../core/plugin-api/index.ts';
import type { ParityCase } from '../parity/case.ts';
import { compareTensors } from '../parity/compare.ts';
import { ditComponents } from '../parity/components/dit.ts';
import { encoderComponents } from '../parity/components/encoders.ts';
import { vaeComponents } from '../parity/components/vae.ts';
import { type NetworkSetup, withNetworkSetup } from '../support/network.ts';
import { type LinearSize, runLinear } from './linear-layer.ts';

const FIXTURES = 'test/fixtures/parity';
const COMPONENTS = { ...encoderComponents, ...vaeComponents, ...ditComponents };

/** Recorded runs of the reference code in float32, one per network, in the order of the table. */
export const CASES: Readonly<Record<string, string>> = {
  umT5: 'umt5_short',
  CLIP: 'clip_preprocessed',
  wav2vec2: 'wav2vec2_plain',
  'DiT I2V': 'dit_i2v_a',
  'DiT InfiniteTalk': 'dit_infinitetalk_single',
  'VAE encoder': 'vae_encode_5f',
  'VAE decoder': 'vae_decode_3l',
};

/** Inner sizes that are a multiple of every block, of none, and that of the 1.3B network. */
export const LINEAR_SIZES: readonly LinearSize[] = [
  { rows: 64, inner: 256, out: 128 },
  { rows: 5, inner: 100, out: 72 },
  { rows: 16, inner: 1536, out: 96 },
];

/** Distance of what a network gave from its reference; the larger of its outputs. */
export interface ErrorRow {
  readonly network: string;
  /** ‖actual − reference‖₂ / ‖reference‖₂ */
  readonly relL2: number;
  readonly maxAbs: number;
}

const NO_BOUNDS = { maxAbs: Number.POSITIVE_INFINITY, relL2: Number.POSITIVE_INFINITY };

async function readCase(name: string): Promise<ParityCase> {
  const dir = join(FIXTURES, name);
  const config = JSON.parse(await readFile(join(dir, 'config.json'), 'utf8')) as ParityCase['config'];
  return { name, dir, config, tensors: await loadSafetensors(join(dir, 'io.safetensors')) };
}

async function measureCase(network: string, setup: NetworkSetup): Promise<ErrorRow> {
  const parityCase = await readCase(CASES[network]!);
  const made = await withNetworkSetup(setup, () => COMPONENTS[String(parityCase.config.component)]!(parityCase));
  const errors = Object.keys(parityCase.tensors)
    .filter((name) => name.startsWith('out.'))
    .map((name) => compareTensors(made[name]!, parityCase.tensors[name]!, NO_BOUNDS));
  return {
    network,
    relL2: Math.max(...errors.map(({ relL2 }) => relL2)),
    maxAbs: Math.max(...errors.map(({ maxAbs }) => maxAbs)),
  };
}

/** Runs the recorded networks and single linear layers with a provider and a precision, and measures each. */
export async function measurePrecision(
  provider: Omit<NetworkSetup, 'precision'>,
  precision: Precision,
  networks: readonly string[] = Object.keys(CASES),
): Promise<ErrorRow[]> {
  const dir = await mkdtemp(join(tmpdir(), 'precision-'));
  const setup = { ...provider, precision: { value: precision, dir } };
  try {
    const rows: ErrorRow[] = [];
    for (const size of LINEAR_SIZES) {
      const { actual, expected } = await runLinear(size, setup);
      const { relL2, maxAbs } = compareTensors(actual, expected, NO_BOUNDS);
      rows.push({ network: `linear ${size.rows}×${size.inner}×${size.out}`, relL2, maxAbs });
    }
    for (const network of networks) rows.push(await measureCase(network, setup));
    return rows;
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}
