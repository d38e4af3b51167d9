import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  FlacOutputFormat,
  Mp3OutputFormat,
  Mp4OutputFormat,
  OggOutputFormat,
  WavOutputFormat,
  WebMOutputFormat,
} from 'mediabunny';
import { describe, expect, it } from 'vitest';
import { amplitudeOf, temporaryFolder, tone, wavBytes, writeAudio, writeWav } from '../support/media.ts';
import { decodeAudioTrack, decodeSpeech, integratedLoudness, normaliseLoudness } from '../support/speech.ts';

const folder = temporaryFolder();
const field = 'audio';

describe('decoding speech', () => {
  it('leaves 16 kHz mono as it is', async () => {
    const samples = tone(440, 16000, 0.5, [0.5]);
    const made = await decodeSpeech(writeWav(join(folder, 'same.wav'), samples, 16000), { field });
    expect(made).toEqual(samples.map((sample) => (Math.round(sample * 32767) + 0) / 32768));
  });

  it.each([
    8000, 22050, 44100, 48000, 96000,
  ])('brings a tone from %i Hz to 16 kHz with its pitch, level, phase and length', async (rate) => {
    const made = await decodeSpeech(writeWav(join(folder, `${rate}.wav`), tone(1000, rate, 2, [0.5]), rate), {
      field,
    });
    expect(made).toHaveLength(32000);
    const inner = made.subarray(8000, 24000);
    expect(amplitudeOf(inner, 1000, 16000)).toBeCloseTo(0.5, 3);
    const expected = tone(1000, 16000, 2, [0.5]).subarray(8000, 24000);
    const worst = inner.reduce((most, sample, i) => Math.max(most, Math.abs(sample - expected[i]!)), 0);
    expect(worst).toBeLessThan(0.002);
  });

  it('keeps the last samples of resampled audio', async () => {
    const made = await decodeSpeech(writeWav(join(folder, 'tail.wav'), tone(1000, 48000, 30.5, [0.5]), 48000), {
      field,
    });
    expect(made).toHaveLength(30.5 * 16000);
    expect(amplitudeOf(made.subarray(-1600), 1000, 16000)).toBeGreaterThan(0.49);
  });

  it('removes what lies above half of 16 kHz', async () => {
    const made = await decodeSpeech(writeWav(join(folder, 'high.wav'), tone(9500, 48000, 1, [0.8]), 48000), { field });
    expect(Math.max(...made.subarray(2000, 14000).map(Math.abs))).toBeLessThan(1e-3);
  });

  it('takes samples that are no numbers for silence', async () => {
    const samples = tone(440, 16000, 0.5, [0.5]);
    const holes = [3, 4000, 7999];
    const damaged = samples
      .with(3, Number.NaN)
      .with(4000, Number.POSITIVE_INFINITY)
      .with(7999, Number.NEGATIVE_INFINITY);
    const file = await writeAudio(join(folder, 'holes.wav'), new WavOutputFormat(), 'pcm-f32', damaged, 16000, 1);
    const made = await decodeSpeech(file, { field });
    expect(made).toEqual(samples.map((sample, i) => (holes.includes(i) ? 0 : sample)));
  });

  it('mixes stereo as the mean of its channels', async () => {
    const made = await decodeSpeech(writeWav(join(folder, 'stereo.wav'), tone(500, 16000, 1, [0.8, 0.2]), 16000, 2), {
      field,
    });
    expect(amplitudeOf(made, 500, 16000)).toBeCloseTo(0.5, 3);
  });

  it.each([
    ['MP3', 'mp3', new Mp3OutputFormat(), 44100, 1],
    ['AAC', 'aac', new Mp4OutputFormat(), 44100, 2],
    ['Opus in Ogg', 'opus', new OggOutputFormat(), 48000, 1],
    ['Vorbis in Ogg', 'vorbis', new OggOutputFormat(), 44100, 2],
    ['FLAC', 'flac', new FlacOutputFormat(), 22050, 2],
    ['Opus in WebM', 'opus', new WebMOutputFormat(), 48000, 2],
  ] as const)('reads %s', async (name, codec, format, rate, channels) => {
    const samples = tone(600, rate, 1.5, Array(channels).fill(0.4));
    const file = await writeAudio(join(folder, `${name}.bin`), format, codec, samples, rate, channels);
    const made = await decodeSpeech(file, { field });
    expect(made.length / 16000).toBeGreaterThan(1.45);
    expect(made.length / 16000).toBeLessThan(1.6);
    expect(amplitudeOf(made.subarray(4800, 19200), 600, 16000)).toBeCloseTo(0.4, 1);
  });

  it('refuses audio that is too long without decoding all of it', async () => {
    const file = writeWav(join(folder, 'long.wav'), new Float32Array(16000 * 5), 16000);
    await expect(decodeSpeech(file, { field, maxSeconds: 2 })).rejects.toMatchObject({
      code: 'ASSET_TOO_LARGE',
      field,
    });
  });

  it.each([
    ['an empty file', Buffer.alloc(0)],
    ['text', Buffer.from('this is no sound at all, only text')],
    ['a WAV file without samples', wavBytes(new Float32Array(0), 16000)],
    ['a WAV header that is cut off', wavBytes(new Float32Array(100), 16000).subarray(0, 20)],
  ])('refuses %s and names the field', async (name, bytes) => {
    const file = join(folder, `${name}.wav`);
    writeFileSync(file, bytes);
    await expect(decodeSpeech(file, { field })).rejects.toMatchObject({ code: 'ASSET_UNREADABLE', field });
  });

  it.each([1, 999, 4_000_000])('refuses %i samples per second', async (rate) => {
    const file = writeWav(join(folder, `${rate}.wav`), new Float32Array(4000), rate);
    await expect(decodeSpeech(file, { field })).rejects.toMatchObject({
      code: 'ASSET_UNREADABLE',
      field,
      accepted: 'audio of 1000 to 768000 samples per second',
    });
  });

  it('refuses a file that is not there', async () => {
    await expect(decodeSpeech(join(folder, 'missing.wav'), { field })).rejects.toMatchObject({
      code: 'ASSET_UNREADABLE',
    });
  });
});

describe('decoding the sound of the finished video', () => {
  it('clips what is above full scale', async () => {
    const loud = tone(440, 48000, 0.2, [3]).with(100, 1e30);
    const file = await writeAudio(join(folder, 'loud.wav'), new WavOutputFormat(), 'pcm-f32', loud, 48000, 1);
    const { samples } = await decodeAudioTrack(file, { field });
    expect(samples).toEqual(loud.map((sample) => Math.min(1, Math.max(-1, sample))));
  });

  it('keeps stereo and brings it to 48 kHz', async () => {
    const file = writeWav(join(folder, 'track.wav'), tone(500, 44100, 1, [0.8, 0.2]), 44100, 2);
    const { sampleRate, channels, samples } = await decodeAudioTrack(file, { field });
    expect({ sampleRate, channels, length: samples.length }).toEqual({ sampleRate: 48000, channels: 2, length: 96000 });
    const side = (offset: number) => samples.filter((_, i) => i % 2 === offset).subarray(4800, 43200);
    expect(amplitudeOf(side(0), 500, 48000)).toBeCloseTo(0.8, 3);
    expect(amplitudeOf(side(1), 500, 48000)).toBeCloseTo(0.2, 3);
  });
});

describe('loudness', () => {
  // BS.1770-4: a full-scale 997 Hz sine in one channel measures -3.01 LUFS.
  it('measures the sine of the standard', () => {
    expect(integratedLoudness(tone(997, 48000, 4, [1]), 48000)).toBeCloseTo(-3.01, 1);
  });

  it('brings speech-like levels to -23 LUFS', () => {
    const made = normaliseLoudness(tone(300, 16000, 3, [0.01]), 16000);
    expect(integratedLoudness(made, 16000)).toBeCloseTo(-23, 3);
  });

  it('leaves silence and what is shorter than a block alone', () => {
    const silence = new Float32Array(16000);
    const blip = tone(300, 16000, 0.2, [0.5]);
    expect(integratedLoudness(silence, 16000)).toBe(Number.NEGATIVE_INFINITY);
    expect(normaliseLoudness(silence, 16000)).toBe(silence);
    expect(normaliseLoudness(blip, 16000)).toBe(blip);
  });
});
