import { describe, expect, it } from 'vitest';
import { cutFor } from '../../core/memory/lowering-of.ts';
import { type FloatTensor, floatTensor, type Prediction, type TensorShapes } from '../../core/plugin-api/index.ts';
import { cpuLowering } from '../../plugins/provider-cpu/lowering.ts';
import { webgpuLowering } from '../../plugins/provider-webgpu/lowering.ts';
import { type DitConfig, detectDit, ditFacts } from '../../plugins/wan-dit/config.ts';
import { buildDit } from '../../plugins/wan-dit/graphs.ts';
import wanDit from '../../plugins/wan-dit/index.ts';
import { tensorShapes } from '../../plugins/wan-dit/tensors.ts';
import { compareTensors } from '../parity/compare.ts';
import { ditCheckpoint, ditComponents, ditInputs } from '../parity/components/dit.ts';
import { shapesOnly } from '../support/checkpoint-view.ts';
import { DEMO_DIT, DEMO_DIT_SETTINGS, LATENTS, silence, wave, windowInput } from '../support/dit-window.ts';
import { loadNetwork, onCpu, withNetworkSetup } from '../support/network.ts';
import { expectParity, hasParity, parityFolders, readParityCase } from '../support/parity.ts';
import { shapesOf } from '../support/weights.ts';

const sound = (people: number, phase = 0) => wave([people, 9, 5, 3, 96], phase);

const load = (options = {}) => loadNetwork(wanDit, 'dit', DEMO_DIT, DEMO_DIT_SETTINGS, options);

describe.runIf(hasParity)('Wan DiT against the reference code', () => {
  it.each([...parityFolders('wan_dit_i2v'), ...parityFolders('infinitetalk_dit')])('%s', async (dir) => {
    const parityCase = await readParityCase(dir);
    const run = ditComponents[String(parityCase.config.component)]!;
    expectParity(parityCase, await run(parityCase));
  });

  it.each(parityFolders('infinitetalk_dit'))('%s with one block per session', async (dir) => {
    const parityCase = await readParityCase(dir);
    const { file, settings } = ditCheckpoint(parityCase);
    const { handle, runner } = await loadNetwork(wanDit, 'dit', file, settings, { blocksPerGraph: 1 });
    const inputs = ditInputs(parityCase);
    const window = await handle.openWindow(inputs.window);
    expectParity(parityCase, { 'out.v': await window.forward(inputs.latents, inputs.timestep, 'cond') });
    await runner.release();
  });
});

describe('Wan DiT of the demo model', () => {
  it('gives the same velocity however its blocks are cut into sessions', async () => {
    const velocities: FloatTensor[] = [];
    const cpu = onCpu();
    const small = { ...cpu.execution, lowering: { ...cpu.execution.lowering, parametersPerGraph: 1 } };
    const loads = [
      ...[0, 1, 2].map((blocksPerGraph) => () => load({ blocksPerGraph })),
      () => withNetworkSetup({ ...cpu, execution: small }, load),
    ];
    for (const loaded of loads) {
      const { handle, runner } = await loaded();
      const window = await handle.openWindow(windowInput(2));
      velocities.push(await window.forward(wave(LATENTS), 800, 'cond'));
      await runner.release();
    }
    for (const velocity of velocities.slice(1)) {
      expect(compareTensors(velocity, velocities[0]!, { maxAbs: 2e-5, relL2: 1e-5 })).toMatchObject({ passed: true });
    }
  });

  it('attends to the padding of a prompt, which is computed once for all of it', async () => {
    const { handle, runner } = await load();
    const input = windowInput(1);
    const { context } = input.conditions.cond!;
    const padded = floatTensor(new Float32Array(64 * 96), [64, 96]);
    padded.data.set(context.data);
    const velocity = async (text: FloatTensor) => {
      const conditions = { cond: { ...input.conditions.cond!, context: text } };
      const window = await handle.openWindow({ ...input, conditions });
      return window.forward(wave(LATENTS), 800, 'cond');
    };
    const short = await velocity(context);
    expect(compareTensors(short, await velocity(padded), { maxAbs: 2e-5, relL2: 1e-5 })).toMatchObject({
      passed: true,
    });
    const longer = floatTensor(padded.data.slice(0, 40 * 96), [40, 96]);
    expect(compareTensors(short, await velocity(longer), { maxAbs: 2e-5, relL2: 1e-5 })).toMatchObject({
      passed: true,
    });
    await runner.release();
  });

  it('repeats a fresh window bit by bit when latents, timesteps and predictions change, also in place', async () => {
    const { handle, runner } = await load();
    const long = await handle.openWindow(windowInput(1));
    const latents = wave(LATENTS);
    const calls: [phase: number, timestep: number, Prediction][] = [
      [0, 900, 'cond'],
      [0, 900, 'uncond'],
      [5, 900, 'uncond'],
      [5, 400, 'dropText'],
      [0, 900, 'cond'],
    ];
    for (const [phase, timestep, prediction] of calls) {
      latents.data.set(wave(LATENTS, phase).data);
      const fresh = await handle.openWindow(windowInput(1));
      const expected = await fresh.forward(wave(LATENTS, phase), timestep, prediction);
      expect((await long.forward(latents, timestep, prediction)).data).toEqual(expected.data);
      await fresh.close();
    }
    await runner.release();
  });

  it('keeps interleaved and concurrent windows apart', async () => {
    const { handle, runner } = await load();
    const alone = async (phase: number) => {
      const window = await handle.openWindow(windowInput(1, phase));
      const velocity = await window.forward(wave(LATENTS, phase), 700, 'dropText');
      await window.close();
      return velocity.data;
    };
    const expected = [await alone(0), await alone(7)];
    const windows = [await handle.openWindow(windowInput(1, 0)), await handle.openWindow(windowInput(1, 7))];
    await Promise.all(windows.map((window, i) => window.forward(wave(LATENTS, i), 500, 'cond')));
    for (const [i, window] of windows.entries()) {
      const velocity = await window.forward(wave(LATENTS, 7 * i), 700, 'dropText');
      expect(velocity.data).toEqual(expected[i]);
    }
    await windows[0]!.close();
    expect((await windows[1]!.forward(wave(LATENTS, 7), 700, 'dropText')).data).toEqual(expected[1]);
    await expect(windows[0]!.forward(wave(LATENTS), 700, 'cond')).rejects.toThrow(RangeError);
    await runner.release();
  });

  it('leaves nothing on the runner once its windows are closed', async () => {
    const { handle, runner } = await load();
    const held = new Set<string>();
    const { call, drop } = runner;
    runner.call = (request) => {
      for (const name of request.keep ?? []) held.add(name);
      return call.call(runner, request);
    };
    runner.drop = (names) => {
      for (const name of names) held.delete(name);
      return drop.call(runner, names);
    };
    const window = await handle.openWindow(windowInput(1));
    await window.forward(wave(LATENTS), 900, 'cond');
    const steady = held.size;
    await window.forward(wave(LATENTS, 1), 800, 'uncond');
    expect(held.size).toBe(steady);
    await window.close();
    expect([...held]).toEqual([]);
    await runner.release();
  });

  it('takes a two-person window whose unconditional branch has one silent person, and one latent frame', async () => {
    const { handle, runner } = await load();
    const both = await handle.openWindow(windowInput(2));
    const single = await handle.openWindow(windowInput(1));
    const latents = wave(LATENTS);
    const uncond = await both.forward(latents, 600, 'uncond');
    expect(uncond.data).toEqual((await single.forward(latents, 600, 'uncond')).data);
    expect((await both.forward(latents, 600, 'cond')).data).not.toEqual(
      (await single.forward(latents, 600, 'cond')).data,
    );
    const still = await handle.openWindow({
      ...windowInput(1),
      y: wave([20, 1, 8, 12]),
      conditions: { cond: { context: wave([1, 96]), audio: wave([1, 1, 5, 3, 96]) } },
    });
    const velocity = await still.forward(wave([16, 1, 8, 12]), 600, 'cond');
    expect(velocity.dims).toEqual([16, 1, 8, 12]);
    expect(velocity.data.every(Number.isFinite)).toBe(true);
    await runner.release();
  });

  it.each([
    ['five people', { cond: { context: wave([9, 96]), audio: sound(5) } }, { code: 'INPUT_INVALID', field: 'audio' }],
    ['too few frames', { cond: { context: wave([9, 96]), audio: wave([1, 5, 5, 3, 96]) } }, { code: 'INPUT_INVALID' }],
    ['no audio', { cond: { context: wave([9, 96]), audio: null } }, { code: 'INPUT_INVALID', field: 'audio' }],
    [
      'a long prompt',
      { cond: { context: wave([65, 96]), audio: silence } },
      { code: 'PROMPT_TOO_LONG', field: 'prompt' },
    ],
  ])('refuses a window with %s', async (_, conditions, error) => {
    const { handle, runner } = await load();
    await expect(handle.openWindow({ ...windowInput(1), conditions })).rejects.toMatchObject(error);
    await runner.release();
  });
});

describe('Wan DiT checkpoints', () => {
  const detect = (shapes: TensorShapes, settings: Record<string, unknown> = DEMO_DIT_SETTINGS) =>
    detectDit(shapesOnly(shapes, settings));
  const without = (shapes: TensorShapes, ...parts: string[]): TensorShapes =>
    Object.fromEntries(Object.entries(shapes).filter(([name]) => !parts.some((part) => name.includes(part))));

  it('are recognised with and without audio; others are left to other networks', async () => {
    const shapes = await shapesOf(DEMO_DIT);
    expect(detect(shapes)).toMatchObject({
      dim: 256,
      heads: 4,
      layers: 7,
      textLength: 64,
      audio: { window: 5, tokens: 8 },
    });
    expect(detect(without(shapes, 'audio', 'norm_x'))).toMatchObject({ dim: 256, audio: null });
    expect(detect({ 'token_embedding.weight': [10, 4] })).toBeNull();
  });

  it('of text-to-video, Wan 2.2 and relatives are refused by name', async () => {
    const shapes = await shapesOf(DEMO_DIT);
    const bare = without(shapes, 'img');
    const textToVideo = { ...bare, 'patch_embedding.weight': [256, 16, 1, 2, 2] };
    const refusal = (message: RegExp) =>
      expect.objectContaining({ code: 'CHECKPOINT_UNSUPPORTED', message: expect.stringMatching(message) });
    expect(() => detect(textToVideo)).toThrow(refusal(/text-to-video/));
    expect(() => detect(bare)).toThrow(refusal(/Wan 2\.2/));
    expect(() => detect({ ...shapes, 'img_emb.emb_pos': [1, 514, 64] })).toThrow(refusal(/first-and-last/));
    expect(() => detect({ ...shapes, 'patch_embedding.weight': [256, 16, 1, 2, 2] })).toThrow(refusal(/image latent/));
  });

  it('that are malformed are refused with the tensor or setting at fault', async () => {
    const shapes = await shapesOf(DEMO_DIT);
    const fails = (changed: TensorShapes, error: object, settings?: Record<string, unknown>) =>
      expect(() => detect(changed, settings)).toThrow(expect.objectContaining(error));
    for (const name of ['blocks.6.audio_cross_attn.proj.bias', 'blocks.3.norm_x.weight', 'audio_proj.proj2.weight']) {
      fails(without(shapes, name), { code: 'CHECKPOINT_TENSOR_MISSING', message: expect.stringContaining(name) });
    }
    fails({ ...shapes, 'blocks.2.ffn.2.weight': [256, 639] }, { code: 'CHECKPOINT_INVALID' });
    fails({ ...shapes, 'patch_embedding.weight': [256, 36, 2, 2, 2] }, { code: 'CHECKPOINT_INVALID' });
    fails({ ...shapes, 'head.head.weight': [63, 256] }, { code: 'CHECKPOINT_INVALID' });
    fails(shapes, { code: 'CHECKPOINT_INVALID', field: 'num_heads' }, { num_heads: 3 });
    fails(shapes, { code: 'CHECKPOINT_INVALID', field: 'text_len' }, { num_heads: 4, text_len: 1.5 });
    fails(shapes, { code: 'CHECKPOINT_INVALID', field: 'vae_scale' }, { num_heads: 4, vae_scale: 3 });
    fails(shapes, { code: 'CHECKPOINT_INVALID', field: 'qk_norm' }, { num_heads: 4, qk_norm: 'no' });
    fails(without(shapes, 'norm3'), { code: 'CHECKPOINT_TENSOR_MISSING', message: expect.stringContaining('norm3') });
  });

  it('of 14B size have the published number of parameters and are built without reading one of them', () => {
    const dims = {
      inChannels: 36,
      latentChannels: 16,
      patch: 2,
      dim: 5120,
      ffnDim: 13824,
      freqDim: 256,
      textDim: 4096,
    };
    const plain = {
      ...dims,
      clipDim: 1280,
      heads: 40,
      layers: 40,
      textLength: 512,
      queryKeyNorm: true,
      crossNorm: true,
      audio: null,
    } as unknown as DitConfig;
    const { parameters } = ditFacts(detect(tensorShapes(plain), {})!);
    expect(parameters / 1e9).toBeCloseTo(16.39, 2);
    const audio = { window: 5, stride: 4, features: 12 * 768, innerDim: 512, outputDim: 768, tokens: 32 };
    const checkpoint = shapesOnly(tensorShapes({ ...plain, audio } as unknown as DitConfig));
    const config = detectDit(checkpoint)!;
    expect(config).toMatchObject({ heads: 40, audio });
    const graphs = buildDit(config, { checkpoint, lowering: cpuLowering(true) }, 10);
    expect(Object.keys(graphs)).toEqual(expect.arrayContaining(['embed', 'blocks.0-9', 'blocks.30-39', 'head']));
    expect(Object.values(graphs).reduce((sum, { bytes }) => sum + bytes.length, 0)).toBeLessThan(4e6);

    const lowering = webgpuLowering('float16');
    const onCard = Object.keys(buildDit(config, { checkpoint, lowering, cut: cutFor(lowering) }, 0));
    expect(onCard.filter((name) => name.startsWith('blocks.'))).toHaveLength(40);
  });
});
