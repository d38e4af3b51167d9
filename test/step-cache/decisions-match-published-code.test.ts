import { describe, expect, it } from 'vitest';
import type { Prediction, StepCacheContribution } from '../../core/plugin-api/index.ts';
import easycache from '../../plugins/step-cache-easycache/index.ts';
import magcache from '../../plugins/step-cache-magcache/index.ts';
import teacache from '../../plugins/step-cache-teacache/index.ts';

/** Which steps of a run are skipped, by numpy runs of the published decision rules. */
interface Scenario {
  readonly steps: number;
  readonly prediction?: Prediction;
  readonly latents?: readonly number[];
  readonly velocity?: (x: number, step: number) => number;
  readonly embedding?: (timestep: number, i: number) => number;
}

function run(plugin: { contributes: readonly unknown[] }, options: object, scenario: Scenario) {
  const cache = plugin.contributes[0] as StepCacheContribution;
  const { steps, prediction = 'cond', velocity = () => 1, embedding } = scenario;
  const timesteps = Array.from({ length: steps }, (_, step) => 1000 * (1 - step / steps));
  const made = cache.create({ log: () => {} }, cache.options.parse(options)).prepare({ timesteps });
  const skipped: number[] = [];
  let latents = Float32Array.from(scenario.latents ?? [1, 2]);
  for (let step = 0; step < steps; step++) {
    const timeEmbedding = embedding && Float32Array.from({ length: 8 }, (_, i) => embedding(timesteps[step]!, i));
    const call = { step, prediction, latents, ...(timeEmbedding ? { timeEmbedding } : {}) };
    let v = made.reuse(call);
    if (v) skipped.push(step);
    else {
      v = latents.map((x) => velocity(x, step));
      made.store(call, v);
    }
    latents = latents.map((x, i) => x - v[i]! / steps);
  }
  return { skipped, latents };
}

describe('TeaCache', () => {
  const scenario = { steps: 20, embedding: (t: number, i: number) => Math.cos(((3 * t) / 1000) * ((i + 1) / 4)) };

  it.each([
    ['wan-i2v-14b-480p', 0.05, 1, -1, [19]],
    ['wan-i2v-14b-480p', 0.1, 1, -1, [8, 10, 17, 19]],
    ['wan-i2v-14b-480p', 0.3, 1, -1, [1, 3, 5, 7, 8, 9, 11, 16, 18, 19]],
    ['wan-i2v-14b-720p', 0.3, 1, -1, [6, 8, 10, 17, 19]],
    ['wan-i2v-14b-720p', 0.3, 4, 10, [6, 8, 10]],
  ])('with the polynomial of %s at threshold %f, steps %i to %i, skips %j', (model, threshold, startStep, endStep, expected) => {
    expect(run(teacache, { model, threshold, startStep, endStep }, scenario).skipped).toEqual(expected);
  });

  it('goes by the latents where there is no time embedding: ten times their relative change', () => {
    // |Δx|/|x| is 0.01/1 and a little more at every step: sums 0.10, 0.20, then 0.30 and more.
    const flat = { steps: 8, latents: [1], velocity: () => 0.08 };
    for (const model of ['generic', 'wan-i2v-14b-480p']) {
      expect(run(teacache, { model, threshold: 0.3 }, flat).skipped).toEqual([1, 2, 4, 5, 7]);
    }
  });
});

describe('MagCache', () => {
  const odd = [1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23, 25];

  it.each<[Prediction, number, number, number, number, number[]]>([
    ['cond', 40, 0.02, 4, 1, odd],
    ['uncond', 40, 0.02, 4, 1, odd],
    ['cond', 40, 0.12, 2, 8, [8, 9, 11, 12, 14, 15, 17, 18, 20, 21, 23, 24, 26, 27, 29, 30, 32, 33, 35, 37, 39]],
    ['cond', 20, 0.02, 4, 1, [2, 4, 6, 8, 10, 12]],
  ])('for %s, %i steps, threshold %f, at most %i in a row from %i', (prediction, steps, threshold, maxSkips, startStep, expected) => {
    const options = { model: 'wan-i2v-14b-480p', threshold, maxSkips, startStep };
    expect(run(magcache, options, { steps, prediction }).skipped).toEqual(expected);
  });

  it('measures the ratio where there is no calibration', () => {
    // Velocities shrink by 1% a step: errors 0.01, 0.0199, ...; two forwards come first to measure.
    const shrinking = { steps: 8, velocity: (_x: number, step: number) => 0.99 ** step };
    expect(run(magcache, { model: 'generic', threshold: 0.035 }, shrinking).skipped).toEqual([2, 3, 5, 6]);
  });
});

describe('MagCache without a calibration', () => {
  it('sees a velocity that turns and keeps its magnitude', () => {
    const turning = { steps: 8, velocity: (_x: number, step: number) => (step % 2 === 0 ? 1 : -1) };
    expect(run(magcache, { model: 'generic', threshold: 0.3 }, turning).skipped).toEqual([]);
  });
});

describe('EasyCache', () => {
  const flow = {
    steps: 20,
    latents: [1, -0.5, 2, 0.25],
    velocity: (x: number, step: number) => Math.fround(Math.sin(x * 0.8 + step / 5) + 0.5),
  };

  it.each([
    [0.05, 3, [], [-0.03446580842137337, -1.6061890125274658, 1.4618322849273682, -0.9239227771759033]],
    [
      0.2,
      3,
      [3, 5, 6, 8, 9, 10, 12, 13, 14, 16, 17, 19],
      [-0.06045377254486084, -1.5032250881195068, 1.3506768941879272, -0.8721023201942444],
    ],
    [
      0.2,
      10,
      [10, 11, 12, 14, 15, 17, 19],
      [-0.08075636625289917, -1.5671510696411133, 1.385557770729065, -0.9220689535140991],
    ],
    [
      0.5,
      1,
      [2, 3, 4, 5, 7, 8, 9, 10, 12, 13, 14, 15, 16, 17, 18, 19],
      [-0.11762543767690659, -1.3929709196090698, 1.197069525718689, -0.8330885171890259],
    ],
  ])('at threshold %f from step %i skips and ends as recorded', (threshold, startStep, skipped, latents) => {
    const made = run(easycache, { threshold, startStep }, flow);
    expect(made.skipped).toEqual(skipped);
    made.latents.forEach((value, i) => {
      expect(Math.abs(value - latents[i]!)).toBeLessThan(3e-6);
    });
  });
});
