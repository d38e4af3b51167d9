import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type AudioCodec,
  AudioSample,
  AudioSampleSource,
  FilePathTarget,
  Output,
  type OutputFormat,
  Quality,
} from 'mediabunny';
import { afterAll } from 'vitest';

/** A folder of the test file's own, removed after it. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'genesis-media-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A sine of `hertz`, per channel one amplitude, interleaved. */
export function tone(hertz: number, sampleRate: number, seconds: number, amplitudes: readonly number[]): Float32Array {
  const channels = amplitudes.length;
  return Float32Array.from(
    { length: Math.round(sampleRate * seconds) * channels },
    (_, i) => amplitudes[i % channels]! * Math.sin((2 * Math.PI * hertz * Math.floor(i / channels)) / sampleRate),
  );
}

/** The bytes of a 16-bit PCM WAV file. */
export function wavBytes(samples: Float32Array, sampleRate: number, channels = 1): Buffer {
  const out = Buffer.alloc(44 + samples.length * 2);
  out.write('RIFF', 0);
  out.writeUInt32LE(36 + samples.length * 2, 4);
  out.write('WAVEfmt ', 8);
  out.writeUInt32LE(16, 16);
  out.writeUInt16LE(1, 20);
  out.writeUInt16LE(channels, 22);
  out.writeUInt32LE(sampleRate, 24);
  out.writeUInt32LE(sampleRate * channels * 2, 28);
  out.writeUInt16LE(channels * 2, 32);
  out.writeUInt16LE(16, 34);
  out.write('data', 36);
  out.writeUInt32LE(samples.length * 2, 40);
  for (const [i, sample] of samples.entries()) out.writeInt16LE(Math.round(sample * 32767), 44 + 2 * i);
  return out;
}

export function writeWav(file: string, samples: Float32Array, sampleRate: number, channels = 1): string {
  writeFileSync(file, wavBytes(samples, sampleRate, channels));
  return file;
}

/** Encodes interleaved audio to a file. */
export async function writeAudio(
  file: string,
  format: OutputFormat,
  codec: AudioCodec,
  samples: Float32Array,
  sampleRate: number,
  channels: number,
): Promise<string> {
  const { registerMediabunnyServer } = await import('@mediabunny/server');
  registerMediabunnyServer({ hardwareContext: null });
  const output = new Output({ format, target: new FilePathTarget(file) });
  const source = new AudioSampleSource({ codec, quality: new Quality({ bitrate: 192000 }) });
  output.addAudioTrack(source);
  await output.start();
  using sample = new AudioSample({
    data: samples,
    format: 'f32',
    numberOfChannels: channels,
    sampleRate,
    timestamp: 0,
  });
  await source.add(sample);
  await output.finalize();
  return file;
}

/** Amplitude of the sine of `hertz` in a stretch of audio, by correlation with sine and cosine. */
export function amplitudeOf(audio: Float32Array, hertz: number, sampleRate: number): number {
  let [sin, cos] = [0, 0];
  audio.forEach((sample, i) => {
    sin += sample * Math.sin((2 * Math.PI * hertz * i) / sampleRate);
    cos += sample * Math.cos((2 * Math.PI * hertz * i) / sampleRate);
  });
  return (2 * Math.hypot(sin, cos)) / audio.length;
}

/** Peak signal to noise ratio of 8-bit data in dB. */
export function psnr(a: Uint8Array, b: Uint8Array): number {
  const squares = a.reduce((sum, value, i) => sum + (value - b[i]!) ** 2, 0);
  return 10 * Math.log10((255 * 255 * a.length) / squares);
}
