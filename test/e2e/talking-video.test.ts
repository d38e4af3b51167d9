import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { succeeded } from '../../apps/cli/client.ts';
import { GenerationResult, StartGeneration } from '../../apps/cli/operations.ts';
import { readSample } from '../../apps/cli/samples.ts';
import { RealServer } from '../support/real-server.ts';
import { pictureHash, SHORT, talk, until } from '../support/talk.ts';

let server: RealServer;
beforeAll(async () => {
  server = await RealServer.launch();
});
afterAll(() => server.stop());

const ran = (talked: Awaited<ReturnType<typeof talk>>) =>
  talked.run.stages.filter((stage) => !stage.cached).map((stage) => stage.stage);

describe('a talking video, through the real server', () => {
  it('moves its mouth with the voice as well as the reference sampler does', async () => {
    const sample = await readSample(2);
    const { run } = await talk(server.client, 2, {
      preset: 'demo',
      prompt: sample.prompt,
      seed: sample.seed,
      maxFrames: sample.frames,
    });
    expect(run.result).toMatchObject({ frames: 81, fps: 25, width: 128, height: 128 });
    expect(run.result?.lipSync?.correlation).toBeGreaterThanOrEqual(0.9 * sample.lipSync!);
  }, 180_000);

  it('keeps the mouth closed in silence, which needs no audio file', async () => {
    const { run } = await talk(server.client, 3, { ...SHORT, maxFrames: 17, steps: 4 }, { silent: true });
    expect(run.result?.frames).toBe(17);
    expect(run.result?.lipSync?.correlation).toBeNull();
    expect(run.result?.lipSync?.openness).toBeLessThan(0.02);
  });

  it('comes from the stage cache the second time; another seed repeats only what depends on it', async () => {
    const first = await talk(server.client, 1, SHORT);
    expect(first.events.filter((event) => event.__typename === 'WindowFinished')).toHaveLength(2);
    const second = await talk(server.client, 1, SHORT);
    expect(ran(second)).toEqual([]);
    expect(second.sha256).toBe(first.sha256);
    const other = await talk(server.client, 1, { ...SHORT, seed: 8 });
    expect(new Set(ran(other))).toEqual(new Set(['DENOISE', 'ENCODE_LATENTS', 'DECODE', 'MUX']));
    expect(ran(other).filter((stage) => stage === 'ENCODE_LATENTS')).toHaveLength(1);
    expect(other.sha256).not.toBe(first.sha256);
  });

  it.each(['unipc', 'dpm++', 'dpm++_sde', 'euler'])('works with %s', async (id) => {
    const { run } = await talk(server.client, 1, { ...SHORT, maxFrames: 17, scheduler: { id } });
    expect(run.result?.frames).toBe(17);
  });

  it('shows the same picture with networks that are offloaded after their stage', async () => {
    const kept = await talk(server.client, 1, SHORT);
    const other = await RealServer.launch();
    try {
      const offloaded = await talk(other.client, 1, { ...SHORT, memory: { id: 'offload' } });
      expect(ran(offloaded)).toContain('DENOISE');
      expect(await pictureHash(offloaded.video)).toBe(await pictureHash(kept.video));
    } finally {
      await other.stop();
    }
  });

  it('is a moving picture without a voice in the mode I2V', async () => {
    const { client } = server;
    const image = await client.upload((await readSample(1)).image);
    const input = {
      mode: 'I2V' as const,
      image,
      prompt: 'a girl nods',
      seed: 3,
      steps: 2,
      frameWindowSize: 17,
      motionFrames: 5,
      scheduler: { id: 'unipc' },
    };
    const { id } = succeeded((await client.execute(StartGeneration, { input })).startGeneration).generation;
    await until(client, id, (event) => event.__typename === 'StateChanged' && event.state === 'SUCCEEDED');
    const run = (await client.execute(GenerationResult, { id })).generation!.runs[0]!;
    expect(run.result).toMatchObject({ frames: 17, width: 128, height: 128, lipSync: null });
    expect(run.stages.map((stage) => stage.stage)).not.toContain('ENCODE_AUDIO');
  });

  it('spares forwards with a step cache, and says how many', async () => {
    const { events } = await talk(server.client, 1, {
      ...SHORT,
      maxFrames: 17,
      steps: 8,
      stepCache: { id: 'easycache', options: {} },
    });
    expect(events.some((event) => event.__typename === 'RunFinished')).toBe(true);
  });

  it.each(['webm', 'webp'])('can be written as %s', async (id) => {
    const { run } = await talk(server.client, 1, { ...SHORT, output: { id } });
    expect(run.result).toMatchObject({ frames: 25, extension: `.${id}` });
  });
});
