/** The part of a picture, in per cent, that a centre crop to another shape keeps. */
export function cropOf(
  image: { readonly width: number; readonly height: number },
  width: number,
  height: number,
): { left: number; top: number; width: number; height: number } {
  const scale = Math.max(height / image.height, width / image.width);
  const across = (width / (image.width * scale)) * 100;
  const down = (height / (image.height * scale)) * 100;
  return { left: (100 - across) / 2, top: (100 - down) / 2, width: across, height: down };
}
