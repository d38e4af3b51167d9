import { describe, expect, it } from 'vitest';
import { embeddedSpec } from '../../apps/server/services/embedded-spec.ts';
import { SHIPPED_PRESETS } from '../../db/seed/presets.ts';

const { settings } = SHIPPED_PRESETS.find(({ name }) => name === 'demo')!;
const spec = {
  ...settings,
  mode: 'INFINITETALK',
  prompt: 'smile',
  negativePrompt: '',
  seed: 7,
  preset: 'demo',
  image: { id: 'a', sha256: 'f'.repeat(64) },
  video: null,
  audio: null,
  speakers: [],
  multiAudio: 'para',
  startLatents: null,
  prompts: [],
};

describe('settings that a video carries', () => {
  it('come back as they are', () => {
    expect(embeddedSpec.parse(spec)).toEqual(spec);
  });

  it('of an earlier version come with what changes nothing', () => {
    const added = [
      'stepCache precision networkPrecision memoryBudget oomPolicy loras speakers multiAudio startLatents prompts',
      'video sigmas startStep endStep addNoiseToSamples denoiseStrength riflexFreqIndex ropeFunction colorCorrection',
    ].flatMap((names) => names.split(' '));
    const earlier = Object.fromEntries(Object.entries(spec).filter(([field]) => !added.includes(field)));
    expect(embeddedSpec.parse(earlier)).toMatchObject({
      stepCache: { id: 'none' },
      precision: { id: 'auto' },
      oomPolicy: 'SAME_PICTURE',
      denoiseStrength: 1,
      endStep: -1,
      colorCorrection: { method: 'none' },
      loras: [],
      speakers: [],
    });
  });

  it.each<[string, object]>([
    ['a field is missing', { guidance: undefined }],
    ['a number is text', { frameWindowSize: '81' }],
    ['a whole number has a fraction', { width: 64.5 }],
    ['a number is beyond what the API can tell', { steps: 1e12 }],
    ['a plugin is none', { guidance: 'text-audio-cfg' }],
    ['a LoRA is none', { loras: [{ name: 5 }] }],
    ['a policy is unknown', { oomPolicy: 'PRAY' }],
    ['a box is none', { speakers: [{ audio: { sha256: 'f' }, box: { x: '1' }, mask: null }] }],
  ])('are none where %s', (_what, change) => {
    expect(embeddedSpec.safeParse(JSON.parse(JSON.stringify({ ...spec, ...change }))).success).toBe(false);
  });
});
