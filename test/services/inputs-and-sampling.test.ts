import { describe, expect, it } from 'vitest';
import { GenesisError } from '../../core/errors/genesis-error.ts';
import { resolveInputs, startsFromLatents } from '../../core/runs/resolve-inputs.ts';
import { checkSampling, resolveSampling, SAMPLING_DEFAULTS } from '../../core/runs/sampling-settings.ts';
import type { Asset, AssetKind, StartInput } from '../../core/runs/service.ts';
import { inputAssets, promptAt } from '../../core/runs/spec-inputs.ts';

const asset = (id: string, kind: AssetKind): Asset => ({
  id,
  kind,
  mimeType: 'x/y',
  sha256: id.repeat(8),
  bytes: 1,
  filename: null,
  width: 640,
  height: 360,
  seconds: null,
  createdAt: 0,
});
const assets = [
  asset('face', 'IMAGE'),
  asset('mask', 'IMAGE'),
  asset('a', 'AUDIO'),
  asset('b', 'AUDIO'),
  asset('clip', 'VIDEO'),
];
const context = {
  asset: (id: string) => assets.find((known) => known.id === id) ?? null,
  latents: (id: string) => (id === 'earlier' ? { keys: ['k0', 'k1'], shape: [16, 5, 16, 16], stored: true } : null),
};
const resolve = (changes: Partial<StartInput>) =>
  resolveInputs({ mode: 'INFINITETALK', image: 'face', ...changes }, context);
const box = { x: 10, y: 20, width: 100, height: 200 };

const refusal = (work: () => unknown) => {
  try {
    work();
  } catch (error) {
    if (error instanceof GenesisError) return [error.code, error.field];
    throw error;
  }
  return null;
};

describe('inputs of a generation', () => {
  it('may be two voices without places, or up to four with boxes or masks', () => {
    expect(resolve({ speakers: [{ audio: 'a' }, { audio: 'b' }] }).speakers).toHaveLength(2);
    const four = [
      { audio: 'a', box },
      { audio: 'b', mask: 'mask' },
      { audio: 'a', box },
      { audio: 'b', box },
    ];
    const spec = resolve({ speakers: four, multiAudio: 'add' });
    expect(spec).toMatchObject({ audio: null, multiAudio: 'add' });
    expect(inputAssets(spec).map(([field]) => field)).toEqual([
      'image',
      'speakers.0.audio',
      'speakers.1.audio',
      'speakers.1.mask',
      'speakers.2.audio',
      'speakers.3.audio',
    ]);
  });

  it('take a lone speaker without a place for the voice', () => {
    expect(resolve({ speakers: [{ audio: 'a' }] })).toMatchObject({ audio: { id: 'a' }, speakers: [] });
    expect(resolve({ speakers: [{ audio: 'a', box }] })).toMatchObject({ audio: null, speakers: [{ box }] });
  });

  it.each<[string, Partial<StartInput>, string, string]>([
    ['a voice and speakers', { audio: 'a', speakers: [{ audio: 'b' }] }, 'INPUT_INVALID', 'audio'],
    ['five speakers', { speakers: Array(5).fill({ audio: 'a', box }) }, 'INPUT_INVALID', 'speakers'],
    ['three without places', { speakers: Array(3).fill({ audio: 'a' }) }, 'INPUT_INVALID', 'speakers.0.box'],
    ['one of two with a place', { speakers: [{ audio: 'a', box }, { audio: 'b' }] }, 'INPUT_INVALID', 'speakers.1.box'],
    ['a box and a mask', { speakers: [{ audio: 'a', box, mask: 'mask' }] }, 'INPUT_INVALID', 'speakers.0.box'],
    [
      'a box outside the picture',
      { speakers: [{ audio: 'a', box: { ...box, x: 600 } }] },
      'INPUT_INVALID',
      'speakers.0.box',
    ],
    ['an empty box', { speakers: [{ audio: 'a', box: { ...box, width: 0 } }] }, 'INPUT_INVALID', 'speakers.0.box'],
    ['a picture as voice', { speakers: [{ audio: 'face' }] }, 'ASSET_KIND', 'speakers.0.audio'],
    ['speakers in I2V', { mode: 'I2V', speakers: [{ audio: 'a' }] }, 'INPUT_INVALID', 'speakers'],
    ['no picture at all', { image: undefined }, 'INPUT_INVALID', 'image'],
    ['a picture as video', { video: 'face' }, 'ASSET_KIND', 'video'],
    ['latents of an unknown generation', { startLatents: 'nobody' }, 'GENERATION_NOT_FOUND', 'startLatents'],
    ['latents and a video', { startLatents: 'earlier', video: 'clip' }, 'INPUT_INVALID', 'startLatents'],
    [
      'prompts that go back in time',
      {
        prompts: [
          { at: 2, prompt: 'x' },
          { at: 1, prompt: 'y' },
        ],
      },
      'INPUT_INVALID',
      'prompts.1.at',
    ],
  ])('are refused: %s', (_what, changes, code, field) => {
    expect(refusal(() => resolve(changes))).toEqual([code, field]);
  });

  it('have the prompt of their time', () => {
    const spec = resolve({
      prompt: 'smile',
      prompts: [
        { at: 2, prompt: 'frown' },
        { at: 5, prompt: 'laugh' },
      ],
    });
    expect([0, 1.99, 2, 4, 5, 60].map((at) => promptAt(spec, at))).toEqual([
      'smile',
      'smile',
      'frown',
      'frown',
      'laugh',
      'laugh',
    ]);
  });
});

describe('a part of the schedule', () => {
  const spec = (changes: object, inputs: Partial<StartInput> = {}) => ({
    ...SAMPLING_DEFAULTS,
    ...resolve(inputs),
    ...changes,
  });

  it('starts from latents only where there are some', () => {
    expect(startsFromLatents(spec({}))).toBe(false);
    expect(startsFromLatents(spec({}, { image: undefined, video: 'clip' }))).toBe(false);
    expect(startsFromLatents(spec({ denoiseStrength: 0.6 }, { video: 'clip' }))).toBe(true);
    expect(startsFromLatents(spec({ startStep: 3 }, { startLatents: 'earlier' }))).toBe(true);
  });

  it.each([
    ['a start step without latents', spec({ startStep: 3 }), 'startStep'],
    ['a strength without latents', spec({ denoiseStrength: 0.5 }), 'denoiseStrength'],
    ['noise without latents', spec({ addNoiseToSamples: true }), 'addNoiseToSamples'],
    ['a video beside the picture that nothing uses', spec({}, { video: 'clip' }), 'video'],
    ['latents of which nothing would be left', spec({}, { startLatents: 'earlier' }), 'startLatents'],
  ])('is refused: %s', (_what, made, field) => {
    expect(refusal(() => startsFromLatents(made))).toEqual(['INPUT_INVALID', field]);
  });

  it.each([
    ['sigmas that rise', { sigmas: [0.5, 0.9] }, 'sigmas'],
    ['sigmas with the terminal 0', { sigmas: [1, 0] }, 'sigmas'],
    ['fewer sigmas than steps', { sigmas: [1] }, 'sigmas'],
    ['an end before the start', { startStep: 1, endStep: 1 }, 'endStep'],
    ['a strength above 1', { denoiseStrength: 1.5 }, 'denoiseStrength'],
    ['a negative RIFLEx index', { riflexFreqIndex: -1 }, 'riflexFreqIndex'],
    ['a colour strength above 1', { colorCorrection: { strength: 2 } }, 'colorCorrection.strength'],
  ])('is refused: %s', (_what, request, field) => {
    const settings = resolveSampling(request, SAMPLING_DEFAULTS);
    expect(refusal(() => checkSampling({ ...settings, steps: 2 }))).toEqual(['INPUT_INVALID', field]);
  });
});
