/**
 * `npx tsx test/device/block-swap.ts --provider webgpu --precision q8 --blocks 8 --swap 0 --swap 4 --swap 8`: a Wan DiT of
 * the official dims cut to so many blocks, random weights, in a host of its own for each variant: all blocks kept, then
 * so many of them swapped. One JSON line per variant: seconds of each pass, peak bytes on the card and in the host, and
 * how many values differ from the first variant's. `--batched` makes three predictions in one pass, `--slices` cuts
 * self-attention, `--options` are the provider's (JSON), `--dim`, `--ffn`, `--frames`, `--height`, `--width` (of the latents) make it smaller.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { heldCheckpoint } from '../../core/memory/held-checkpoint.ts';
import { cutFor } from '../../core/memory/lowering-of.ts';
import {
  type Dit,
  type DitWindow,
  type FloatTensor,
  floatTensor,
  type NetworkContribution,
} from '../../core/plugin-api/index.ts';
import { NetworkHost } from '../../core/runtime/network-host.ts';
import { NoiseGenerator } from '../../core/sampling/randn.ts';
import wanDit from '../../plugins/wan-dit/index.ts';
import { openPrecision, openProvider } from '../precision/setups.ts';
import { openCheckpoint } from '../support/open-checkpoint.ts';
import { OFFICIAL_DIMS } from '../support/synthetic/network-shapes.ts';
import { randomNetwork } from '../support/synthetic/random-weights.ts';
import { STORAGES, writeCheckpoint } from '../support/synthetic/write-checkpoint.ts';
import { GpuMemory } from './gpu-memory.ts';
import { HostMemory } from './host-memory.ts';

const text = (fallback: string) => ({ type: 'string', default: fallback }) as const;
const { values } = parseArgs({
  options: {
    provider: text('webgpu'),
    options: text('{}'),
    precision: text('q8'),
    storage: text('BF16'),
    blocks: text('8'),
    swap: { type: 'string', multiple: true, default: ['0', '4', '8'] },
    prefetch: text('1'),
    batched: { type: 'boolean', default: false },
    slices: text('1'),
    dim: text(String(OFFICIAL_DIMS['wan-dit'].dim)),
    ffn: text(String(OFFICIAL_DIMS['wan-dit'].ffn)),
    frames: text('21'),
    height: text('60'),
    width: text('104'),
    passes: text('3'),
    threads: text('2'),
  },
});

const PREDICTIONS = ['cond', 'dropText', 'uncond'] as const;
const noise = new NoiseGenerator(1);
const random = (...dims: number[]): FloatTensor =>
  floatTensor(noise.randn(dims.reduce((product, size) => product * size, 1)), dims);

const [frames, height, width] = [Number(values.frames), Number(values.height), Number(values.width)];
const latents = random(16, frames, height, width);
const condition = () => ({ context: random(100, OFFICIAL_DIMS['wan-dit'].text!), audio: null });
const windowInput = {
  y: random(20, frames, height, width),
  imageFeatures: random(257, OFFICIAL_DIMS['wan-dit'].clipDim!),
  refTargetMasks: null,
  conditions: { cond: condition(), dropText: condition(), uncond: condition() },
};

async function timed<Result>(work: () => Promise<Result>): Promise<[Result, number]> {
  const started = performance.now();
  const result = await work();
  return [result, (performance.now() - started) / 1000];
}

/** A pass: one prediction, or all of them at once. Another timestep each time: nothing of the pass before is used again. */
async function pass(window: DitWindow, number: number): Promise<Float32Array> {
  const timestep = 900 - number;
  if (!window.forwardBatch) return (await window.forward(latents, timestep, 'cond')).data;
  return Float32Array.from(
    (await window.forwardBatch(latents, timestep, PREDICTIONS)).flatMap(({ data }) => [...data]),
  );
}

const { setup, unavailable } = await openProvider(values.provider, JSON.parse(values.options));
if (setup === null) {
  console.error(`${values.provider}: ${unavailable}`);
  process.exit(1);
}
const dir = await mkdtemp(join(tmpdir(), 'genesis-block-swap-'));
const gpu = new GpuMemory();
const dims = {
  ...OFFICIAL_DIMS['wan-dit'],
  layers: Number(values.blocks),
  dim: Number(values.dim),
  ffn: Number(values.ffn),
};
const file = await writeCheckpoint(dir, 'wan-dit', 'wan-dit', randomNetwork('wan-dit', dims, 1), {
  dialect: 'official',
  container: 'safetensors',
  storage: STORAGES[values.storage as keyof typeof STORAGES]!,
});
const checkpoint = await openCheckpoint(file);
const precision = { value: openPrecision(values.precision, {}), dir };
const held = await heldCheckpoint({ checkpoint, role: 'dit' }, setup.id, precision);
const contribution = wanDit.contributes[0] as NetworkContribution<'dit'>;
const network = contribution.create({ log: () => {} }, contribution.options.parse({}));
const config = network.detect(checkpoint);
const lowering = setup.execution.lowerings?.dit ?? setup.execution.lowering;
const size = lowering.oneSize ? { latents: { frames, height, width } } : {};

let reference: Float32Array | undefined;
for (const blocksToSwap of values.swap.map(Number)) {
  const cut = cutFor(lowering, { blocksToSwap, batched: values.batched, attentionSlices: Number(values.slices) });
  const started = Date.now();
  const graphs = network.build(config, { checkpoint: held, lowering, cut, ...size });
  const session = setup.execution.session({ threads: Number(values.threads), leanMemory: blocksToSwap > 0 });
  const [host, loadSeconds] = await timed(() =>
    NetworkHost.start('dit', graphs, session, { prefetchBlocks: Number(values.prefetch) }),
  );
  const memory = new HostMemory(host.pid!);
  const dit = network.bind(config, host, { cut }) as Dit;
  const [window, openSeconds] = await timed(() => dit.openWindow(windowInput));
  const opening = memory.take();
  const seconds: number[] = [];
  let first: Float32Array | undefined;
  for (let number = 0; number < Number(values.passes); number++) {
    const [velocity, taken] = await timed(() => pass(window, number));
    first ??= velocity;
    seconds.push(taken);
  }
  const passing = memory.take();
  memory.stop();
  await host.end();
  reference ??= first!;
  const differing = first!.reduce((sum, value, i) => sum + Number(!Object.is(value, reference![i])), 0);
  console.log(
    JSON.stringify({
      provider: values.provider,
      options: values.options,
      precision: values.precision,
      blocks: dims.layers,
      blocksToSwap,
      prefetchBlocks: Number(values.prefetch),
      batched: values.batched,
      attentionSlices: cut.attentionSlices,
      tokens: (frames * height * width) / 4,
      loadSeconds,
      openSeconds,
      seconds,
      differing,
      gpuPeakBytes: gpu.peak(started, Date.now()),
      hostPeakBytes: { opening, passing },
    }),
  );
}
gpu.stop();
await rm(dir, { recursive: true, force: true });
process.exit(0);
