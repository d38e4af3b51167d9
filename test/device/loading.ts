/**
 * `npx tsx test/device/loading.ts --dir DIR [--layers 4] [--storage F8_E4M3_SCALED] [--blocks-per-graph 4]
 * [--precision auto] [--frames 1] [--options JSON] [--tiny]`: loads the blocks of a DiT at the official dims with random weights on a graphics card and
 * runs them three times over latent frames of 832×480. Prints seconds, the most memory of the process and what the card holds then,
 * as one JSON line. The file in DIR is left for the next call.
 */
import { existsSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { cutFor, loweringOf } from '../../core/memory/lowering-of.ts';
import { type FloatTensor, floatTensor, type NetworkContribution } from '../../core/plugin-api/index.ts';
import { checkpointInPrecision } from '../../core/quantize/converted-checkpoint.ts';
import { SessionSet } from '../../core/runtime/session-set.ts';
import { NoiseGenerator } from '../../core/sampling/randn.ts';
import wanDit from '../../plugins/wan-dit/index.ts';
import { openPrecision, openProvider } from '../precision/setups.ts';
import { openCheckpoint } from '../support/open-checkpoint.ts';
import { stopwatch } from '../support/stopwatch.ts';
import { type Dims, OFFICIAL_DIMS, TINY_DIMS } from '../support/synthetic/network-shapes.ts';
import { randomNetwork } from '../support/synthetic/random-weights.ts';
import { STORAGES, writeCheckpoint } from '../support/synthetic/write-checkpoint.ts';
import { gpuBytes } from './gpu-memory.ts';

const { values } = parseArgs({
  options: {
    dir: { type: 'string', default: 'out/loading' },
    layers: { type: 'string', default: '4' },
    storage: { type: 'string', default: 'BF16' },
    'blocks-per-graph': { type: 'string', default: '0' },
    precision: { type: 'string', default: 'auto' },
    frames: { type: 'string', default: '1' },
    options: { type: 'string', default: '{}' },
    tiny: { type: 'boolean', default: false },
  },
});

const noise = new NoiseGenerator(1);
const random = (...dims: number[]): FloatTensor =>
  floatTensor(noise.randn(dims.reduce((product, size) => product * size, 1)), dims);

const { setup, unavailable } = await openProvider('webgpu', JSON.parse(values.options));
if (setup === null) throw new Error(unavailable);
const dims: Dims = { ...(values.tiny ? TINY_DIMS : OFFICIAL_DIMS)['wan-dit'], layers: Number(values.layers) };
await mkdir(values.dir, { recursive: true });
const name = `dit-${values.layers}-${values.storage}`;
const file = join(values.dir, `${name}.safetensors`);
if (!existsSync(file)) {
  const form = { dialect: 'official', container: 'safetensors', storage: STORAGES[values.storage]! } as const;
  await writeCheckpoint(values.dir, name, 'wan-dit', randomNetwork('wan-dit', dims, 1), form);
}

const lap = stopwatch();

const offered = wanDit.contributes[0] as NetworkContribution<'dit'>;
const options = { blocksPerGraph: Number(values['blocks-per-graph']) };
const network = offered.create({ log: () => {} }, offered.options.parse(options));
const { execution } = setup;
const checkpoint = await checkpointInPrecision(await openCheckpoint(file), openPrecision(values.precision, {}), {
  role: 'dit',
  provider: 'webgpu',
  dir: join(values.dir, 'weights'),
});
const convertSeconds = lap();
const config = network.detect(checkpoint);
const lowering = loweringOf(execution, 'dit');
const cut = cutFor(lowering);
const [frames, height, width] = values.tiny ? [1, 16, 24] : [Number(values.frames), 60, 104];
const size = lowering.oneSize ? { latents: { frames, height, width } } : {};
const graphs = network.build(config, { checkpoint, lowering, cut, ...size });
const runner = await SessionSet.load(graphs, execution.session({ threads: 2, leanMemory: true }));
const window = await network.bind(config, runner, { cut }).openWindow({
  y: random(20, frames, height, width),
  imageFeatures: random(257, dims.clipDim ?? 1280),
  refTargetMasks: null,
  conditions: { cond: { context: random(100, dims.text ?? 4096), audio: null } },
});
const latents = random(16, frames, height, width);
const seconds: number[] = [];
let sum = 0;
for (let i = 0; i < 3; i++) {
  const { data } = await window.forward(latents, 900 - i, 'cond');
  seconds.push(lap());
  if (i === 2) sum = (data as Float32Array).reduce((total, value) => total + Math.abs(value), 0);
}
const status = await readFile('/proc/self/status', 'utf8');
console.log(
  JSON.stringify({
    ...values,
    convertSeconds,
    loadAndFirstSeconds: seconds[0],
    laterSeconds: seconds.slice(1),
    peakBytes: Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)![1]) * 1024,
    cardBytes: gpuBytes(),
    sum,
  }),
);
process.exit(0);
