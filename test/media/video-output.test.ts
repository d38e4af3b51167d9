import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { readEmbeddedMetadata } from '../../core/media/embedded-metadata.ts';
import { probeMedia } from '../../core/media/probe.ts';
import { videoFrames } from '../../core/media/video-frames.ts';
import type { OutputContribution, VideoOutput } from '../../core/plugin-api/index.ts';
import mediabunny from '../../plugins/output-mediabunny/index.ts';
import webp from '../../plugins/output-webp/index.ts';
import { psnr, temporaryFolder } from '../support/media.ts';
import { decodeSpeech } from '../support/speech.ts';

const folder = temporaryFolder();
const format = { width: 128, height: 128, fps: 25 };
const bytes = 128 * 128 * 3;
const audio = { sampleRate: 16000, channels: 1, samples: click(16000, 5) };
const metadata = { seed: '42', prompt: '一个<男人> & "she" said </rdf:li>' };
let frames: Uint8Array[] = [];

/** Silence with 2.5 ms of sound that starts at 1 s. */
function click(sampleRate: number, seconds: number): Float32Array {
  const samples = new Float32Array(sampleRate * seconds);
  for (let i = 0; i < sampleRate / 400; i++)
    samples[sampleRate + i] = 0.9 * Math.sin((2 * Math.PI * 1000 * i) / sampleRate);
  return samples;
}

/** Pieces of lengths that no encoder has. */
async function* inPieces(samples: Float32Array) {
  for (let start = 0; start < samples.length; start += 5003) yield samples.subarray(start, start + 5003);
}

function create(id: string, options = {}): VideoOutput {
  const outputs = [...mediabunny.contributes, ...webp.contributes] as OutputContribution[];
  const contribution = outputs.find((candidate) => candidate.id === id)!;
  return contribution.create({ log: () => {} }, contribution.options.parse(options));
}

async function writeSegment(output: VideoOutput, name: string, part: readonly Uint8Array[]): Promise<string> {
  const file = join(folder, name + output.segmentExtension);
  const writer = await output.openSegment(file, format);
  for (const frame of part) await writer.write(frame);
  expect(await writer.close()).toBe(readFileSync(file).length);
  return file;
}

/** A video of two windows: 45 frames, then 20. */
async function writeVideo(
  id: string,
  name: string,
  sound: typeof audio | null = audio,
  options: object = {},
): Promise<string> {
  const output = create(id, options);
  const segments = [
    await writeSegment(output, `${name}-0`, frames.slice(0, 45)),
    await writeSegment(output, `${name}-1`, frames.slice(45, 65)),
  ];
  const target = join(folder, name + output.extension);
  const { samples, ...track } = sound ?? audio;
  const spoken = sound && { ...track, pieces: inPieces(samples) };
  await output.join({ segments, target, format, audio: spoken, metadata });
  return target;
}

beforeAll(async () => {
  const sample = fileURLToPath(new URL('../../models/demo/samples/result_1.webp', import.meta.url));
  const data = await sharp(sample, { page: 0, pages: 65 }).removeAlpha().raw().toBuffer();
  frames = Array.from({ length: 65 }, (_, i) => new Uint8Array(data.subarray(i * bytes, (i + 1) * bytes)));
});

describe.each(['mp4', 'webm'])('%s output', (id) => {
  it('joins segments to a video with every frame at its time, close to the input', async () => {
    const file = await writeVideo(id, `${id}-frames`);
    expect(await probeMedia(file)).toMatchObject({
      kind: 'video',
      mimeType: `video/${id}`,
      width: 128,
      height: 128,
      channels: 1,
    });
    let count = 0;
    let worst = Number.POSITIVE_INFINITY;
    for await (const { data, timestamp } of videoFrames(file, { field: 'video' })) {
      expect(timestamp).toBeCloseTo(count / 25, 3);
      worst = Math.min(worst, psnr(data, frames[count]!));
      count += 1;
    }
    expect(count).toBe(65);
    expect(worst).toBeGreaterThan(36);
  });

  it('has audio as long as the frames, in step with them', async () => {
    const file = await writeVideo(id, `${id}-audio`);
    const made = await decodeSpeech(file, { field: 'audio' });
    expect(Math.abs(made.length / 16000 - 65 / 25)).toBeLessThan(1 / 25);
    const energy = made.reduce((sum, sample) => sum + sample * sample, 0);
    const centre = made.reduce((sum, sample, i) => sum + i * sample * sample, 0) / energy / 16000;
    expect(Math.abs(centre - 1.00125)).toBeLessThan(0.005);
  });

  it.each([16_000, 320_000])('takes an audio bit rate of %i, mono and stereo', async (audioBitrate) => {
    for (const channels of [1, 2]) {
      const sound = { ...audio, sampleRate: 48000, channels, samples: click(48000, 3) };
      const file = await writeVideo(id, `${id}-${audioBitrate}-${channels}`, sound, { audioBitrate });
      expect(await probeMedia(file)).toMatchObject({ channels });
    }
  });

  it('pads audio that is too short', async () => {
    const file = await writeVideo(id, `${id}-short`, { ...audio, samples: audio.samples.subarray(0, 20000) });
    const made = await decodeSpeech(file, { field: 'audio' });
    expect(Math.abs(made.length / 16000 - 65 / 25)).toBeLessThan(1 / 25);
  });

  it('has no audio track without audio', async () => {
    const file = await writeVideo(id, `${id}-mute`, null);
    expect(await probeMedia(file)).toMatchObject({ kind: 'video', channels: null });
    await expect(decodeSpeech(file, { field: 'audio' })).rejects.toMatchObject({ code: 'ASSET_UNREADABLE' });
  });

  it('carries the metadata', async () => {
    expect(await readEmbeddedMetadata(await writeVideo(id, `${id}-metadata`))).toEqual(metadata);
  });

  it('gives the same bytes for the same input, at another time', async () => {
    const first = readFileSync(await writeVideo(id, `${id}-first`));
    await new Promise((resolve) => setTimeout(resolve, 1100));
    expect(readFileSync(await writeVideo(id, `${id}-second`)).equals(first)).toBe(true);
  });

  it('leaves no file when a segment is aborted', async () => {
    const output = create(id);
    const file = join(folder, `aborted${output.segmentExtension}`);
    const writer = await output.openSegment(file, format);
    await writer.write(frames[0]!);
    await writer.abort();
    await expect(probeMedia(file)).rejects.toMatchObject({ code: 'ASSET_UNREADABLE' });
  });

  it('refuses a truncated video', async () => {
    const whole = readFileSync(await writeVideo(id, `${id}-whole`));
    const file = join(folder, `${id}-truncated.bin`);
    writeFileSync(file, whole.subarray(0, 200));
    await expect(probeMedia(file, 'video')).rejects.toMatchObject({ code: 'ASSET_UNREADABLE', field: 'video' });
  });
});

/** Offsets of the chunks of each track of an MP4 file. Source: ISO/IEC 14496-12, 8.7.5. */
function chunkOffsets(file: Buffer): number[][] {
  const tracks: number[][] = [];
  for (let at = file.indexOf('stco'); at >= 0; at = file.indexOf('stco', at + 4)) {
    const count = file.readUInt32BE(at + 8);
    tracks.push(Array.from({ length: count }, (_, i) => file.readUInt32BE(at + 12 + 4 * i)));
  }
  return tracks;
}

it('mp4 output lays sound and pictures of the same time side by side', async () => {
  const tracks = chunkOffsets(readFileSync(await writeVideo('mp4', 'side-by-side')));
  // 2.6 s in chunks of half a second.
  expect(tracks.map(({ length }) => length)).toEqual([6, 6]);
  const order = tracks.flatMap((offsets, track) => offsets.map((offset) => ({ offset, track })));
  order.sort((x, y) => x.offset - y.offset);
  const text = order.map(({ track }) => track).join('');
  expect(text).not.toMatch(/000|111/);
});

describe('webp output', () => {
  it('joins segments to an animation with every frame for its time, close to the input', async () => {
    const file = await writeVideo('webp', 'webp-frames');
    const { pages, delay, width, height, loop } = await sharp(file).metadata();
    expect({ pages, width, height, loop }).toEqual({ pages: 65, width: 128, height: 128, loop: 0 });
    expect(delay).toEqual(Array(65).fill(40));
    const data = await sharp(file, { pages: -1 }).removeAlpha().raw().toBuffer();
    const worst = Math.min(...frames.map((frame, i) => psnr(data.subarray(i * bytes, (i + 1) * bytes), frame)));
    expect(worst).toBeGreaterThan(36);
  });

  it('keeps every pixel when it is asked to', async () => {
    const file = await writeSegment(create('webp', { lossless: true }), 'lossless', frames.slice(0, 3));
    const data = await sharp(file, { pages: -1 }).removeAlpha().raw().toBuffer();
    expect(data.equals(Buffer.concat(frames.slice(0, 3)))).toBe(true);
  });

  it('spreads the rounding of odd frame rates over the frames', async () => {
    const output = create('webp');
    const thirty = { ...format, fps: 30 };
    const segment = join(folder, 'thirty-0.webp');
    const writer = await output.openSegment(segment, thirty);
    for (const frame of frames.slice(0, 30)) await writer.write(frame);
    await writer.close();
    const target = join(folder, 'thirty.webp');
    await output.join({ segments: [segment, segment], target, format: thirty, audio: null, metadata });
    const { delay } = await sharp(target).metadata();
    expect(delay!.reduce((sum, milliseconds) => sum + milliseconds, 0)).toBe(2000);
  });

  it('carries the metadata', async () => {
    expect(await readEmbeddedMetadata(await writeVideo('webp', 'webp-metadata'))).toEqual(metadata);
  });

  it('gives the same bytes for the same input', async () => {
    const first = readFileSync(await writeVideo('webp', 'webp-first'));
    expect(readFileSync(await writeVideo('webp', 'webp-second')).equals(first)).toBe(true);
  });
});
