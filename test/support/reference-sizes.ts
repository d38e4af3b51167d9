import type { FrameSize } from '../../core/pipeline/conditions/frame-size.ts';

/** The two size classes of InfiniteTalk's buckets. */
export type SizeClass = '480' | '720';

/** Key (height/width), height, width. Source: MeiGen-AI/InfiniteTalk wan/utils/multitalk_utils.py, ASPECT_RATIO_627 and _960. */
const BUCKETS: Readonly<Record<SizeClass, readonly (readonly [key: number, height: number, width: number])[]>> = {
  // biome-ignore format: a table
  '480': [
    [0.26, 320, 1216], [0.38, 384, 1024], [0.5, 448, 896], [0.67, 512, 768], [0.82, 576, 704], [1, 640, 640],
    [1.22, 704, 576], [1.5, 768, 512], [1.86, 832, 448], [2, 896, 448], [2.5, 960, 384], [2.83, 1088, 384],
    [3.6, 1152, 320], [3.8, 1216, 320], [4, 1280, 320],
  ],
  // biome-ignore format: a table
  '720': [
    [0.22, 448, 2048], [0.29, 512, 1792], [0.36, 576, 1600], [0.45, 640, 1408], [0.55, 704, 1280], [0.63, 768, 1216],
    [0.76, 832, 1088], [0.88, 896, 1024], [1, 960, 960], [1.14, 1024, 896], [1.31, 1088, 832], [1.5, 1152, 768],
    [1.58, 1216, 768], [1.82, 1280, 704], [1.91, 1344, 704], [2.2, 1408, 640], [2.3, 1472, 640], [2.67, 1536, 576],
    [2.89, 1664, 576], [3.62, 1856, 512], [3.75, 1920, 512],
  ],
};

/** Output size for a source picture: the bucket whose key is nearest to height/width; the first wins on a tie. */
export function chooseBucket(source: FrameSize, sizeClass: SizeClass): FrameSize {
  const ratio = source.height / source.width;
  const distance = (bucket: readonly number[]) => Math.abs(bucket[0]! - ratio);
  const [, height, width] = BUCKETS[sizeClass].reduce((best, bucket) =>
    distance(bucket) < distance(best) ? bucket : best,
  );
  return { height, width };
}

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
