import sharp, { type Sharp } from 'sharp';
import { GenesisError } from '../errors/genesis-error.ts';
import type { RgbImage } from './rgb-image.ts';

export interface ImageDecodeOptions {
  /** Field of the caller's input that names the file, for error messages. */
  readonly field: string;
  /**
   * Most pixels (width x height) that are decoded.
   * @default 67108864
   */
  readonly maxPixels?: number;
}

export const DEFAULT_MAX_PIXELS = 8192 * 8192;
const ACCEPTED = 'a PNG, JPEG, WebP, AVIF, GIF or TIFF image';

/** 8-bit sRGB, upright, over white. A file that is damaged in a way that viewers pass over is decoded as far as it goes. */
const picture = (source: string | Uint8Array, maxPixels: number): Sharp =>
  sharp(source, { limitInputPixels: maxPixels, failOn: 'error' })
    .autoOrient()
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb');

/** Makes sure that a file can be decoded, without holding the picture. @throws what sharp throws */
export async function requireDecodable(file: string, maxPixels: number): Promise<void> {
  await picture(file, maxPixels).resize(1, 1, { fit: 'fill', fastShrinkOnLoad: false }).raw().toBuffer();
}

/**
 * Decodes an image file to 8-bit RGB `[height, width, 3]` in sRGB. The EXIF orientation is applied, transparency is
 * laid over white, and of an animation the first frame is taken.
 * @param source path of a file, or its bytes
 * @throws GenesisError ASSET_TOO_LARGE when it has more than `maxPixels`, ASSET_UNREADABLE when it cannot be decoded
 */
export async function decodeImage(source: string | Uint8Array, options: ImageDecodeOptions): Promise<RgbImage> {
  const { field, maxPixels = DEFAULT_MAX_PIXELS } = options;
  try {
    const { data, info } = await picture(source, maxPixels)
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true });
    if (info.channels !== 3) throw new Error(`decodes to ${info.channels} channels`);
    return { width: info.width, height: info.height, data: new Uint8Array(data.buffer, data.byteOffset, data.length) };
  } catch (cause) {
    throw imageError(cause, source, field, maxPixels);
  }
}

/** What sharp says, each line once, without those that name the file: its path is the server's own. */
function reasonOf(cause: unknown, source: string | Uint8Array): string {
  const lines = (cause instanceof Error ? cause.message : String(cause)).split('\n').map((line) => line.trim());
  const told = lines.filter((line) => line !== '' && !(typeof source === 'string' && line.includes(source)));
  return [...new Set(told)].join('; ') || 'it is damaged';
}

/** The typed error of a failure inside sharp. */
export function imageError(
  cause: unknown,
  source: string | Uint8Array,
  field: string,
  maxPixels: number,
): GenesisError {
  const reason = reasonOf(cause, source);
  if (/exceeds pixel limit/i.test(reason)) {
    return new GenesisError('ASSET_TOO_LARGE', `${field}: the image has more than ${maxPixels} pixels`, {
      field,
      accepted: `an image of at most ${maxPixels} pixels`,
      cause,
    });
  }
  if (/\bHEVC\b/.test(reason)) {
    const what = `${field}: it is a HEIC picture, as telephones take them, for which there is no decoder`;
    return new GenesisError('ASSET_UNREADABLE', what, {
      field,
      accepted: `${ACCEPTED}, such as an export to JPEG`,
      cause,
    });
  }
  return new GenesisError('ASSET_UNREADABLE', `${field}: the image cannot be decoded (${reason})`, {
    field,
    accepted: ACCEPTED,
    cause,
  });
}
