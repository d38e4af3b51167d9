import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadSafetensors } from '../../core/graph/safetensors.ts';
import { type CheckpointView, floatTensor, type TensorInfo, type Vae } from '../../core/plugin-api/index.ts';
import wanVae from '../../plugins/wan-vae/index.ts';
import { type Bounds, compareTensors } from '../parity/compare.ts';
import { decodeLatents, encodeVideo, joinFrames, sliceFrames, vaeComponents } from '../parity/components/vae.ts';
import { loadNetwork } from '../support/network.ts';
import { openCheckpoint } from '../support/open-checkpoint.ts';

const PARITY = 'test/fixtures/parity';
const DEMO = 'models/demo';
const SAMPLES = join(DEMO, 'samples');
const settings = JSON.parse(readFileSync(join(DEMO, 'config.json'), 'utf8')).vae as Record<string, unknown>;

const parityCases = existsSync(PARITY) ? readdirSync(PARITY).filter((name) => name.startsWith('vae_')) : [];

describe.each(parityCases)('recorded reference %s', (name) => {
  it('is met inside both bounds', async () => {
    const dir = join(PARITY, name);
    const config = JSON.parse(readFileSync(join(dir, 'config.json'), 'utf8'));
    const tensors = await loadSafetensors(join(dir, 'io.safetensors'));
    const made = await vaeComponents[config.component]!({ name, dir, config, tensors });
    const outputs = Object.keys(tensors).filter((tensor) => tensor.startsWith('out.'));
    expect(outputs).not.toHaveLength(0);
    for (const output of outputs) {
      const { suggested_max_abs: maxAbs, suggested_rel_l2: relL2 } = config.tensors[output];
      const bounds: Bounds = { maxAbs, relL2 };
      expect(compareTensors(made[output]!, tensors[output]!, bounds)).toMatchObject({ passed: true });
    }
  });
});

describe('the demo VAE', () => {
  let vae: Vae;
  let release: () => Promise<void>;

  beforeAll(async () => {
    const { handle, runner } = await loadNetwork(wanVae, 'vae', join(DEMO, 'vae.safetensors'), settings);
    vae = handle;
    release = () => runner.release();
  });
  afterAll(() => release());

  /** A moving pattern in [-1, 1], `[channels, frames, height, width]`. */
  const pattern = (channels: number, frames: number, height: number, width: number, phase: number) =>
    floatTensor(
      Float32Array.from({ length: channels * frames * height * width }, (_, i) => Math.sin(0.37 * i + phase)),
      [channels, frames, height, width],
    );

  it('reconstructs a sample portrait as well as the reference code does', async () => {
    const { data, info } = await sharp(join(SAMPLES, 'portrait_1.png'))
      .removeAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    const plane = info.width * info.height;
    const pixels = Float32Array.from(
      { length: 3 * plane },
      (_, i) => data[(i % plane) * 3 + Math.floor(i / plane)]! / 127.5 - 1,
    );
    const latents = await encodeVideo(vae, floatTensor(pixels, [3, 1, info.height, info.width]));
    expect(latents.dims).toEqual([16, 1, info.height / 8, info.width / 8]);
    const frame = await decodeLatents(vae, latents);
    expect(frame.dims).toEqual([3, 1, info.height, info.width]);
    const squares = frame.data.reduce((sum, value, i) => sum + ((value - pixels[i]!) / 2) ** 2, 0);
    const psnr = -10 * Math.log10(squares / pixels.length);
    const recorded = JSON.parse(readFileSync(join(SAMPLES, 'metrics.json'), 'utf8')).sample_1.first_frame_psnr;
    expect(Math.abs(psnr - recorded)).toBeLessThan(0.1);
  });

  it('gives the same beginning whatever follows', async () => {
    const video = pattern(3, 13, 32, 48, 0);
    const whole = await encodeVideo(vae, video);
    const beginning = await encodeVideo(vae, sliceFrames(video, 0, 5));
    expect(beginning.data).toEqual(sliceFrames(whole, 0, 2).data);
    const decoded = await decodeLatents(vae, whole);
    expect(decoded.dims).toEqual([3, 13, 32, 48]);
    expect((await decodeLatents(vae, beginning)).data).toEqual(sliceFrames(decoded, 0, 5).data);
    expect(decoded.data.every((value) => value >= -1 && value <= 1)).toBe(true);
  });

  it('keeps streams of different sizes apart while they take turns', async () => {
    const latents = [pattern(16, 4, 4, 6, 0), pattern(16, 4, 3, 5, 1)];
    const streams = latents.map(() => vae.openDecoder());
    const chunks = latents.map(() => [] as Awaited<ReturnType<(typeof streams)[0]['push']>>[]);
    for (let t = 0; t < 4; t++) {
      for (const [i, stream] of streams.entries())
        chunks[i]!.push(await stream.push(sliceFrames(latents[i]!, t, t + 1)));
    }
    for (const stream of streams) await stream.close();
    for (const [i, alone] of latents.entries()) {
      expect(joinFrames(chunks[i]!).data).toEqual((await decodeLatents(vae, alone)).data);
    }
  });

  it('refuses chunks that do not fit and pushes after close', async () => {
    const stream = vae.openEncoder();
    await expect(stream.push(pattern(3, 2, 32, 32, 0))).rejects.toThrow(/expected \[3, 1, 32, 32\]/);
    await expect(stream.push(pattern(3, 1, 36, 32, 0))).rejects.toThrow(/multiples of 8/);
    await stream.push(pattern(3, 1, 32, 32, 0));
    await expect(stream.push(pattern(3, 1, 32, 32, 0))).rejects.toThrow(/expected \[3, 4, 32, 32\]/);
    await expect(stream.push(pattern(3, 4, 32, 40, 0))).rejects.toThrow(/expected \[3, 4, 32, 32\]/);
    await stream.close();
    await expect(stream.push(pattern(3, 4, 32, 32, 0))).rejects.toThrow(/closed/);
  });
});

describe('detection', () => {
  let checkpoint: CheckpointView;

  beforeAll(async () => {
    checkpoint = await openCheckpoint(join(DEMO, 'vae.safetensors'), settings);
  });

  const contribution = wanVae.contributes[0]!;
  if (contribution.kind !== 'network') throw new Error('not a network');
  const network = contribution.create({ log: () => {} }, {});

  /** The demo checkpoint with some tensors replaced (null: missing). */
  function altered(changes: Record<string, Partial<TensorInfo> | null>, changed = settings): CheckpointView {
    const has = (name: string) => (name in changes ? changes[name] !== null : checkpoint.has(name));
    return {
      ...checkpoint,
      settings: changed,
      names: checkpoint.names.filter(has),
      has,
      get: (name) => (has(name) ? { ...checkpoint.get(name), ...changes[name] } : checkpoint.get(`${name} (missing)`)),
    };
  }

  it('reads dims from names and shapes', () => {
    const config = network.detect(checkpoint);
    expect(network.facts(config).dims).toEqual({
      latentChannels: 16,
      spatialScale: 8,
      temporalScale: 4,
      channels: [16, 16, 32, 32, 64, 64, 64, 64, 64, 64],
    });
    const elements = checkpoint.names.map((name) => checkpoint.get(name).shape.reduce((a, b) => a * b, 1));
    expect(network.facts(config).parameters).toBe(elements.reduce((a, b) => a + b, 0));
  });

  it('leaves other networks alone', () => {
    expect(network.detect({ ...checkpoint, names: [], has: () => false })).toBeNull();
  });

  it.each([
    ['a missing tensor', { 'decoder.upsamples.3.time_conv.bias': null }, 'CHECKPOINT_TENSOR_MISSING'],
    ['a missing head', { 'encoder.head.2.weight': null }, 'CHECKPOINT_TENSOR_MISSING'],
    ['a kernel of another size', { 'encoder.conv1.weight': { shape: [16, 3, 1, 3, 3] } }, 'CHECKPOINT_INVALID'],
    ['a kernel of another rank', { 'encoder.conv1.weight': { shape: [16, 3, 3, 3] } }, 'CHECKPOINT_INVALID'],
    [
      'a width that does not chain',
      { 'decoder.middle.2.residual.6.weight': { shape: [32, 64, 3, 3, 3] } },
      'CHECKPOINT_INVALID',
    ],
    ['integer weights', { 'conv2.weight': { dtype: 'int8' as const } }, 'CHECKPOINT_UNSUPPORTED'],
    ['fewer resamplings one way', { 'encoder.downsamples.8.time_conv.weight': null }, 'CHECKPOINT_INVALID'],
    ['the VAE of Wan 2.2', { 'encoder.downsamples.0.downsamples.0.residual.2.weight': {} }, 'CHECKPOINT_UNSUPPORTED'],
  ])('refuses %s', (_, changes, code) => {
    expect(() => network.detect(altered(changes))).toThrow(expect.objectContaining({ name: 'GenesisError', code }));
  });

  it.each([
    ['latents_mean', [1, 2]],
    ['latents_mean', 'zero'],
    ['latents_std', [...Array(15).fill(1), 0]],
  ])('refuses %s %j', (field, value) => {
    expect(() => network.detect(altered({}, { ...settings, [field]: value }))).toThrow(
      expect.objectContaining({ code: 'CHECKPOINT_INVALID', field }),
    );
  });
});
