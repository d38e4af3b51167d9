import { type FloatTensor, floatTensor } from '../plugin-api/tensor.ts';
import { resizeBicubic } from './bicubic-resize.ts';
import { coverCrop } from './cover-crop.ts';
import { type PlanarImage, type RgbImage, toPlanar } from './rgb-image.ts';

/** CLIP's normalisation, red, green, blue. */
export const CLIP_MEAN = [0.48145466, 0.4578275, 0.40821073] as const;
export const CLIP_STD = [0.26862954, 0.26130258, 0.27577711] as const;

/**
 * InfiniteTalk's reference image, planar `[3, height, width]` in [-1, 1]: resized to cover the target, centre-cropped.
 * Source: InfiniteTalk wan/multitalk.py, resize_and_centercrop.
 */
export function infiniteTalkImage(image: RgbImage, width: number, height: number): PlanarImage {
  return toPlanar(coverCrop(image, width, height));
}

/**
 * Plain image-to-video's condition image, planar `[3, height, width]` in about [-1, 1]: stretched to the target with
 * bicubic interpolation whose overshoot stays. Source: Wan2.1 wan/image2video.py.
 */
export function imageToVideoImage(image: RgbImage, width: number, height: number): PlanarImage {
  return resizeBicubic(toPlanar(image), width, height);
}

/**
 * Input of the CLIP vision tower, `[1, 3, size, size]`: the picture in [-1, 1] stretched to the square with bicubic
 * interpolation, moved to [0, 1] and normalised. Plain image-to-video hands in the picture at its original size,
 * InfiniteTalk the resized and cropped one. Source: Wan2.1 wan/modules/clip.py, CLIPModel.visual.
 */
export function clipPixels(
  image: PlanarImage,
  size: number,
  mean: readonly number[] = CLIP_MEAN,
  std: readonly number[] = CLIP_STD,
): FloatTensor {
  const { data } = resizeBicubic(image, size, size);
  const plane = size * size;
  for (let i = 0; i < data.length; i++) {
    const channel = Math.floor(i / plane);
    data[i] = (data[i]! * 0.5 + 0.5 - mean[channel]!) / std[channel]!;
  }
  return floatTensor(data, [1, 3, size, size]);
}
