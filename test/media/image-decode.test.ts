import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { decodeImage } from '../../core/media/image-decode.ts';
import { videoFrame } from '../../core/media/rgb-image.ts';

const field = 'image';

/** A 3 x 2 picture whose pixels all differ. */
const PIXELS = Buffer.from([255, 0, 0, 0, 255, 0, 0, 0, 255, 10, 20, 30, 40, 50, 60, 70, 80, 90]);
const picture = () => sharp(PIXELS, { raw: { width: 3, height: 2, channels: 3 } });

function crc32(bytes: Buffer): number {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

/** A few kilobytes of PNG that decode to `size` x `size` pixels. */
function bombPng(size: number): Buffer {
  const part = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const out = Buffer.alloc(body.length + 8);
    out.writeUInt32BE(data.length);
    body.copy(out, 4);
    out.writeUInt32BE(crc32(body), body.length + 4);
    return out;
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header[8] = 1;
  const rows = deflateSync(Buffer.alloc(size * (1 + Math.ceil(size / 8))));
  const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
  return Buffer.concat([signature, part('IHDR', header), part('IDAT', rows), part('IEND', Buffer.alloc(0))]);
}

describe('decoding an image', () => {
  it('gives interleaved RGB of a PNG exactly', async () => {
    const image = await decodeImage(await picture().png().toBuffer(), { field });
    expect(image).toEqual({ width: 3, height: 2, data: new Uint8Array(PIXELS) });
  });

  it('applies the EXIF orientation', async () => {
    const turned = await picture().tiff({ compression: 'lzw' }).withMetadata({ orientation: 6 }).toBuffer();
    const { width, height, data } = await decodeImage(turned, { field });
    expect([width, height]).toEqual([2, 3]);
    // Orientation 6 is shown turned by 90 degrees clockwise: the lower left pixel comes first.
    expect([...data.subarray(0, 6)]).toEqual([10, 20, 30, 255, 0, 0]);
  });

  it('lays transparency over white', async () => {
    const clear = sharp(Buffer.from([200, 0, 0, 0, 200, 0, 0, 255]), { raw: { width: 2, height: 1, channels: 4 } });
    expect([...(await decodeImage(await clear.png().toBuffer(), { field })).data]).toEqual([255, 255, 255, 200, 0, 0]);
  });

  it('turns gray, 16-bit and CMYK pictures into 8-bit RGB', async () => {
    const gray = await sharp(Buffer.from([0, 77, 255]), { raw: { width: 3, height: 1, channels: 1 } })
      .png()
      .toBuffer();
    expect([...(await decodeImage(gray, { field })).data]).toEqual([0, 0, 0, 77, 77, 77, 255, 255, 255]);
    const deep = await picture().toColourspace('rgb16').png().toBuffer();
    expect((await decodeImage(deep, { field })).data).toEqual(new Uint8Array(PIXELS));
    const cmyk = await picture().resize(48, 32).toColourspace('cmyk').jpeg().toBuffer();
    expect((await decodeImage(cmyk, { field })).data).toHaveLength(48 * 32 * 3);
  });

  it.each(['jpeg', 'webp', 'avif', 'gif', 'tiff'] as const)('takes %s', async (format) => {
    const { width, height } = await decodeImage(await picture().resize(48, 32).toFormat(format).toBuffer(), { field });
    expect([width, height]).toEqual([48, 32]);
  });

  it('refuses a decompression bomb by its pixels, quickly', async () => {
    const bomb = bombPng(20000);
    expect(bomb.length).toBeLessThan(100_000);
    const started = performance.now();
    await expect(decodeImage(bomb, { field })).rejects.toMatchObject({ code: 'ASSET_TOO_LARGE', field });
    expect(performance.now() - started).toBeLessThan(1000);
  });

  it.each([
    ['an empty file', async () => Buffer.alloc(0)],
    ['text', async () => Buffer.from('not a picture')],
    ['a truncated PNG', async () => (await picture().resize(300, 200).png().toBuffer()).subarray(0, 200)],
    ['a truncated JPEG', async () => (await picture().resize(300, 200).jpeg().toBuffer()).subarray(0, 700)],
  ])('refuses %s and names the field', async (_name, make) => {
    await expect(decodeImage(await make(), { field })).rejects.toMatchObject({ code: 'ASSET_UNREADABLE', field });
  });
});

describe('a frame of a planar video', () => {
  it('is clipped and truncated to 8 bits', () => {
    const values = [-1.5, -1, 0, 0.999, 1, 2, Number.NaN, 0.5];
    // Two frames of 2 x 2 pixels; the second frame's red plane holds values 4..7.
    const video = Float32Array.from({ length: 24 }, (_, i) => (i < 8 ? values[i]! : -1));
    expect([...videoFrame(video, 2, 2, 2, 0)].filter((_, i) => i % 3 === 0)).toEqual([0, 0, 127, 254]);
    expect([...videoFrame(video, 2, 2, 2, 1)].filter((_, i) => i % 3 === 0)).toEqual([255, 255, 0, 191]);
  });
});
