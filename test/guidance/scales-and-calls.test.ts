import { describe, expect, it } from 'vitest';
import type { GuidanceRequest, GuidanceRun } from '../../core/plugin-api/index.ts';
import { NoiseGenerator } from '../../core/plugin-api/index.ts';
import { prepareApg } from '../../plugins/guidance-apg/apg.ts';
import { textAudioCfg } from '../../plugins/guidance-text-audio-cfg/text-audio-cfg.ts';

const predictions = {
  cond: Float32Array.of(1),
  dropText: Float32Array.of(0.25),
  dropAudio: Float32Array.of(0.5),
  uncond: Float32Array.of(-0.5),
};
const request = (textScale: number, audioScale: number, hasAudio = true): GuidanceRequest => ({
  steps: 8,
  textScale,
  audioScale,
  hasAudio,
});
const lists = { textScales: [], audioScales: [] };
const plain = { momentum: 0, normThreshold: 0, eta: 1, ...lists };
const guidances: readonly [string, (request: GuidanceRequest) => GuidanceRun][] = [
  ['text-audio-cfg', (asked) => textAudioCfg({ ...lists, rescale: 0 }).prepare(asked)],
  // Without momentum, limit and projection APG is the same formula.
  ['apg without projection', (asked) => prepareApg(asked, plain)],
];

describe.each(guidances)('%s', (_name, prepare) => {
  it.each([
    // uncond + 5·(cond − dropText) + 4·(dropText − uncond)
    ['both scales', request(5, 4), ['cond', 'dropText', 'uncond'], -0.5 + 5 * 0.75 + 4 * 0.75],
    // dropAudio + 4·(cond − dropAudio)
    ['text off', request(1, 4), ['cond', 'dropAudio'], 0.5 + 4 * 0.5],
    // dropText + 5·(cond − dropText)
    ['audio off', request(5, 1), ['cond', 'dropText'], 0.25 + 5 * 0.75],
    ['both off', request(1, 1), ['cond'], 1],
    ['no audio', request(5, 4, false), ['cond', 'dropText'], 0.25 + 5 * 0.75],
    ['no audio, text off', request(1, 4, false), ['cond'], 1],
  ])('with %s calls and combines what the reference does', (_case, asked, calls, velocity) => {
    const run = prepare(asked);
    expect(run.predictions(0)).toEqual(calls);
    expect(run.combine(predictions, 0)[0]).toBeCloseTo(velocity, 6);
  });

  it('names a missing prediction', () => {
    expect(() => prepare(request(5, 4)).combine({ cond: predictions.cond }, 0)).toThrow('dropText');
  });
});

describe('apg', () => {
  const options = { momentum: -0.75, normThreshold: 3, eta: 0, ...lists };
  const draw = (seed: number) => {
    const noise = new NoiseGenerator(seed);
    return { cond: noise.randn(64), dropText: noise.randn(64), uncond: noise.randn(64) };
  };

  it('adds only what is orthogonal to cond', () => {
    const { cond, ...others } = draw(1);
    const velocity = prepareApg(request(5, 4), options).combine({ cond, ...others }, 0);
    const along = cond.reduce((sum, value, i) => sum + value * (velocity[i]! - value), 0);
    expect(Math.abs(along)).toBeLessThan(1e-4);
  });

  it('limits each direction to the threshold', () => {
    const { cond, ...others } = draw(1);
    const velocity = prepareApg(request(2, 1), options).combine({ cond, ...others }, 0);
    const norm = Math.hypot(...velocity.map((value, i) => value - cond[i]!));
    expect(norm).toBeLessThanOrEqual(3);
  });

  it('continues from a saved state with the same numbers', () => {
    const whole = prepareApg(request(5, 4), options);
    const expected = [1, 2, 3].map((seed, step) => whole.combine(draw(seed), step));
    const first = prepareApg(request(5, 4), options);
    first.combine(draw(1), 0);
    const second = prepareApg(request(5, 4), options);
    second.restore(structuredClone(first.save()));
    expect([2, 3].map((seed, step) => second.combine(draw(seed), step + 1))).toEqual(expected.slice(1));
  });
});
