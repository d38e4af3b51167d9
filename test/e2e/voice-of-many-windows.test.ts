import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { generate } from '../../apps/cli/generate.ts';
import { writeRepeatedVoice } from '../../apps/cli/length/repeated-voice.ts';
import { readSample } from '../../apps/cli/samples.ts';
import { trackLengths } from '../../core/media/track-lengths.ts';
import { RealServer } from '../support/real-server.ts';

/** 2.97 s at 25 frames a second are 74 frames and a rest. */
const SECONDS = 2.97;
const FRAMES = 74;
/** 1 + ceil((74 − 17) / (17 − 5)) */
const WINDOWS = 6;

let server: RealServer;
let folder: string;
beforeAll(async () => {
  server = await RealServer.launch();
  folder = await mkdtemp(join(tmpdir(), 'genesis-length-'));
});
afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

it('gives a voice of many windows a video and a sound of its length, to within a frame', async () => {
  const { image, audio, prompt } = await readSample(1);
  const voice = join(folder, 'voice.wav');
  await writeRepeatedVoice(audio, SECONDS, voice);
  const size = { width: 64, height: 64, frameWindowSize: 17, motionFrames: 5 };
  const input = { preset: 'demo', prompt, seed: 1, steps: 1, cfg: 1, audioCfg: 1, ...size };
  const windows: number[] = [];
  const { run, generation } = await generate(server.client, { image, audio: voice, input }, (event) => {
    if (event.__typename === 'WindowFinished') windows.push(event.frames);
  });
  expect(windows).toEqual([17, 12, 12, 12, 12, 9]);
  expect(windows).toHaveLength(WINDOWS);
  expect(run.result?.frames).toBe(FRAMES);
  const file = join(folder, 'video.mp4');
  await writeFile(file, await server.client.download(generation.output!.url));
  const { frames, video, audio: sound } = await trackLengths(file);
  expect(frames).toBe(FRAMES);
  expect(video).toBeCloseTo(FRAMES / 25, 6);
  expect(Math.abs(sound! - FRAMES / 25)).toBeLessThan(1 / 25);
}, 120_000);
