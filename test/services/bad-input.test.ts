import { beforeAll, describe, expect, it } from 'vitest';
import { createRegistry } from '../../apps/builtin-plugins.ts';
import { GenesisError } from '../../core/errors/genesis-error.ts';
import { type ResolveContext, resolveGeneration } from '../../core/runs/resolve.ts';
import type { Asset, AssetKind, Preset, StartInput } from '../../core/runs/service.ts';
import { SHIPPED_PRESETS } from '../../db/seed/presets.ts';

const TEXT_LENGTH = 64;

const asset = (id: string, kind: AssetKind, seconds: number | null = null): Asset => ({
  id,
  kind,
  mimeType: 'x/y',
  sha256: id.repeat(8),
  bytes: 1,
  filename: null,
  width: null,
  height: null,
  seconds,
  createdAt: 0,
});
const assets = [
  asset('portrait', 'IMAGE'),
  asset('voice', 'AUDIO'),
  asset('clip', 'VIDEO'),
  // At 25 frames a second one lasts 0.04 seconds.
  asset('click', 'AUDIO', 0.03),
  asset('frame', 'AUDIO', 0.04),
  asset('still', 'VIDEO', 0.03),
  asset('silent', 'VIDEO', 5),
  asset('tick', 'VIDEO', 5),
  asset('black', 'VIDEO', 5),
  asset('lost', 'IMAGE'),
  asset('long', 'AUDIO', 30),
  // Two windows by its container, one of which may be padding.
  asset('padded', 'AUDIO', 3.3),
];
let context: ResolveContext;

const demo = SHIPPED_PRESETS.find(({ name }) => name === 'demo')!;
/** A preset with flags for its own strategy. */
const offloading = {
  ...demo,
  name: 'offloading',
  settings: {
    ...demo.settings,
    memory: { ...demo.settings.memory, id: 'offload', tiledVae: true, forceOffload: true },
  },
};

beforeAll(async () => {
  const registry = await createRegistry([], process.cwd());
  context = {
    registry,
    preset: (name) => {
      const found = [...SHIPPED_PRESETS, offloading].find((preset) => preset.name === name);
      if (!found) throw new GenesisError('PRESET_NOT_FOUND', 'no such preset', { field: 'preset' });
      return { ...found, id: name } as Preset;
    },
    userDefault: () => null,
    latents: (id) =>
      id === 'earlier' || id === 'gone'
        ? { keys: ['a'.repeat(64)], shape: [16, 21, 16, 16], stored: id === 'earlier' }
        : null,
    requireFile: ({ id }, field) => {
      if (id === 'lost') throw new GenesisError('ASSET_NOT_FOUND', 'gone', { field, accepted: 'uploaded again' });
    },
    requirePicture: async ({ id }, field) => {
      if (id === 'black')
        throw new GenesisError('ASSET_UNREADABLE', 'no frames', { field, accepted: 'a video with frames' });
    },
    requireSound: async ({ id, kind, seconds }, field) => {
      if (id === 'silent')
        throw new GenesisError('ASSET_UNREADABLE', 'no audio', { field, accepted: 'a video with sound' });
      if (id === 'tick') return 0.03;
      return kind === 'VIDEO' ? 5 : (seconds ?? 5);
    },
    asset: (id) => assets.find((known) => known.id === id) ?? null,
    model: async (name) => ({
      name,
      modes: name === 'demo' ? ['INFINITETALK', 'I2V'] : ['I2V'],
      obstacles: () => ['its dit has no InfiniteTalk patch'],
      temporalFrequencies: 22,
      latentShape: ({ width, height, frameWindowSize }) => [16, 1 + (frameWindowSize - 1) / 4, height / 8, width / 8],
      textLength: TEXT_LENGTH,
      countTokens: async (prompt) => prompt.split(' ').length + 1,
    }),
    checkNetworks: async () => {},
    drawSeed: () => 7,
  };
});

const valid: StartInput = { mode: 'INFINITETALK', image: 'portrait', audio: 'voice', output: { id: 'webp' } };
const words = (count: number) => Array.from({ length: count }, () => 'word').join(' ');

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
