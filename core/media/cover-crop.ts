import { resizeBilinear } from './pillow-resize.ts';
import type { RgbImage } from './rgb-image.ts';

/** Rounds half to even, as Python and numpy do. */
export function roundHalfEven(value: number): number {
  const floor = Math.floor(value);
  if (value - floor !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}

/** Where a picture lands when it is resized to cover a target: its size after the resize, and the crop's corner. */
export interface CoverGeometry {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly top: number;
}

/**
 * Geometry of the reference's `resize_and_centercrop`: scale max(th/h, tw/w), sizes rounded up, centre crop whose
 * corner is rounded half to even.
 */
export function coverGeometry(source: { width: number; height: number }, width: number, height: number): CoverGeometry {
  const scale = Math.max(height / source.height, width / source.width);
  const resized = { width: Math.ceil(scale * source.width), height: Math.ceil(scale * source.height) };
  return {
    ...resized,
    left: roundHalfEven((resized.width - width) / 2),
    top: roundHalfEven((resized.height - height) / 2),
  };
}

/** Resizes to cover `width` x `height` (Pillow bilinear, antialiased) and crops the centre. */
export function coverCrop(image: RgbImage, width: number, height: number): RgbImage {
  const geometry = coverGeometry(image, width, height);
  const resized = resizeBilinear(image, geometry.width, geometry.height);
  if (geometry.width === width && geometry.height === height) return resized;
  const data = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++) {
    const start = ((y + geometry.top) * geometry.width + geometry.left) * 3;
    data.set(resized.data.subarray(start, start + width * 3), y * width * 3);
  }
  return { width, height, data };
}
