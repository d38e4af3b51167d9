import sharp from 'sharp';
import type { Rgb } from '../../precision/similarity.ts';

export interface StripPicture {
  readonly scheduler: string;
  readonly steps: number;
  readonly frame: Rgb;
}

const COLUMNS = 8;
const SIDE = 112;
const LABEL = 18;

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

const label = (text: string, width: number): Buffer =>
  Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${LABEL}"><text x="${width / 2}" y="13" font-family="sans-serif" font-size="11" text-anchor="middle" fill="#222">${escaped(text)}</text></svg>`,
  );

/** A WebP of the same frame by every scheduler: a column each, few steps above many. */
export async function pictureStrip(pictures: readonly StripPicture[], file: string): Promise<void> {
  const ids = [...new Set(pictures.map(({ scheduler }) => scheduler))];
  const steps = [...new Set(pictures.map((one) => one.steps))].sort((a, b) => a - b);
  const band = LABEL + steps.length * SIDE;
  const tiles = pictures.map(async ({ scheduler, steps: count, frame: { width, height, data } }) => {
    const place = ids.indexOf(scheduler);
    const input = await sharp(data, { raw: { width, height, channels: 3 } })
      .resize(SIDE, SIDE)
      .png()
      .toBuffer();
    const row = Math.floor(place / COLUMNS) * band + LABEL + steps.indexOf(count) * SIDE;
    return { input, left: (place % COLUMNS) * SIDE, top: row };
  });
  const labels = ids.map((id, place) => ({
    input: label(id, SIDE),
    left: (place % COLUMNS) * SIDE,
    top: Math.floor(place / COLUMNS) * band,
  }));
  await sharp({
    create: {
      width: Math.min(COLUMNS, ids.length) * SIDE,
      height: Math.ceil(ids.length / COLUMNS) * band,
      channels: 3,
      background: '#fff',
    },
  })
    .composite([...(await Promise.all(tiles)), ...labels])
    .webp({ quality: 82 })
    .toFile(file);
}
