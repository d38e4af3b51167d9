import { join } from 'node:path';
import { clipPixels, infiniteTalkImage } from '../../../core/media/image-preprocess.ts';
import { type RgbImage, toPlanar } from '../../../core/media/rgb-image.ts';
import {
  type FloatTensor,
  floatTensor,
  type NetworkHandles,
  type NetworkRole,
  type Plugin,
  type Tensor,
} from '../../../core/plugin-api/index.ts';
import clip from '../../../plugins/clip-vit-h/index.ts';
import umt5 from '../../../plugins/umt5/index.ts';
import wav2vec2 from '../../../plugins/wav2vec2/index.ts';
import { loadNetwork } from '../../support/network.ts';
import { encodeSpeech, normaliseLoudness } from '../../support/speech.ts';
import type { ComponentRunner, ParityCase } from '../case.ts';
import { readFloats } from './tensors.ts';

/** The parts of config.json that the encoders' cases use. */
interface EncoderCaseConfig {
  readonly dims: Readonly<Record<string, unknown>>;
  readonly weights: Readonly<Record<string, string>>;
  readonly params: {
    readonly input?: 'preprocessed' | 'i2v' | 'infinitetalk';
    /** Height, width. */
    readonly target_hw?: readonly [number, number];
    readonly image_mean?: readonly number[];
    readonly image_std?: readonly number[];
    readonly loudness_norm?: boolean;
    readonly target_lufs?: number;
    readonly sample_rate?: number;
    readonly fps?: number;
    /** `gelu (erf)`: the exact form. */
    readonly activation?: string;
  };
}

const configOf = (parityCase: ParityCase) => parityCase.config as unknown as EncoderCaseConfig;

/** Loads the network of a case, hands its handle to `use` and releases it. */
async function withNetwork<Role extends NetworkRole, Result>(
  parityCase: ParityCase,
  plugin: Plugin,
  role: Role,
  use: (handle: NetworkHandles[Role]) => Promise<Result>,
): Promise<Result> {
  const { dims, params, weights } = configOf(parityCase);
  const [file] = Object.values(weights);
  const activation = params.activation?.replace(' (erf)', '');
  const settings = { ...params, ...dims, ...(activation && { activation }) };
  const { handle, runner } = await loadNetwork(plugin, role, join(parityCase.dir, file!), settings);
  try {
    return await use(handle);
  } finally {
    await runner.release();
  }
}

/** Rows of an int64 tensor `[batch, tokens]`. */
function rowsOf(tensor: Tensor | undefined): number[][] {
  const [batch = 0, tokens = 0] = tensor?.dims ?? [];
  const data = Array.from(tensor?.data as BigInt64Array, Number);
  return Array.from({ length: batch }, (_, i) => data.slice(i * tokens, (i + 1) * tokens));
}

const runUmt5: ComponentRunner = (parityCase) =>
  withNetwork(parityCase, umt5, 'text-encoder', async (encoder) => {
    const mask = rowsOf(parityCase.tensors['in.mask']);
    const features = await encoder.encode(rowsOf(parityCase.tensors['in.ids']), mask);
    const made: Record<string, Tensor> = { 'out.features': features };
    const rowElements = mask[0]!.length * encoder.dim;
    for (const [i, row] of mask.entries()) {
      const kept = row.filter((bit) => bit > 0).length;
      const start = i * rowElements;
      made[`out.context.${i}`] = floatTensor(features.data.slice(start, start + kept * encoder.dim), [
        kept,
        encoder.dim,
      ]);
    }
    return made;
  });

/** `[batch, 3, size, size]`, CLIP-normalised. */
function clipInput(parityCase: ParityCase, size: number): FloatTensor {
  const { input, target_hw: target, image_mean: mean, image_std: std } = configOf(parityCase).params;
  if (input === 'preprocessed') return readFloats(parityCase, 'in.pixels');
  const { dims, data } = parityCase.tensors['in.image']!;
  const image: RgbImage = { height: dims[0]!, width: dims[1]!, data: data as Uint8Array };
  if (input === 'i2v') return clipPixels(toPlanar(image), size, mean, std);
  if (input === 'infinitetalk' && target)
    return clipPixels(infiniteTalkImage(image, target[1], target[0]), size, mean, std);
  throw new Error(`${parityCase.name}: unknown input ${String(input)}`);
}

const runClip: ComponentRunner = (parityCase) =>
  withNetwork(parityCase, clip, 'image-encoder', async (encoder) => ({
    'out.features': await encoder.encode(clipInput(parityCase, encoder.imageSize)),
  }));

const runWav2vec2: ComponentRunner = (parityCase) =>
  withNetwork(parityCase, wav2vec2, 'audio-encoder', async (encoder) => {
    const {
      loudness_norm: loudness,
      target_lufs: target,
      sample_rate: rate = 16000,
      fps = 25,
    } = configOf(parityCase).params;
    const { data } = readFloats(parityCase, 'in.audio');
    const samples = loudness ? normaliseLoudness(data, rate, target) : data;
    return { 'out.audio_embedding': await encodeSpeech(encoder, samples, Math.trunc((samples.length / rate) * fps)) };
  });

export const encoderComponents: Readonly<Record<string, ComponentRunner>> = {
  umt5: runUmt5,
  clip_visual: runClip,
  wav2vec2: runWav2vec2,
};
