import { beforeAll, describe, expect, it } from 'vitest';
import type { GenesisError } from '../../core/errors/genesis-error.ts';
import { type ResolveContext, resolveGeneration } from '../../core/runs/resolve.ts';
import type { StartInput } from '../../core/runs/service.ts';
import { resolveContext, valid, words } from '../support/resolve-context.ts';

let context: ResolveContext;
beforeAll(async () => {
  context = await resolveContext();
});

const CASES: readonly (readonly [
  what: string,
  change: Partial<StartInput>,
  code: string,
  field: string,
  says: RegExp,
])[] = [
  ['an unknown preset', { preset: 'nothing' }, 'PRESET_NOT_FOUND', 'preset', /./],
  ['steps that the scheduler does not take', { scheduler: { id: 'flowmatch_distill' } }, 'INPUT_INVALID', 'steps', /4/],
  ['a missing image', { image: undefined }, 'INPUT_INVALID', 'image', /image asset/],
  ['an unknown image', { image: 'nothing' }, 'ASSET_NOT_FOUND', 'image', /IMAGE/],
  ['a voice as image', { image: 'voice' }, 'ASSET_KIND', 'image', /IMAGE/],
  ['a video as image', { image: 'clip' }, 'ASSET_KIND', 'image', /IMAGE/],
  ['an unknown audio', { audio: 'nothing' }, 'ASSET_NOT_FOUND', 'audio', /AUDIO/],
  ['an image as audio', { audio: 'portrait' }, 'ASSET_KIND', 'audio', /AUDIO/],
  ['audio in I2V', { mode: 'I2V' }, 'INPUT_INVALID', 'audio', /INFINITETALK/],
  ['a voice shorter than a frame', { audio: 'click' }, 'INPUT_INVALID', 'audio', /0\.04 seconds, one frame at 25/],
  ['a voice shorter than a slower frame', { audio: 'frame', fps: 24 }, 'INPUT_INVALID', 'audio', /0\.0417/],
  [
    'voices shorter than a frame, all at once',
    { audio: undefined, speakers: [{ audio: 'click' }, { audio: 'click' }] },
    'INPUT_INVALID',
    'speakers.0.audio',
    /0\.04 seconds/,
  ],
  ['an image whose file is gone', { image: 'lost' }, 'ASSET_NOT_FOUND', 'image', /uploaded again/],
  [
    'a mask whose file is gone',
    { audio: undefined, speakers: [{ audio: 'voice', mask: 'lost' }] },
    'ASSET_NOT_FOUND',
    'speakers.0.mask',
    /uploaded again/,
  ],
  ['a video without frames', { image: undefined, video: 'black' }, 'ASSET_UNREADABLE', 'video', /with frames/],
  ['a video whose sound is shorter than a frame', { audio: 'tick' }, 'INPUT_INVALID', 'audio', /0\.04 seconds/],
  [
    'latents of fewer windows',
    { startLatents: 'earlier', startStep: 1, audio: 'long' },
    'INPUT_INVALID',
    'startLatents',
    /as long/,
  ],
  [
    'latents that are gone',
    { startLatents: 'gone', startStep: 1, audio: 'frame' },
    'INPUT_INVALID',
    'startLatents',
    /run again/,
  ],
  ['a video without sound as voice', { audio: 'silent' }, 'ASSET_UNREADABLE', 'audio', /with sound/],
  [
    'a video without sound as one of two voices',
    { audio: undefined, speakers: [{ audio: 'voice' }, { audio: 'silent' }] },
    'ASSET_UNREADABLE',
    'speakers.1.audio',
    /with sound/,
  ],
  [
    'a lone speaker whose voice is shorter than a frame',
    { audio: undefined, speakers: [{ audio: 'click' }] },
    'INPUT_INVALID',
    'speakers.0.audio',
    /0\.04 seconds/,
  ],
  [
    'latents of another size',
    { startLatents: 'earlier', startStep: 1, width: 64 },
    'INPUT_INVALID',
    'startLatents',
    /latents \[16, 21, 16, 8\]/,
  ],
  [
    'latents of another window',
    { startLatents: 'earlier', startStep: 1, frameWindowSize: 77 },
    'INPUT_INVALID',
    'startLatents',
    /latents \[16, 20, 16, 16\]/,
  ],
  ['a width off by a little', { width: 130 }, 'SIZE_INVALID', 'width', /multiple of 16/],
  ['a height of 0', { height: 0 }, 'SIZE_INVALID', 'height', /multiple of 16/],
  ['a negative width', { width: -128 }, 'SIZE_INVALID', 'width', /multiple of 16/],
  ['a huge height', { height: 65536 }, 'SIZE_INVALID', 'height', /to 4096/],
  ['a window of 80 frames', { frameWindowSize: 80 }, 'FRAMES_INVALID', 'frameWindowSize', /4n\+1/],
  ['a window of 1 frame', { frameWindowSize: 1 }, 'FRAMES_INVALID', 'frameWindowSize', /from 5/],
  ['motion frames off 4n+1', { motionFrames: 24 }, 'FRAMES_INVALID', 'motionFrames', /4n\+1/],
  ['motion frames as long as the window', { motionFrames: 81 }, 'FRAMES_INVALID', 'motionFrames', /81/],
  ['motion frames below 1', { motionFrames: -3 }, 'FRAMES_INVALID', 'motionFrames', /from 1/],
  ['a window shorter than the preset overlaps', { frameWindowSize: 21 }, 'FRAMES_INVALID', 'motionFrames', /21/],
  ['no steps', { steps: 0 }, 'INPUT_INVALID', 'steps', /from 1 to 1000/],
  ['too many steps', { steps: 1001 }, 'INPUT_INVALID', 'steps', /from 1 to 1000/],
  ['half a step', { steps: 1.5 }, 'INPUT_INVALID', 'steps', /whole/],
  ['a shift of 0', { shift: 0 }, 'INPUT_INVALID', 'shift', /from 0\.01 to 100/],
  ['a shift that leaves no sigmas', { shift: 1e-20 }, 'INPUT_INVALID', 'shift', /from 0\.01 to 100/],
  ['an endless shift', { shift: Number.POSITIVE_INFINITY }, 'INPUT_INVALID', 'shift', /from 0\.01 to 100/],
  ['a text scale that is no number', { cfg: Number.NaN }, 'INPUT_INVALID', 'cfg', /from 0/],
  ['a negative audio scale', { audioCfg: -1 }, 'INPUT_INVALID', 'audioCfg', /from 0/],
  ['no frames a second', { fps: 0 }, 'INPUT_INVALID', 'fps', /from 1/],
  ['no frames at all', { maxFrames: 0 }, 'INPUT_INVALID', 'maxFrames', /from 1/],
  ['a negative seed', { seed: -1 }, 'INPUT_INVALID', 'seed', /from 0/],
  ['a seed that JSON cannot hold', { seed: 2 ** 53 }, 'INPUT_INVALID', 'seed', /9007199254740991/],
  ['an unknown scheduler', { scheduler: { id: 'magic' } }, 'PLUGIN_NOT_FOUND', 'scheduler', /infinitetalk/],
  ['an unknown guidance', { guidance: { id: 'magic' } }, 'PLUGIN_NOT_FOUND', 'guidance', /text-audio-cfg/],
  ['an unknown memory strategy', { memory: { id: 'magic' } }, 'PLUGIN_NOT_FOUND', 'memory', /resident/],
  ['an unknown provider', { provider: { id: 'magic' } }, 'PLUGIN_NOT_FOUND', 'provider', /cpu/],
  ['an unknown output', { output: { id: 'magic' } }, 'PLUGIN_NOT_FOUND', 'output', /mp4/],
  [
    'an option out of range',
    { scheduler: { id: 'dpm++', options: { solverOrder: 9 } } },
    'PLUGIN_OPTIONS_INVALID',
    'scheduler.options.solverOrder',
    /3/,
  ],
  [
    'an option that there is not',
    { scheduler: { id: 'dpm++', options: { sloverOrder: 2 } } },
    'PLUGIN_OPTIONS_INVALID',
    'scheduler.options.sloverOrder',
    /solverOrder/,
  ],
  [
    'options that are no object',
    { output: { id: 'webp', options: 'fast' } },
    'PLUGIN_OPTIONS_INVALID',
    'output.options',
    /./,
  ],
  ['TF32 as a sampler argument', { useTf32: true }, 'OPTION_NOT_A_SAMPLER_ARGUMENT', 'useTf32', /provider/],
  [
    'contiguity as a sampler argument',
    { forceContiguousTensors: false },
    'OPTION_NOT_A_SAMPLER_ARGUMENT',
    'forceContiguousTensors',
    /provider/,
  ],
  [
    'TF32 among the options of a sampler',
    { scheduler: { id: 'unipc', options: { useTf32: true } } },
    'OPTION_NOT_A_SAMPLER_ARGUMENT',
    'scheduler.options.useTf32',
    /provider/,
  ],
  ['a model that cannot talk', { model: 'i2v-only' }, 'MODEL_NOT_FOUND', 'model', /every network that INFINITETALK/],
  ['an over-long prompt', { prompt: words(64) }, 'PROMPT_TOO_LONG', 'prompt', /64 tokens/],
  ['an over-long negative prompt', { negativePrompt: words(99) }, 'PROMPT_TOO_LONG', 'negativePrompt', /64 tokens/],
];

describe('a request is refused for', () => {
  it.each(CASES)('%s', async (_what, change, code, field, says) => {
    const error = await resolveGeneration({ ...valid, ...change }, context).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ name: 'GenesisError', code, field });
    expect((error as GenesisError).accepted ?? (error as GenesisError).message).toMatch(says);
  });

  it.each([
    ['width', 360, 352],
    ['width', 833, 832],
    ['height', 1, 32],
    ['frameWindowSize', 80, 81],
    ['frameWindowSize', 116, 117],
    ['motionFrames', 26, 25],
  ] as const)('%s %i, and names the nearest that fits: %i', async (field, value, nearest) => {
    await expect(resolveGeneration({ ...valid, [field]: value }, context)).rejects.toThrow(
      `the nearest that is: ${nearest}`,
    );
  });
});
