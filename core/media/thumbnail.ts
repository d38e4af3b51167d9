import sharp, { type Sharp } from 'sharp';
import { DEFAULT_MAX_PIXELS, imageError } from './image-decode.ts';
import { videoFrames } from './video-frames.ts';

/** Longest side in pixels. */
const SIDE = 320;

/**
 * A small WebP picture of an image (EXIF orientation applied, the first one of an animation) or of a video's first
 * frame, at most 320 pixels wide and high, never enlarged.
 * @throws GenesisError ASSET_UNREADABLE, ASSET_TOO_LARGE
 */
export async function makeThumbnail(
  file: string,
  kind: 'IMAGE' | 'VIDEO',
  maxPixels = DEFAULT_MAX_PIXELS,
): Promise<Buffer> {
  const small = (image: Sharp) =>
    image.resize(SIDE, SIDE, { fit: 'inside', withoutEnlargement: true }).webp({ quality: 80 }).toBuffer();
  if (kind === 'VIDEO') {
    for await (const { data, width, height } of videoFrames(file, { field: 'id', maxPixels })) {
      return small(sharp(data, { raw: { width, height, channels: 3 } }));
    }
  }
  try {
    return await small(sharp(file, { limitInputPixels: maxPixels, pages: 1, failOn: 'error' }).autoOrient());
  } catch (cause) {
    throw imageError(cause, file, 'id', maxPixels);
  }
}
