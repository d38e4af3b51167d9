import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { probeMedia } from '../../core/media/probe.ts';
import output from '../../plugins/output-mediabunny/index.ts';
import { temporaryFolder, wavBytes } from '../support/media.ts';
import { decodeSpeech } from '../support/speech.ts';

vi.mock('@mediabunny/server', () => {
  throw new Error("Cannot find package '@mediabunny/server'");
});

const folder = temporaryFolder();

/** Silent MPEG-1 Layer III frames, 128 kbit/s, 44.1 kHz. */
function writeMp3(): string {
  const frame = Buffer.alloc(417);
  frame.set([0xff, 0xfb, 0x90, 0x00]);
  const file = join(folder, 'speech.mp3');
  writeFileSync(file, Buffer.concat(Array<Buffer>(40).fill(frame)));
  return file;
}

it('reads WAV without the optional codecs', async () => {
  const file = join(folder, 'speech.wav');
  writeFileSync(file, wavBytes(new Float32Array(8000), 48000));
  expect(await decodeSpeech(file, { field: 'audio' })).toHaveLength(Math.ceil(8000 / 3));
});

it('probes MP3 without the optional codecs, and names the package when it must decode', async () => {
  const file = writeMp3();
  expect(await probeMedia(file)).toMatchObject({ kind: 'audio', mimeType: 'audio/mpeg', sampleRate: 44100 });
  const error = await decodeSpeech(file, { field: 'audio' }).catch((cause: unknown) => cause);
  expect(error).toMatchObject({ code: 'ASSET_UNREADABLE', field: 'audio' });
  expect(String(error)).toContain('@mediabunny/server');
});

it('says that MP4 cannot be written', async () => {
  const mp4 = output.contributes.find(({ id }) => id === 'mp4')!;
  if (mp4.kind !== 'output') throw new Error('not an output');
  const made = mp4.create({ log: () => {} }, mp4.options.parse({}));
  const format = { width: 16, height: 16, fps: 25 };
  await expect(made.openSegment(join(folder, 'a.mp4'), format)).rejects.toMatchObject({ code: 'PLUGIN_UNAVAILABLE' });
});
