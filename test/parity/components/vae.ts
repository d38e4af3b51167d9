import { join } from 'node:path';
import { elementCount, type FloatTensor, floatTensor, type Vae } from '../../../core/plugin-api/index.ts';
import wanVae from '../../../plugins/wan-vae/index.ts';
import { loadNetwork } from '../../support/network.ts';
import type { ComponentRunner, ParityCase } from '../case.ts';
import { readFloats } from './tensors.ts';

/** The parts of config.json that the VAE's cases use. */
interface VaeCaseConfig {
  readonly weights: Readonly<Record<string, string>>;
  readonly params: { readonly latent_mean: readonly number[]; readonly latent_std: readonly number[] };
}

/** Frames `[start, end)` of `[channels, frames, height, width]`. */
export function sliceFrames({ dims, data }: FloatTensor, start: number, end: number): FloatTensor {
  const [channels, frames, height, width] = dims as [number, number, number, number];
  const plane = height * width;
  const slice = new Float32Array(channels * (end - start) * plane);
  for (let c = 0; c < channels; c++) {
    slice.set(data.subarray((c * frames + start) * plane, (c * frames + end) * plane), c * (end - start) * plane);
  }
  return floatTensor(slice, [channels, end - start, height, width]);
}

/** Joins chunks `[channels, frames, height, width]` along their frames. */
export function joinFrames(chunks: readonly FloatTensor[]): FloatTensor {
  const [channels, , height, width] = chunks[0]!.dims as [number, number, number, number];
  const frames = chunks.reduce((sum, chunk) => sum + chunk.dims[1]!, 0);
  const dims = [channels, frames, height, width];
  const joined = new Float32Array(elementCount(dims));
  const plane = height * width;
  let start = 0;
  for (const { data, dims: size } of chunks) {
    const length = size[1]! * plane;
    for (let c = 0; c < channels; c++) {
      joined.set(data.subarray(c * length, (c + 1) * length), (c * frames + start) * plane);
    }
    start += size[1]!;
  }
  return floatTensor(joined, dims);
}

/** Encodes frame 0, then groups of `temporalScale` frames; frames that fill no group are dropped. */
export async function encodeVideo(vae: Vae, video: FloatTensor): Promise<FloatTensor> {
  const stream = vae.openEncoder();
  const chunks: FloatTensor[] = [];
  let start = 0;
  for (let end = 1; end <= video.dims[1]!; end += vae.temporalScale) {
    chunks.push(await stream.push(sliceFrames(video, start, end)));
    start = end;
  }
  await stream.close();
  return joinFrames(chunks);
}

export async function decodeLatents(vae: Vae, latents: FloatTensor): Promise<FloatTensor> {
  const stream = vae.openDecoder();
  const chunks: FloatTensor[] = [];
  for (let t = 0; t < latents.dims[1]!; t++) chunks.push(await stream.push(sliceFrames(latents, t, t + 1)));
  await stream.close();
  return joinFrames(chunks);
}

export async function withVae<Result>(parityCase: ParityCase, use: (vae: Vae) => Promise<Result>): Promise<Result> {
  const { weights, params } = parityCase.config as unknown as VaeCaseConfig;
  const file = join(parityCase.dir, Object.values(weights)[0]!);
  const settings = { latents_mean: params.latent_mean, latents_std: params.latent_std };
  const { handle, runner } = await loadNetwork(wanVae, 'vae', file, settings);
  try {
    return await use(handle);
  } finally {
    await runner.release();
  }
}

export const vaeComponents: Readonly<Record<string, ComponentRunner>> = {
  wan_vae_encode: (parityCase) =>
    withVae(parityCase, async (vae) => ({
      'out.latent': await encodeVideo(vae, readFloats(parityCase, 'in.video')),
    })),
  wan_vae_decode: (parityCase) =>
    withVae(parityCase, async (vae) => ({
      'out.video': await decodeLatents(vae, readFloats(parityCase, 'in.latent')),
    })),
};
