import { cropToAspect } from '../../media/crop-aspect.ts';
import { clipPixels, imageToVideoImage, infiniteTalkImage } from '../../media/image-preprocess.ts';
import { type RgbImage, toPlanar } from '../../media/rgb-image.ts';
import { type FloatTensor, floatTensor } from '../../plugin-api/tensor.ts';
import type { GenerationSpec } from '../../runs/spec.ts';

export type PictureSettings = Pick<GenerationSpec, 'mode' | 'width' | 'height'>;

/** A source picture at the video's size, `[3, 1, H, W]` in [-1, 1]. */
export function videoPicture(image: RgbImage, { mode, width, height }: PictureSettings): FloatTensor {
  const picture =
    mode === 'INFINITETALK'
      ? infiniteTalkImage(image, width, height)
      : imageToVideoImage(cropToAspect(image, width, height), width, height);
  return floatTensor(picture.data, [3, 1, height, width]);
}

/** What conditions a window: `picture` as above, and `clipPixels` `[1, 3, S, S]` for the image encoder. */
export function conditionPicture(
  image: RgbImage,
  settings: PictureSettings,
  clipSize: number,
): { readonly picture: FloatTensor; readonly clipPixels: FloatTensor } {
  const picture = videoPicture(image, settings);
  const { width, height } = settings;
  const seen = settings.mode === 'INFINITETALK' ? { channels: 3, width, height, data: picture.data } : toPlanar(image);
  return { picture, clipPixels: clipPixels(seen, clipSize) };
}
