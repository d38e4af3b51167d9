import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { FlacOutputFormat, Mp4OutputFormat } from 'mediabunny';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type GenesisClient, succeeded } from '../../apps/cli/client.ts';
import { followToEnd } from '../../apps/cli/generate.ts';
import type { StartGenerationInput } from '../../apps/cli/generated/graphql.ts';
import { StartGeneration } from '../../apps/cli/operations.ts';
import { readSample } from '../../apps/cli/samples.ts';
import type { OutputContribution } from '../../core/plugin-api/index.ts';
import mediabunny from '../../plugins/output-mediabunny/index.ts';
import { tone, writeAudio } from '../support/media.ts';
import { descendants, RealServer } from '../support/real-server.ts';

const SMALL = { mode: 'INFINITETALK', width: 32, height: 32, frameWindowSize: 5, motionFrames: 1, steps: 1 } as const;

let server: RealServer;
let client: GenesisClient;
let [folder, image] = ['', ''];
beforeAll(async () => {
  server = await RealServer.launch();
  client = server.client;
  folder = await mkdtemp(join(tmpdir(), 'genesis-damaged-'));
  image = await client.upload((await readSample(1)).image);
}, 120_000);
afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Makes an MP4 of which the container is whole, and packets from a part of it on are no packets. */
async function damage(file: string, from: number): Promise<void> {
  const bytes = await readFile(file);
  const start = bytes.indexOf('mdat') + 4;
  const end = start - 8 + bytes.readUInt32BE(start - 8);
  bytes.fill(0xff, start + Math.floor(from * (end - start)), end);
  await writeFile(file, bytes);
}

/** Where the server keeps an uploaded MP4. */
async function stored(file: string, extension: string): Promise<string> {
  const sha256 = createHash('sha256')
    .update(await readFile(file))
    .digest('hex');
  return join(server.dataDir, 'assets', sha256.slice(0, 2), `${sha256}${extension}`);
}

async function video(format: 'mp4' | 'webm'): Promise<string> {
  const contribution = (mediabunny.contributes as OutputContribution[]).find(({ id }) => id === format)!;
  const output = contribution.create({ log: () => {} }, contribution.options.parse({}));
  const file = join(folder, `video.${format}`);
  const writer = await output.openSegment(file, { width: 64, height: 64, fps: 25 });
  for (let frame = 0; frame < 15; frame++) await writer.write(randomBytes(64 * 64 * 3));
  await writer.close();
  return file;
}

const voice = () =>
  writeAudio(join(folder, 'voice.m4a'), new Mp4OutputFormat(), 'aac', tone(300, 48000, 0.4, [0.5]), 48000, 1);

const thumbnailOf = (id: string) => `${server.url}/thumbnails/${Buffer.from(id, 'base64url').toString().split(':')[1]}`;

const workers = () => descendants(server.pid, 'worker/main.js');

async function make(input: Partial<StartGenerationInput>) {
  const { startGeneration } = await client.execute(StartGeneration, { input: { ...SMALL, ...input } });
  return followToEnd(client, succeeded(startGeneration).generation.id, () => {});
}

// A decoder that fails does so behind the back of whoever reads from it, too: that must end neither server nor worker.
it('a video that cannot be decoded to its end is said to be unreadable, and server and worker go on', async () => {
  const file = await video('mp4');
  await damage(file, 0.5);
  const id = await client.upload(file);
  const before = workers();
  for (let time = 0; time < 2; time++) {
    const response = await fetch(thumbnailOf(id));
    expect(response.status).toBe(200);
    await setTimeout(200);
  }
  const whole = { maxFrames: 15, frameWindowSize: 17, denoiseStrength: 0.5 };
  await expect(make({ video: id, ...whole })).rejects.toMatchObject({ code: 'ASSET_UNREADABLE', field: 'video' });
  expect((await make({ image })).generation.state).toBe('SUCCEEDED');
  expect(workers()).toEqual(before);
}, 180_000);

it('a voice that cannot be decoded is said to be unreadable, and the worker goes on', async () => {
  const file = await voice();
  const audio = await client.upload(file);
  await damage(await stored(file, '.m4a'), 0.5);
  const before = workers();
  await expect(make({ image, audio })).rejects.toMatchObject({ code: 'ASSET_UNREADABLE', field: 'audio' });
  expect((await make({ image })).generation.state).toBe('SUCCEEDED');
  expect(workers()).toEqual(before);
  await damage(await stored(file, '.m4a'), 0);
  const { startGeneration } = await client.execute(StartGeneration, { input: { ...SMALL, image, audio } });
  expect(startGeneration).toMatchObject({ code: 'ASSET_UNREADABLE', field: 'audio' });
  await damage(file, 0);
  await expect(client.upload(file)).rejects.toMatchObject({ code: 'ASSET_UNREADABLE', field: 'file' });
}, 180_000);

it('a FLAC file that is cut off is refused when it is uploaded, and the server goes on', async () => {
  const file = join(folder, 'voice.flac');
  await writeAudio(file, new FlacOutputFormat(), 'flac', tone(300, 48000, 2, [0.5]), 48000, 1);
  await writeFile(file, (await readFile(file)).subarray(0, -200));
  for (let time = 0; time < 2; time++) {
    await expect(client.upload(file)).rejects.toMatchObject({ code: 'ASSET_UNREADABLE', field: 'file' });
    await setTimeout(200);
  }
});

// The demuxer looks for where it goes on, to the end of the file: it must not look there for ever.
it('a WebM file whose second half is none is read as far as it goes', async () => {
  const bytes = await readFile(await video('webm'));
  const file = join(folder, 'half.webm');
  await writeFile(file, bytes.fill(0, bytes.length >> 1));
  const id = await client.upload(file);
  const response = await fetch(thumbnailOf(id), { signal: AbortSignal.timeout(20_000) });
  expect(response.status).toBe(200);
  const { run } = await make({ video: id, maxFrames: 5, denoiseStrength: 0.5 });
  expect(run.result?.frames).toBe(5);
}, 180_000);
