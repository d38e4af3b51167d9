import type { VaeTiling } from '../plugin-api/memory-strategy.ts';
import type { Vae } from '../plugin-api/network.ts';
import type { FloatTensor } from '../plugin-api/tensor.ts';
import { decodeLatents, type FrameConsumer } from './stages/decode.ts';
import { encodeFrames, type FrameReader } from './stages/encode-video.ts';
import { TiledCodec } from './tiled-vae/tiled-codec.ts';

/** A loaded VAE that takes whole clips, in one piece or in tiles. `checkpoint` is called between chunks and may throw. */
export interface VideoCodec {
  /**
   * @param frames 1 + temporalScale · n; more that fill no group are left out
   * @param frameAt gone through once per tile
   * @returns `[z, 1 + n, H/8, W/8]`
   */
  encode(frames: number, frameAt: FrameReader, checkpoint: () => void): Promise<FloatTensor>;
  /**
   * @param latents `[z, T, h, w]`, normalised
   * @param frames how many frames are wanted; latents beyond them are not decoded
   * @param consume receives `[3, n, 8h, 8w]` in [-1, 1], in order
   */
  decode(latents: FloatTensor, frames: number, consume: FrameConsumer, checkpoint: () => void): Promise<void>;
}

/** @param tiling null: whole frames */
export function videoCodec(vae: Vae, tiling: VaeTiling | null, scratch: (name: string) => Promise<string>): VideoCodec {
  if (tiling) return new TiledCodec(vae, tiling, scratch);
  return {
    encode: (frames, frameAt, checkpoint) => encodeFrames(vae, frames, frameAt, checkpoint),
    decode: (latents, frames, consume, checkpoint) => decodeLatents(vae, latents, frames, consume, checkpoint),
  };
}
