import { randomBytes } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import {
  AudioSample,
  AudioSampleSource,
  EncodedPacketSink,
  EncodedVideoPacketSource,
  FilePathTarget,
  Mp3OutputFormat,
  Mp4OutputFormat,
  Output,
  Quality,
} from 'mediabunny';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { ACCEPTED_VIDEO, withMediaFile } from '../../core/media/media-file.ts';
import type { OutputContribution } from '../../core/plugin-api/index.ts';
import mediabunny from '../../plugins/output-mediabunny/index.ts';
import { temporaryFolder, tone, wavBytes, writeAudio } from '../support/media.ts';
import { type TestServices, testServices } from '../support/services.ts';

const folder = temporaryFolder();

async function video(format: 'mp4' | 'webm'): Promise<string> {
  const contribution = (mediabunny.contributes as OutputContribution[]).find(({ id }) => id === format)!;
  const output = contribution.create({ log: () => {} }, contribution.options.parse({}));
  const file = join(folder, `video.${format}`);
  const writer = await output.openSegment(file, { width: 64, height: 64, fps: 25 });
  for (let frame = 0; frame < 25; frame++) await writer.write(randomBytes(64 * 64 * 3));
  await writer.close();
  return file;
}

/** A second of moving picture with sound, its tables at the beginning as files for the web have them. */
async function withSound(source: string, seconds: number): Promise<string> {
  const file = join(folder, `sound-${seconds}.mp4`);
  await withMediaFile(source, 'file', ACCEPTED_VIDEO, async (input) => {
    const track = (await input.getPrimaryVideoTrack())!;
    const decoderConfig = (await track.getDecoderConfig())!;
    const output = new Output({
      format: new Mp4OutputFormat({ fastStart: 'in-memory' }),
      target: new FilePathTarget(file),
    });
    const picture = new EncodedVideoPacketSource('avc');
    const sound = new AudioSampleSource({ codec: 'aac', quality: new Quality({ bitrate: 128000 }) });
    output.addVideoTrack(picture);
    output.addAudioTrack(sound);
    await output.start();
    for await (const packet of new EncodedPacketSink(track).packets()) await picture.add(packet, { decoderConfig });
    if (seconds > 0) {
      const data = tone(300, 48000, seconds, [0.5]);
      using sample = new AudioSample({ data, format: 'f32', numberOfChannels: 1, sampleRate: 48000, timestamp: 0 });
      await sound.add(sample);
    }
    await output.finalize();
  });
  return file;
}

const voice = () =>
  writeAudio(join(folder, 'voice.mp3'), new Mp3OutputFormat(), 'mp3', tone(300, 48000, 2, [0.5]), 48000, 1);

const part = (bytes: Buffer, share: number): Buffer => bytes.subarray(0, Math.floor(bytes.length * share));
const files: Record<string, Buffer> = {};
beforeAll(async () => {
  const [mp4, webm] = [await video('mp4'), await video('webm')];
  const noise = sharp(randomBytes(64 * 64 * 3), { raw: { width: 64, height: 64, channels: 3 } });
  for (const format of ['png', 'jpeg', 'webp', 'avif', 'gif', 'tiff'] as const)
    files[format] = await noise.toFormat(format).toBuffer();
  files.mp3 = readFileSync(await voice());
  files.mp4 = readFileSync(mp4);
  files.webm = readFileSync(webm);
  files['web.mp4'] = readFileSync(await withSound(mp4, 1));
  files['silent.mp4'] = readFileSync(await withSound(mp4, 0));
  files.wav = wavBytes(tone(300, 16000, 1, [0.5]), 16000);
});

const upload = (services: TestServices, content: Uint8Array) =>
  services.assets.ingest(Readable.from([content]), { filename: 'x' });

/** A WAV file with another number in its header. */
function wavWith(offset: number, value: number): Buffer {
  const bytes = Buffer.from(files.wav!);
  bytes.writeUInt16LE(value, offset);
  return bytes;
}

describe('a file that cannot be used is refused when it is uploaded', () => {
  it.each<[string, () => Uint8Array]>([
    ...['mp4', 'web.mp4', 'webm', 'png', 'jpeg', 'webp', 'avif', 'gif', 'tiff'].flatMap((name) =>
      [0.02, 0.5, 0.95].map((share): [string, () => Uint8Array] => [
        `${name}, ${share * 100} % of it`,
        () => part(files[name]!, share),
      ]),
    ),
    ['a WAV file without samples', () => wavBytes(new Float32Array(0), 16000)],
    ['a WAV file whose header is cut off', () => files.wav!.subarray(0, 40)],
    ['a WAV file without channels', () => wavWith(22, 0)],
    ['a WAV file of 100 samples a second', () => wavWith(24, 100)],
    ['a WAV file of an unknown codec', () => wavWith(20, 99)],
  ])('%s', async (_what, content) => {
    const services = await testServices();
    const refusal = await upload(services, content()).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ code: 'ASSET_UNREADABLE', field: 'file', accepted: expect.any(String) });
    expect((refusal as Error).message).not.toContain(services.folder);
  });
});

it('a voice that is cut off is as long as what is heard of it', async () => {
  const services = await testServices();
  const { seconds } = await upload(services, part(files.mp3!, 0.5));
  expect(seconds).toBeGreaterThan(0.9);
  expect(seconds).toBeLessThan(1.1);
  expect((await upload(services, part(files.wav!, 0.5))).seconds).toBeCloseTo(0.5, 2);
});

describe('a request is refused that names', () => {
  it('a video whose sound has no samples as a voice', async () => {
    const services = await testServices();
    const { id } = await upload(services, files['silent.mp4']!);
    await expect(services.generations.start(services.input({ audio: id }))).rejects.toMatchObject({
      code: 'ASSET_UNREADABLE',
      field: 'audio',
    });
    const speakers = [{ audio: services.audio }, { audio: id }];
    await expect(services.generations.start(services.input({ audio: undefined, speakers }))).rejects.toMatchObject({
      code: 'ASSET_UNREADABLE',
      field: 'speakers.1.audio',
    });
    const whole = await upload(services, files['web.mp4']!);
    await expect(services.generations.start(services.input({ audio: whole.id }))).resolves.toMatchObject({
      state: 'QUEUED',
    });
  });

  it('a file that is gone', async () => {
    const services = await testServices();
    rmSync(services.assets.path(services.assets.find(services.image)));
    await expect(services.generations.start(services.input())).rejects.toMatchObject({
      code: 'ASSET_NOT_FOUND',
      field: 'image',
    });
  });
});
