import { join } from 'node:path';
import sharp from 'sharp';

/** Writes `mask.png` into a folder: black, with a white rectangle of full height. @returns its path */
export async function maskFile(
  dir: string,
  width: number,
  height: number,
  light: { readonly left: number; readonly width: number },
): Promise<string> {
  const file = join(dir, 'mask.png');
  const white = { create: { width: light.width, height, channels: 3, background: 'white' } } as const;
  await sharp({ create: { width, height, channels: 3, background: 'black' } })
    .composite([{ input: white, left: light.left, top: 0 }])
    .png()
    .toFile(file);
  return file;
}
