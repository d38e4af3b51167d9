/**
 * `npx tsx test/device/main.ts --provider webgpu [--precision q8] [--blocks 2] [--tiny]`: loads the DiT and the VAE at
 * the official dims with random weights, compares one small pass with the CPU in float32, and times a pass at
 * 832×480×81. One JSON line per network.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type FloatTensor, floatTensor } from '../../core/plugin-api/index.ts';
import { NoiseGenerator } from '../../core/sampling/randn.ts';
import wanDit from '../../plugins/wan-dit/index.ts';
import wanVae from '../../plugins/wan-vae/index.ts';
import { openPrecision, openProvider } from '../precision/setups.ts';
import { loadNetwork, type NetworkSetup, withNetworkSetup } from '../support/network.ts';
import { OFFICIAL_DIMS, TINY_DIMS } from '../support/synthetic/network-shapes.ts';
import { randomNetwork } from '../support/synthetic/random-weights.ts';
import { STORAGES, writeCheckpoint } from '../support/synthetic/write-checkpoint.ts';
import { gpuBytes } from './gpu-memory.ts';

const { values } = parseArgs({
  options: {
    provider: { type: 'string', default: 'webgpu' },
    options: { type: 'string', default: '{}' },
    precision: { type: 'string', default: 'q8' },
    blocks: { type: 'string', default: '2' },
    tiny: { type: 'boolean', default: false },
    network: { type: 'string', multiple: true, default: ['wan-dit', 'wan-vae'] },
  },
});

type Size = readonly [frames: number, height: number, width: number];
/** Latent frames, height and width: small enough for the CPU, and 832×480 with 81 frames. */
const SMALL: Size = [3, 16, 16];
const LARGE: Size = values.tiny ? [5, 16, 24] : [21, 60, 104];
const REPEATS = 3;

const noise = new NoiseGenerator(1);
const random = (...dims: number[]): FloatTensor =>
  floatTensor(noise.randn(dims.reduce((product, size) => product * size, 1)), dims);

function relativeL2(actual: Float32Array, expected: Float32Array): number {
  let difference = 0;
  let norm = 0;
  for (let i = 0; i < expected.length; i++) {
    difference += (actual[i]! - expected[i]!) ** 2;
    norm += expected[i]! ** 2;
  }
  return Math.sqrt(difference / norm);
}

async function timed<Result>(work: () => Promise<Result>): Promise<{ result: Result; seconds: number }> {
  const started = performance.now();
  const result = await work();
  return { result, seconds: (performance.now() - started) / 1000 };
}

/** What came out of the small pass, and the seconds of each large one. */
interface Measurement {
  readonly loadSeconds: number;
  readonly small: Float32Array;
  readonly seconds: readonly number[];
  readonly gpuBytes: number | null;
}

async function measureDit(
  file: string,
  inputs: Record<'small' | 'large', DitInputs>,
  large: boolean,
): Promise<Measurement> {
  const { result: loaded, seconds: loadSeconds } = await timed(() => loadNetwork(wanDit, 'dit', file));
  const pass = async ({ latents, y, imageFeatures, context }: DitInputs, repeats: number) => {
    const condition = { context, audio: null };
    const window = await loaded.handle.openWindow({
      y,
      imageFeatures,
      refTargetMasks: null,
      conditions: { cond: condition },
    });
    const seconds: number[] = [];
    let velocity = new Float32Array();
    for (let i = 0; i < repeats; i++) {
      // Another timestep each time: nothing of the pass before can be used again.
      const one = await timed(() => window.forward(latents, 900 - i, 'cond'));
      seconds.push(one.seconds);
      if (i === 0) velocity = one.result.data as Float32Array<ArrayBuffer>;
    }
    await window.close();
    return { velocity, seconds };
  };
  const small = await pass(inputs.small, 1);
  const { seconds } = large ? await pass(inputs.large, REPEATS) : { seconds: [] };
  const memory = gpuBytes();
  await loaded.runner.release();
  return { loadSeconds, small: small.velocity, seconds, gpuBytes: memory };
}

interface DitInputs {
  readonly latents: FloatTensor;
  readonly y: FloatTensor;
  readonly imageFeatures: FloatTensor;
  readonly context: FloatTensor;
}

async function measureVae(
  file: string,
  inputs: Record<'small' | 'large', FloatTensor[]>,
  large: boolean,
): Promise<Measurement> {
  const { result: loaded, seconds: loadSeconds } = await timed(() => loadNetwork(wanVae, 'vae', file));
  const pass = async (latents: readonly FloatTensor[]) => {
    const stream = loaded.handle.openDecoder();
    const seconds: number[] = [];
    let last = new Float32Array();
    for (const latent of latents) {
      const one = await timed(() => stream.push(latent));
      seconds.push(one.seconds);
      last = one.result.data as Float32Array<ArrayBuffer>;
    }
    await stream.close();
    return { last, seconds };
  };
  const small = await pass(inputs.small);
  const { seconds } = large ? await pass(inputs.large) : { seconds: [] };
  const memory = gpuBytes();
  await loaded.runner.release();
  return { loadSeconds, small: small.last, seconds, gpuBytes: memory };
}

const dir = await mkdtemp(join(tmpdir(), 'genesis-device-'));
const dims = values.tiny ? TINY_DIMS : OFFICIAL_DIMS;
const { setup, unavailable } = await openProvider(values.provider, JSON.parse(values.options));
if (setup === null) {
  console.error(`${values.provider}: ${unavailable}`);
  process.exit(1);
}
const before = gpuBytes();
for (const network of values.network) {
  const family = network as 'wan-dit' | 'wan-vae';
  const shape = family === 'wan-dit' ? { ...dims['wan-dit'], layers: Number(values.blocks) } : dims['wan-vae'];
  const storage = STORAGES[family === 'wan-dit' ? 'BF16' : 'F32']!;
  const sources = randomNetwork(family, shape, 1);
  const { result: file, seconds: writeSeconds } = await timed(() =>
    writeCheckpoint(dir, family, family, sources, { dialect: 'official', container: 'safetensors', storage }),
  );
  const precision = family === 'wan-dit' ? values.precision : 'auto';
  const held: NetworkSetup = { ...setup, precision: { value: openPrecision(precision, {}), dir } };
  const ditInputs = ([frames, height, width]: Size): DitInputs => ({
    latents: random(16, frames, height, width),
    y: random(20, frames, height, width),
    imageFeatures: random(257, dims['wan-dit'].clipDim ?? 1280),
    context: random(100, dims['wan-dit'].text ?? 4096),
  });
  const vaeInputs = ([, height, width]: Size) => Array.from({ length: 4 }, () => random(16, 1, height, width));
  const measure = (large: boolean) => {
    if (family === 'wan-vae') return measureVae(file, vae, large);
    return measureDit(file, dit, large);
  };
  const dit = { small: ditInputs(SMALL), large: ditInputs(LARGE) };
  const vae = { small: vaeInputs(SMALL), large: vaeInputs(LARGE) };
  const reference = await measure(false);
  const measured = await withNetworkSetup(held, () => measure(true));
  console.log(
    JSON.stringify({
      network: family,
      provider: values.provider,
      precision,
      dims: shape,
      large: LARGE,
      writeSeconds,
      loadSeconds: measured.loadSeconds,
      seconds: measured.seconds,
      relativeL2: relativeL2(measured.small, reference.small),
      gpuBytes: measured.gpuBytes === null ? null : measured.gpuBytes - (before ?? 0),
    }),
  );
}
await rm(dir, { recursive: true, force: true });
process.exit(0);
