import type { RgbImage } from './rgb-image.ts';

/** The largest centred part of a picture that has the aspect ratio of `width` x `height`; the picture itself when it has. */
export function cropToAspect(image: RgbImage, width: number, height: number): RgbImage {
  const cropWidth = Math.min(image.width, Math.max(1, Math.round((image.height * width) / height)));
  const cropHeight = Math.min(image.height, Math.max(1, Math.round((image.width * height) / width)));
  if (cropWidth === image.width && cropHeight === image.height) return image;
  const left = Math.floor((image.width - cropWidth) / 2);
  const top = Math.floor((image.height - cropHeight) / 2);
  const data = new Uint8Array(cropWidth * cropHeight * 3);
  for (let y = 0; y < cropHeight; y++) {
    const start = ((y + top) * image.width + left) * 3;
    data.set(image.data.subarray(start, start + cropWidth * 3), y * cropWidth * 3);
  }
  return { width: cropWidth, height: cropHeight, data };
}
