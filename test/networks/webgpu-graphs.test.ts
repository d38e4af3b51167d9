import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type FloatTensor, floatTensor, type Lowering } from '../../core/plugin-api/index.ts';
import { NoiseGenerator } from '../../core/sampling/randn.ts';
import { webgpuLowering } from '../../plugins/provider-webgpu/lowering.ts';
import wanDit from '../../plugins/wan-dit/index.ts';
import { compareTensors } from '../parity/compare.ts';
import { ditComponents } from '../parity/components/dit.ts';
import { e2eComponents } from '../parity/components/e2e.ts';
import { encoderComponents } from '../parity/components/encoders.ts';
import { loadNetwork, onCpu, withNetworkSetup } from '../support/network.ts';
import { readParityCase } from '../support/parity.ts';
import { TINY_DIMS } from '../support/synthetic/network-shapes.ts';
import { randomNetwork } from '../support/synthetic/random-weights.ts';
import { STORAGES, writeCheckpoint } from '../support/synthetic/write-checkpoint.ts';

const NO_BOUNDS = { maxAbs: Number.POSITIVE_INFINITY, relL2: Number.POSITIVE_INFINITY };
const LATENTS = { frames: 3, height: 8, width: 12 };

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'webgpu-graphs-'));
});
afterAll(() => rm(dir, { recursive: true, force: true }));

/** The graphs as WebGPU gets them, run on the processor. */
function onProcessor<Result>(lowering: Lowering, work: () => Promise<Result>): Promise<Result> {
  const cpu = onCpu();
  return withNetworkSetup({ ...cpu, execution: { ...cpu.execution, lowering }, latents: LATENTS }, work);
}

it.each([
  'dit_i2v_a',
  'dit_infinitetalk_single',
  'dit_infinitetalk_two_people',
])('the graphs of %s have the numbers of the reference code without branches too', async (name) => {
  const recorded = await readParityCase(join('test/fixtures/parity', name));
  const run = ditComponents[String(recorded.config.component)]!;
  const made = await onProcessor(webgpuLowering('float32'), () => run(recorded));
  expect(compareTensors(made['out.v']!, recorded.tensors['out.v']!, NO_BOUNDS).relL2).toBeLessThan(1e-5);
});

it.each([
  'parity/wav2vec2_plain',
  'parity/wav2vec2_mixed_dims',
  'variants/wav2vec2_five_convolutions',
])('the graphs of %s have the numbers of the reference code with channels filled up too', async (name) => {
  const recorded = await readParityCase(join('test/fixtures', name));
  const run = encoderComponents[String(recorded.config.component)]!;
  const made = await onProcessor(webgpuLowering('float32'), () => run(recorded));
  const output = 'out.audio_embedding';
  expect(compareTensors(made[output]!, recorded.tensors[output]!, NO_BOUNDS).relL2).toBeLessThan(1e-5);
});

it('two people against the silence of one are told apart without branches too, over a whole video', async () => {
  const recorded = await readParityCase(join('test/fixtures/parity', 'e2e_infinitetalk_two_people'));
  const run = e2eComponents[String(recorded.config.component)]!;
  const made = await onProcessor(webgpuLowering('float32'), () => run(recorded));
  expect(compareTensors(made['out.video']!, recorded.tensors['out.video']!, NO_BOUNDS).relL2).toBeLessThan(6.9e-5);
});

it('a DiT that attends in 8 bits differs from one that does not by their rounding only', async () => {
  const form = { dialect: 'official', container: 'safetensors', storage: STORAGES.F32! } as const;
  const sources = randomNetwork('wan-dit', TINY_DIMS['wan-dit'], 1);
  const file = await writeCheckpoint(dir, 'dit', 'wan-dit', sources, form);
  const noise = new NoiseGenerator(5);
  const random = (...dims: number[]): FloatTensor =>
    floatTensor(noise.randn(dims.reduce((product, size) => product * size, 1)), dims);
  const { frames, height, width } = LATENTS;
  const { inDim, outDim, text, clipDim } = TINY_DIMS['wan-dit'] as Record<string, number>;
  const input = {
    y: random(inDim! - outDim!, frames, height, width),
    imageFeatures: random(5, clipDim!),
    refTargetMasks: null,
    conditions: { cond: { context: random(4, text!), audio: null } },
  };
  const latents = random(outDim!, frames, height, width);
  const velocity = (lowering: Lowering) =>
    onProcessor(lowering, async () => {
      const { handle, runner } = await loadNetwork(wanDit, 'dit', file);
      const window = await handle.openWindow(input);
      const made = await window.forward(latents, 700, 'cond');
      await window.close();
      await runner.release();
      return made;
    });
  const exact = await velocity(webgpuLowering('float32'));
  const rounded = await velocity(webgpuLowering('float32', { leastTokens: 1, part: 128 }));
  const { relL2 } = compareTensors(rounded, exact, NO_BOUNDS);
  expect(relL2).toBeGreaterThan(0);
  expect(relL2).toBeLessThan(5e-3);
});
