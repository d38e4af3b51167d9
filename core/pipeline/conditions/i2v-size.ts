import type { FrameSize } from './bucket.ts';

/** Pixels per latent, each way. */
const VAE_STRIDE = 8;
/** Latents per token, each way. */
const PATCH = 2;

/**
 * Output size of plain image-to-video: the source's aspect ratio at about `area` pixels, in whole tokens.
 * Source: Wan-Video/Wan2.1 wan/image2video.py.
 * @param area largest area in pixels, e.g. 480·832
 */
export function imageToVideoSize(source: FrameSize, area: number): FrameSize {
  const ratio = source.height / source.width;
  const side = (pixels: number) => Math.floor(Math.floor(pixels / VAE_STRIDE) / PATCH) * PATCH * VAE_STRIDE;
  return { height: side(Math.sqrt(area * ratio)), width: side(Math.sqrt(area / ratio)) };
}
