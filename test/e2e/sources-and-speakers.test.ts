import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FollowedEvent, type GenesisClient, succeeded } from '../../apps/cli/client.ts';
import { followToEnd } from '../../apps/cli/generate.ts';
import type { StartGenerationInput } from '../../apps/cli/generated/graphql.ts';
import { StartGeneration } from '../../apps/cli/operations.ts';
import { readSample } from '../../apps/cli/samples.ts';
import { probeMedia } from '../../core/media/probe.ts';
import { RealServer } from '../support/real-server.ts';
import { pictureHash } from '../support/talk.ts';

/** Small and short: the plumbing is what is proven, numbers are proven by parity. */
const SMALL = {
  mode: 'INFINITETALK',
  width: 64,
  height: 64,
  frameWindowSize: 9,
  motionFrames: 5,
  maxFrames: 9,
  steps: 2,
  cfg: 1,
  audioCfg: 1,
  seed: 5,
} as const;

let server: RealServer;
let client: GenesisClient;
let [image, left, right, folder] = ['', '', '', ''];

beforeAll(async () => {
  server = await RealServer.launch();
  client = server.client;
  folder = await mkdtemp(join(tmpdir(), 'genesis-sources-'));
  image = await client.upload((await readSample(1)).image);
  left = await client.upload((await readSample(1)).audio);
  right = await client.upload((await readSample(2)).audio);
}, 120_000);
afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

async function make(input: Partial<StartGenerationInput>) {
  const { startGeneration } = await client.execute(StartGeneration, { input: { ...SMALL, ...input } });
  const { id } = succeeded(startGeneration).generation;
  const events: FollowedEvent[] = [];
  const { generation, run } = await followToEnd(client, id, (event) => events.push(event));
  const video = await client.download(generation.output!.url);
  return { id, run, events, video, picture: await pictureHash(video) };
}

describe('what a video is made from', () => {
  it('is a picture and one voice, or two with places, which changes the picture', async () => {
    const one = await make({ image, audio: left });
    const box = { x: 0, y: 0, width: 64, height: 128 };
    const two = await make({
      image,
      speakers: [
        { audio: left, box },
        { audio: right, box: { ...box, x: 64 } },
      ],
    });
    expect(two.run.result).toMatchObject({ frames: 9, lipSync: null });
    expect(two.picture).not.toBe(one.picture);
    const inTurn = await make({ image, speakers: [{ audio: left }, { audio: right }], multiAudio: 'ADD' });
    expect(inTurn.picture).not.toBe(two.picture);
    const three = [0, 40, 80].map((x) => ({ audio: left, box: { x, y: 0, width: 40, height: 128 } }));
    expect((await make({ image, speakers: three })).run.result?.frames).toBe(9);
  }, 180_000);

  it('is a video: its frames condition the windows, or are what they start from', async () => {
    const source = await make({ image, audio: left, maxFrames: 13 });
    const file = join(folder, 'source.mp4');
    await writeFile(file, source.video);
    const video = await client.upload(file);
    const dubbed = await make({ video, audio: right, maxFrames: 13 });
    expect(dubbed.run.result?.frames).toBe(13);
    expect(dubbed.run.stages.filter(({ stage }) => stage === 'ENCODE_IMAGE').length).toBeGreaterThan(2);
    const changed = await make({ video, audio: right, denoiseStrength: 0.5 });
    expect(changed.run.result?.frames).toBe(9);
    expect(changed.picture).not.toBe(dubbed.picture);
  }, 180_000);

  it('is the sound of a video, where that has one', async () => {
    const file = join(folder, 'voice.mp4');
    await writeFile(file, (await make({ image, audio: left })).video);
    const spoken = await make({ image, audio: await client.upload(file) });
    expect(spoken.run.result?.frames).toBe(9);
    await writeFile(file, spoken.video);
    expect((await probeMedia(file)).channels).toBe(1);
    const unspoken = await make({ image });
    expect(spoken.picture).not.toBe(unspoken.picture);
    const silent = join(folder, 'silent.mp4');
    await writeFile(silent, unspoken.video);
    const refused = make({ image, audio: await client.upload(silent) });
    await expect(refused).rejects.toMatchObject({ name: 'ApiError', code: 'ASSET_UNREADABLE', field: 'audio' });
  }, 180_000);

  it('is, in two parts of one schedule, the same as in one', async () => {
    const whole = await make({ image, audio: left });
    const begun = await make({ image, audio: left, endStep: 1 });
    const ended = await make({ image, audio: left, startStep: 1, startLatents: begun.id });
    expect(begun.picture).not.toBe(whole.picture);
    expect(ended.picture).toBe(whole.picture);
    const wider = make({ image, audio: left, startStep: 1, startLatents: begun.id, width: 96 });
    await expect(wider).rejects.toMatchObject({ name: 'ApiError', code: 'INPUT_INVALID', field: 'startLatents' });
  }, 180_000);

  it('tells drift and seam of every window, and shows what is being sampled', async () => {
    const { events } = await make({
      image,
      audio: left,
      maxFrames: 13,
      seed: 6,
      prompts: [{ at: 0.3, prompt: 'laugh' }],
    });
    const windows = events.filter((event) => event.__typename === 'WindowFinished');
    expect(windows).toHaveLength(2);
    expect(windows.map(({ seam }) => seam === null)).toEqual([true, false]);
    expect(windows.every(({ drift }) => drift! > 0 && drift! < 50)).toBe(true);
    const preview = events.find((event) => event.__typename === 'Preview');
    const bytes = await client.download(preview!.url);
    expect(Buffer.from(bytes.subarray(8, 12)).toString()).toBe('WEBP');
  }, 180_000);
});
