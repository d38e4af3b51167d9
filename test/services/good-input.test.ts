import { beforeAll, describe, expect, it } from 'vitest';
import { type ResolveContext, resolveGeneration } from '../../core/runs/resolve.ts';
import type { StartInput } from '../../core/runs/service.ts';
import { resolveContext, valid, words } from '../support/resolve-context.ts';

let context: ResolveContext;
beforeAll(async () => {
  context = await resolveContext();
});

describe('a request is accepted with', () => {
  it('a prompt that just fits, no audio, the largest seed', async () => {
    const input = { ...valid, audio: undefined, prompt: words(63), seed: Number.MAX_SAFE_INTEGER };
    const spec = await resolveGeneration(input, context);
    expect(spec).toMatchObject({ audio: null, seed: Number.MAX_SAFE_INTEGER, width: 128, steps: 8, preset: 'demo' });
  });

  it.each<[string, Partial<StartInput>]>([
    ['a voice of exactly a frame', { audio: 'frame' }],
    ['a video as voice, whose length is that of its picture', { audio: 'still' }],
    [
      'two that are a frame together',
      { audio: undefined, speakers: [{ audio: 'click' }, { audio: 'click' }], multiAudio: 'add' },
    ],
    ['one of two that is long enough', { audio: undefined, speakers: [{ audio: 'click' }, { audio: 'frame' }] }],
    [
      'latents of as many windows as its voice is sure to have',
      { startLatents: 'earlier', startStep: 1, audio: 'padded' },
    ],
    ['one of two whose length is not known', { audio: undefined, speakers: [{ audio: 'click' }, { audio: 'voice' }] }],
  ])('%s', async (_what, input) => {
    await expect(resolveGeneration({ ...valid, ...input }, context)).resolves.toMatchObject({ mode: 'INFINITETALK' });
  });

  it('everything filled in from preset and plugins', async () => {
    const spec = await resolveGeneration({ ...valid, scheduler: { id: 'dpm++' }, steps: 3 }, context);
    expect(spec.scheduler).toEqual({
      id: 'dpm++',
      version: '1.0.0',
      options: expect.objectContaining({ solverOrder: 2, solverType: 'midpoint' }),
    });
    expect(spec).toMatchObject({ steps: 3, shift: 5, cfg: 2, audioCfg: 2, seed: 7, prompt: '', maxFrames: null });
    expect(spec.image).toEqual({ id: 'portrait', sha256: 'portrait'.repeat(8) });
  });

  it("a preset's memory flags for its own strategy only", async () => {
    const flags = async (memory?: StartInput['memory']) =>
      (await resolveGeneration({ ...valid, preset: 'offloading', memory }, context)).memory;
    expect(await flags()).toMatchObject({ id: 'offload', tiledVae: true, forceOffload: true });
    expect(await flags({ tiledVae: false })).toMatchObject({ id: 'offload', tiledVae: false, forceOffload: true });
    expect(await flags({ id: 'resident' })).toMatchObject({ id: 'resident', tiledVae: null, forceOffload: null });
  });
});
