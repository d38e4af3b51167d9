import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FlacOutputFormat, Mp4OutputFormat } from 'mediabunny';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { PACKAGE_ROOT } from '../../apps/server/config.ts';
import { readEmbeddedMetadata } from '../../core/media/embedded-metadata.ts';
import { decodeImage } from '../../core/media/image-decode.ts';
import { probeMedia } from '../../core/media/probe.ts';
import { HEIC } from '../support/heic.ts';
import { temporaryFolder, tone, writeAudio, writeWav } from '../support/media.ts';

const folder = temporaryFolder();
const file = (name: string, bytes: Uint8Array) => {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
};
const gray = () => sharp({ create: { width: 40, height: 30, channels: 3, background: '#808080' } });

describe('probing a file', () => {
  it.each(['png', 'jpeg', 'webp', 'avif', 'gif', 'tiff'] as const)('knows %s whatever its name', async (format) => {
    const path = file(`${format}.mp3`, await gray().toFormat(format).toBuffer());
    expect(await probeMedia(path)).toMatchObject({
      kind: 'image',
      mimeType: `image/${format}`,
      width: 40,
      height: 30,
      duration: null,
    });
  });

  it('knows AVIF that calls itself HEIF first', async () => {
    const avif = await gray().avif().toBuffer();
    avif.write('mif1', 8, 'latin1');
    expect(await probeMedia(file('mif1.avif', avif))).toMatchObject({
      kind: 'image',
      mimeType: 'image/avif',
      width: 40,
    });
  });

  it('says of a HEIC picture what it is, and what to do', async () => {
    await expect(probeMedia(file('IMG_0001.jpg', HEIC), 'image')).rejects.toMatchObject({
      code: 'ASSET_UNREADABLE',
      field: 'image',
      message: 'image: it is a HEIC picture, as telephones take them, for which there is no decoder',
      accepted: expect.stringMatching(/PNG.*AVIF.*JPEG/),
    });
  });

  it('gives the size as shown of a turned picture', async () => {
    const path = file('turned.jpg', await gray().withMetadata({ orientation: 6 }).jpeg().toBuffer());
    expect(await probeMedia(path)).toMatchObject({ width: 30, height: 40 });
  });

  it('knows audio', async () => {
    const samples = tone(300, 48000, 0.5, [0.2, 0.2]);
    const audio = { kind: 'audio', width: null, height: null, channels: 2, sampleRate: 48000 };
    const wav = await probeMedia(writeWav(join(folder, 'a.png'), samples, 48000, 2));
    expect(wav).toMatchObject({ ...audio, mimeType: 'audio/wav', duration: 0.5 });
    const flac = await probeMedia(
      await writeAudio(join(folder, 'b.bin'), new FlacOutputFormat(), 'flac', samples, 48000, 2),
    );
    expect(flac).toMatchObject({ ...audio, mimeType: 'audio/flac' });
    const m4a = await probeMedia(
      await writeAudio(join(folder, 'c.bin'), new Mp4OutputFormat(), 'aac', samples, 48000, 2),
    );
    expect(m4a).toMatchObject({ ...audio, mimeType: 'audio/mp4' });
    expect(m4a.duration).toBeCloseTo(0.5, 1);
  });

  it.each([
    ['an empty file', new Uint8Array(0)],
    ['text', Buffer.from('hello')],
    ['a PNG that is cut off', Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\x28', 'latin1')],
    ['an HLS playlist', Buffer.from('#EXTM3U\n#EXT-X-TARGETDURATION:5\n#EXTINF:5,\nhttp://127.0.0.1/a.ts\n')],
  ])('refuses %s and names the field', async (name, bytes) => {
    await expect(probeMedia(file(name, bytes), 'image')).rejects.toMatchObject({
      code: 'ASSET_UNREADABLE',
      field: 'image',
    });
  });

  it('refuses a picture of which a run could not decode all', async () => {
    const png = readFileSync(join(PACKAGE_ROOT, 'models', 'demo', 'samples', 'portrait_1.png'));
    // The last byte of the header's checksum, at 32, and of its width, at 19.
    for (const damaged of [png.subarray(0, png.length / 2), png.with(32, 0), png.with(19, 23)]) {
      const path = file('damaged.png', damaged);
      await expect(decodeImage(path, { field: 'image' })).rejects.toMatchObject({ code: 'ASSET_UNREADABLE' });
      await expect(probeMedia(path)).rejects.toMatchObject({ code: 'ASSET_UNREADABLE', field: 'file' });
    }
  });

  it('refuses an image of more pixels than allowed', async () => {
    const path = file('large.png', await gray().png().toBuffer());
    await expect(probeMedia(path, 'image', { maxPixels: 1000 })).rejects.toMatchObject({
      code: 'ASSET_TOO_LARGE',
      field: 'image',
    });
  });

  it('looks for embedded settings once through a file, whatever it has there', async () => {
    const xmp = '<dc:description>'.repeat(100_000);
    const path = file('many.webp', await gray().withXmp(xmp).webp().toBuffer());
    const started = performance.now();
    expect(await readEmbeddedMetadata(path)).toBeNull();
    // A search from every mark to the end of the file would take a minute.
    expect(performance.now() - started).toBeLessThan(5000);
  });

  it('finds no embedded settings in a file without them', async () => {
    expect(await readEmbeddedMetadata(file('plain.webp', await gray().webp().toBuffer()))).toBeNull();
    expect(await readEmbeddedMetadata(writeWav(join(folder, 'plain.wav'), new Float32Array(800), 16000))).toBeNull();
  });
});
