import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { PACKAGE_ROOT } from '../../apps/server/config.ts';
import { makeThumbnail } from '../../core/media/thumbnail.ts';
import { testFolder } from '../support/database.ts';

describe('a thumbnail', () => {
  it('is a WebP picture of at most 320 pixels a side, turned as the camera was', async () => {
    const file = join(testFolder(), 'wide.jpg');
    const blank = sharp({ create: { width: 800, height: 400, channels: 3, background: '#336699' } });
    // Orientation 6: to be shown a quarter turn clockwise.
    await blank.withMetadata({ orientation: 6 }).toFile(file);
    const { format, width, height } = await sharp(await makeThumbnail(file, 'IMAGE')).metadata();
    expect({ format, width, height }).toEqual({ format: 'webp', width: 160, height: 320 });
  });

  it('of a small picture is not enlarged', async () => {
    const file = join(PACKAGE_ROOT, 'models', 'demo', 'samples', 'portrait_1.png');
    const { width, height } = await sharp(await makeThumbnail(file, 'IMAGE')).metadata();
    expect({ width, height }).toEqual({ width: 128, height: 128 });
  });

  it('of an animation is its first picture, not all of them in a column', async () => {
    const file = join(PACKAGE_ROOT, 'models', 'demo', 'samples', 'result_1.webp');
    expect((await sharp(file).metadata()).pages).toBeGreaterThan(1);
    const { width, height, pages } = await sharp(await makeThumbnail(file, 'IMAGE')).metadata();
    expect({ width, height, pages: pages ?? 1 }).toEqual({ width: 128, height: 128, pages: 1 });
  });

  it('of a picture with a flaw that viewers pass over is made', async () => {
    const file = join(testFolder(), 'flaw.jpg');
    const jpeg = await sharp(join(PACKAGE_ROOT, 'models', 'demo', 'samples', 'portrait_1.png'))
      .jpeg()
      .toBuffer();
    writeFileSync(file, Buffer.concat([jpeg.subarray(0, -20), jpeg.subarray(-2)]));
    await expect(sharp(file, { failOn: 'warning' }).raw().toBuffer()).rejects.toThrow('Corrupt JPEG data');
    const { width, height } = await sharp(await makeThumbnail(file, 'IMAGE')).metadata();
    expect({ width, height }).toEqual({ width: 128, height: 128 });
  });

  it('of a file that is no picture says so', async () => {
    const file = join(PACKAGE_ROOT, 'package.json');
    await expect(makeThumbnail(file, 'IMAGE')).rejects.toMatchObject({ code: 'ASSET_UNREADABLE' });
    await expect(makeThumbnail(file, 'VIDEO')).rejects.toMatchObject({ code: 'ASSET_UNREADABLE' });
  });
});
