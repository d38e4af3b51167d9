import { describe, expect, it } from 'vitest';
import type { Settings } from '../../apps/studio/src/api/use-catalogue.ts';
import { bytes, seconds, timecode } from '../../apps/studio/src/format.ts';
import { rowsOfSettings, settingDifferences } from '../../apps/studio/src/generation/setting-rows.ts';
import { cropOf } from '../../apps/studio/src/make/crop.ts';
import {
  type Draft,
  EMPTY,
  effective,
  lengthOf,
  requestOf,
  draft as store,
  voiceOf,
  voiceSeconds,
  withOverride,
} from '../../apps/studio/src/make/draft.ts';
import { makeAgain, settingsInput } from '../../apps/studio/src/make/make-again.ts';
import { peaks } from '../../apps/studio/src/make/peaks.ts';
import { freeName, nameFor } from '../../apps/studio/src/presets/preset-file.ts';
import { withUserDefaults } from '../../apps/studio/src/settings/plugin-settings.ts';

const choice = (id: string, options: object = {}) => ({
  __typename: 'PluginChoice' as const,
  id,
  version: '1.0.0',
  options,
});
const SETTINGS = {
  width: 832,
  height: 480,
  frameWindowSize: 81,
  motionFrames: 25,
  maxFrames: null,
  fps: 25,
  scheduler: choice('unipc', { order: 2 }),
  memory: { ...choice('auto'), tiledVae: null, forceOffload: true },
  loras: [{ __typename: 'LoraChoice' as const, name: 'fast', strength: 0.8, merge: false, blocks: [] }],
} as unknown as Settings;

type Made = Parameters<typeof makeAgain>[0];
const MADE = {
  mode: 'INFINITETALK',
  image: null,
  video: null,
  audio: null,
  speakers: [],
  multiAudio: 'PARA',
  prompt: '',
  negativePrompt: '',
  prompts: [],
  seed: 1,
  preset: 'demo',
  settings: SETTINGS,
  startLatents: null,
} as unknown as Made;

describe('how long a video gets', () => {
  // Windows of 81 that share 25: 56 new frames each.
  it.each([
    [null, { frames: 81, windows: 1 }],
    [3.24, { frames: 81, windows: 1 }],
    [5.8, { frames: 145, windows: 3 }],
    [10, { frames: 250, windows: 5 }],
  ])('%s seconds of voice', (voice, length) => {
    expect(lengthOf(SETTINGS, voice)).toEqual(length);
  });

  it('is cut by the most frames', () => {
    expect(lengthOf({ ...SETTINGS, maxFrames: 50 }, 10)).toEqual({ frames: 50, windows: 1 });
  });
});

describe('who speaks', () => {
  const asset = (id: string, kind: 'IMAGE' | 'VIDEO' | 'AUDIO', seconds: number | null = null) =>
    ({ id, kind, seconds }) as Draft['voices'][number]['audio'];
  const one = voiceOf(asset('a', 'AUDIO', 2));
  const two = { ...voiceOf(asset('b', 'AUDIO', 3)), box: { x: 1, y: 2, width: 3, height: 4 } };
  const masked = { ...voiceOf(asset('c', 'AUDIO', 1)), mask: asset('m', 'IMAGE') };
  const draft: Draft = { ...EMPTY, source: asset('p', 'IMAGE') };

  it('is nobody, one voice, or speakers with places', () => {
    expect(requestOf(draft, 'demo')).toEqual({
      mode: 'INFINITETALK',
      preset: 'demo',
      image: 'p',
      prompt: '',
      negativePrompt: '',
      seed: undefined,
    });
    expect(requestOf({ ...draft, voices: [one] }, 'demo')).toMatchObject({ audio: 'a' });
    const several = requestOf({ ...draft, voices: [one, two], multiAudio: 'ADD' }, 'demo');
    expect(several).toMatchObject({
      multiAudio: 'ADD',
      speakers: [
        { audio: 'a', box: null },
        { audio: 'b', box: two.box },
      ],
    });
    expect(several).not.toHaveProperty('audio');
    expect(requestOf({ ...draft, voices: [two] }, 'demo')).toHaveProperty('speakers');
    expect(requestOf({ ...draft, voices: [masked] }, 'demo').speakers).toEqual([{ audio: 'c', box: null, mask: 'm' }]);
    expect(requestOf({ ...draft, mode: 'I2V', voices: [one] }, 'demo')).not.toHaveProperty('audio');
  });

  it('speaks as long as the longest voice, or as all of them', () => {
    expect(voiceSeconds(draft)).toBeNull();
    expect(voiceSeconds({ ...draft, voices: [one, two] })).toBe(3);
    expect(voiceSeconds({ ...draft, voices: [one, two], multiAudio: 'ADD' })).toBe(5);
  });

  it('may be in a video in place of the picture', () => {
    const request = requestOf({ ...draft, source: asset('v', 'VIDEO') }, 'demo');
    expect(request).toMatchObject({ video: 'v' });
    expect(request).not.toHaveProperty('image');
  });

  it('is in the picture also where the windows start from a video besides it', () => {
    const made = { ...MADE, image: asset('p', 'IMAGE'), video: asset('v', 'VIDEO') } as Made;
    makeAgain(made);
    expect(requestOf(store.get(), 'demo')).toMatchObject({ image: 'p', video: 'v' });
    makeAgain({ ...made, image: null });
    expect(requestOf(store.get(), 'demo')).toMatchObject({ video: 'v' });
    // The picture is gone, the video is not what stands in for it.
    makeAgain({ ...made, image: null }, ['image']);
    expect(store.get()).toMatchObject({ source: null, startVideo: { id: 'v' } });
  });
});

describe('settings with changes', () => {
  it('take over objects field by field and lists whole', () => {
    const changed = effective(SETTINGS, { memory: { tiledVae: true }, loras: [], width: 640 });
    expect(changed).toMatchObject({
      width: 640,
      height: 480,
      memory: { id: 'auto', tiledVae: true, forceOffload: true },
    });
    expect(changed.loras).toEqual([]);
  });

  it('forget a change that is taken back', () => {
    expect(withOverride({ width: 640, steps: 4 }, 'width', undefined)).toEqual({ steps: 4 });
  });

  it('become an input without type names and versions, whose nulls say that there is none', () => {
    expect(settingsInput(SETTINGS)).toEqual({
      width: 832,
      height: 480,
      frameWindowSize: 81,
      motionFrames: 25,
      maxFrames: null,
      fps: 25,
      scheduler: { id: 'unipc', options: { order: 2 } },
      memory: { id: 'auto', options: {}, tiledVae: null, forceOffload: true },
      loras: [{ name: 'fast', strength: 0.8, merge: false, blocks: [] }],
    });
  });

  it('differ in rows, a plugin in its options too', () => {
    const other = { ...SETTINGS, width: 640, scheduler: choice('unipc', { order: 3 }) };
    expect(settingDifferences(rowsOfSettings(SETTINGS), rowsOfSettings(other))).toEqual([
      { name: 'width', here: '832', there: '640' },
      { name: 'scheduler.order', here: '2', there: '3' },
    ]);
  });
});

describe('lists of settings', () => {
  it('are a row for each field of a named member', () => {
    const networkPrecision = [{ role: 'DIT', ...choice('q8', { block: '32' }) }];
    expect(rowsOfSettings({ networkPrecision, loras: SETTINGS.loras, sigmas: [1, 0.5] })).toEqual([
      { name: 'networkPrecision.DIT', value: 'q8' },
      { name: 'networkPrecision.DIT.block', value: '32' },
      { name: 'loras.fast.strength', value: '0.8' },
      { name: 'loras.fast.merge', value: 'false' },
      { name: 'loras.fast.blocks', value: '—' },
      { name: 'sigmas', value: '[1,0.5]' },
    ]);
    expect(rowsOfSettings({ networkPrecision: [] })).toEqual([{ name: 'networkPrecision', value: '—' }]);
  });
});

it('a preset of a workflow is called as its file, in letters that a name may have', () => {
  const long = 'a'.repeat(63);
  expect([freeName('talk', []), freeName('talk', ['talk', 'talk-2']), freeName(long, [long])]).toEqual([
    'talk',
    'talk-3',
    `${'a'.repeat(60)}-2`,
  ]);
  expect(['My Talk (v2).json', '__a.b.JSON', '说话.json'].map(nameFor)).toEqual(['my-talk-v2', 'a.b', 'workflow']);
});

describe('what is shown of the inputs', () => {
  it('a centre crop keeps the whole of the shorter side', () => {
    expect(cropOf({ width: 100, height: 200 }, 100, 100)).toEqual({ left: 0, top: 25, width: 100, height: 50 });
    expect(cropOf({ width: 400, height: 100 }, 200, 100)).toEqual({ left: 25, top: 0, width: 50, height: 100 });
  });

  it('a waveform has the largest magnitude of each part, the loudest one 1', () => {
    expect(peaks(Float32Array.of(0.1, -0.2, 0.5, 0, -0.25, 0.1), 3)).toEqual([
      expect.closeTo(0.4),
      expect.closeTo(1),
      expect.closeTo(0.5),
    ]);
    expect(peaks(new Float32Array(8), 2)).toEqual([0, 0]);
  });
});

describe('figures', () => {
  it('are written in decimal units, as in the messages of the API', () => {
    expect([0, 999, 1500, 903_500_000, 37_100_000_000].map(bytes)).toEqual([
      '0 B',
      '999 B',
      '1.5 kB',
      '904 MB',
      '37.1 GB',
    ]);
  });

  it('of time are short', () => {
    expect([0.123, 8.14, 125, 3725].map(seconds)).toEqual(['0.12 s', '8.1 s', '2:05', '1:02:05']);
    expect(timecode(63.24)).toBe('1:03.24');
  });
});

describe('the plugins that the user has made the defaults', () => {
  const plugins = (own: Readonly<Record<string, string>>) => (kind: string) =>
    own[kind] ? [{ id: own[kind], version: '2.0.0', defaultOptions: { order: 1 } }] : [];
  const laid = (own: Readonly<Record<string, string>>) =>
    withUserDefaults(SETTINGS, plugins(own) as unknown as Parameters<typeof withUserDefaults>[1]);

  it('come before the preset’s, with the options that they were set with', () => {
    expect(laid({ SCHEDULER: 'euler' })).toEqual({
      ...SETTINGS,
      scheduler: { ...choice('euler', { order: 1 }), version: '2.0.0' },
    });
    expect(laid({})).toEqual(SETTINGS);
  });

  it('take the preset’s memory decisions with them only where the strategy is the preset’s own', () => {
    expect(laid({ MEMORY_STRATEGY: 'auto' }).memory).toMatchObject({ id: 'auto', forceOffload: true });
    expect(laid({ MEMORY_STRATEGY: 'offload' }).memory).toMatchObject({ id: 'offload', forceOffload: null });
  });
});
