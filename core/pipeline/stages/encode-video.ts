import type { Vae } from '../../plugin-api/network.ts';
import { type FloatTensor, floatTensor } from '../../plugin-api/tensor.ts';
import { joinFrames, sliceFrames } from '../latents.ts';
import type { VideoCodec } from '../video-codec.ts';

/**
 * Gives frames `start .. start + count` as `[3, count, H, W]` in [-1, 1]. Asked for them in order, and from frame 0 again
 * as often as the clip is gone through.
 */
export type FrameReader = (start: number, count: number) => FloatTensor | Promise<FloatTensor>;

/**
 * Encodes frames with the causal VAE: frame 0 alone, then groups of `temporalScale`.
 * @param frames 1 + temporalScale · n; more that fill no group are left out, as the reference does
 * @returns `[z, 1 + n, H/8, W/8]`
 */
export async function encodeFrames(
  vae: Vae,
  frames: number,
  frameAt: FrameReader,
  checkpoint: () => void = () => {},
): Promise<FloatTensor> {
  const stream = vae.openEncoder();
  try {
    const parts = [await stream.push(await frameAt(0, 1))];
    for (let start = 1; start + vae.temporalScale <= frames; start += vae.temporalScale) {
      checkpoint();
      parts.push(await stream.push(await frameAt(start, vae.temporalScale)));
    }
    return joinFrames(parts);
  } finally {
    await stream.close();
  }
}

/**
 * The image condition: the picture, then mid grey (zeros), encoded.
 * @param picture `[3, 1, H, W]` in [-1, 1]
 * @returns `[z, 1 + (frames − 1)/4, H/8, W/8]`
 */
export function encodePicture(
  codec: VideoCodec,
  picture: FloatTensor,
  frames: number,
  checkpoint: () => void,
): Promise<FloatTensor> {
  const [channels, , height, width] = picture.dims as [number, number, number, number];
  const grey = (count: number) =>
    floatTensor(new Float32Array(channels * count * height * width), [channels, count, height, width]);
  return codec.encode(frames, (start, count) => (start === 0 ? picture : grey(count)), checkpoint);
}

/** Encodes frames that are all in memory, `[3, frames, H, W]`. */
export function encodeClip(codec: VideoCodec, clip: FloatTensor, checkpoint: () => void): Promise<FloatTensor> {
  return codec.encode(clip.dims[1]!, (start, count) => sliceFrames(clip, start, count), checkpoint);
}
