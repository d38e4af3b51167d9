import { describe, expect, it } from 'vitest';
import { GenesisError, type GuidanceContribution, type GuidanceRun } from '../../core/plugin-api/index.ts';
import { rescaleGuidance } from '../../core/sampling/guidance-rescale.ts';
import apg from '../../plugins/guidance-apg/index.ts';
import cfgZero from '../../plugins/guidance-cfg-zero/index.ts';
import textAudioCfg from '../../plugins/guidance-text-audio-cfg/index.ts';

const guidances = [textAudioCfg, apg, cfgZero].map((plugin) => plugin.contributes[0] as GuidanceContribution);
const predictions = {
  cond: Float32Array.of(1, 2, -1),
  dropText: Float32Array.of(0.25, 1, 0),
  dropAudio: Float32Array.of(0.5, 0, 1),
  uncond: Float32Array.of(-0.5, 0.5, 0.5),
};
const request = { steps: 5, textScale: 5, audioScale: 4, hasAudio: true };

function prepare(guidance: GuidanceContribution, options: object): GuidanceRun {
  return guidance.create({ log: () => {} }, guidance.options.parse(options)).prepare(request);
}

describe.each(
  guidances.map((guidance) => [guidance.id, guidance] as const),
)('%s with a scale per step', (id, guidance) => {
  const start = id === 'cfg-zero*' ? { zeroInitSteps: 0 } : {};

  it('calls the model only for what a step needs; the last scale holds', () => {
    const run = prepare(guidance, { ...start, textScales: [5, 1, 1], audioScales: [4, 4, 1] });
    expect([0, 1, 2, 3, 4].map((step) => run.predictions(step))).toEqual([
      ['cond', 'dropText', 'uncond'],
      ['cond', 'dropAudio'],
      ['cond'],
      ['cond'],
      ['cond'],
    ]);
  });

  it('combines at a step as with these scales throughout', () => {
    const listed = prepare(guidance, { ...start, textScales: [2, 3], audioScales: [1, 2] });
    const fixed = guidance
      .create({ log: () => {} }, guidance.options.parse(start))
      .prepare({ ...request, textScale: 3, audioScale: 2 });
    expect(listed.predictions(1)).toEqual(fixed.predictions(1));
    expect(listed.combine(predictions, 1)).toEqual(fixed.combine(predictions, 1));
  });

  it('refuses a scale that is not finite', () => {
    const made = guidance.create({ log: () => {} }, guidance.options.parse({}));
    expect(() => made.prepare({ ...request, textScale: Number.NaN })).toThrow(GenesisError);
  });
});

describe('guidance rescale', () => {
  // Population deviations: velocity [0, 4] has 2, cond [1, 2] has 0.5.
  const velocity = Float32Array.of(0, 4);
  const cond = Float32Array.of(1, 2);

  it.each([
    [0, [0, 4]],
    [1, [0, 1]],
    [0.5, [0, 2.5]],
  ])('by %f gives the factor of the paper', (factor, expected) => {
    expect([...rescaleGuidance(velocity, cond, factor)]).toEqual(expected);
  });

  it('leaves a constant velocity as it is', () => {
    expect([...rescaleGuidance(Float32Array.of(0, 0), cond, 1)]).toEqual([0, 0]);
  });

  it('gives the combined velocity the deviation of cond', () => {
    const deviation = (values: Float32Array) => {
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
    };
    const run = prepare(guidances[0]!, { rescale: 1 });
    expect(deviation(run.combine(predictions, 0))).toBeCloseTo(deviation(predictions.cond), 6);
  });
});

describe('cfg-zero*', () => {
  const guidance = guidances[2]!;

  it('is zero in its first steps, with one call each', () => {
    const run = prepare(guidance, { zeroInitSteps: 2 });
    expect(run.predictions(1)).toEqual(['cond']);
    expect([...run.combine({ cond: predictions.cond }, 1)]).toEqual([0, 0, 0]);
    expect(run.predictions(2)).toEqual(['cond', 'dropText', 'uncond']);
  });

  it('fits dropText to cond: s = 2.25/1.0625, v = s·dropText + 5·(cond − s·dropText)', () => {
    const s = 2.25 / 1.0625;
    const run = prepare(guidance, { zeroInitSteps: 0, audioScales: [1] });
    const expected = [0, 1, 2].map((i) => s * predictions.dropText[i]! * (1 - 5) + 5 * predictions.cond[i]!);
    run.combine(predictions, 0).forEach((value, i) => {
      expect(value).toBeCloseTo(expected[i]!, 5);
    });
  });

  it('fits uncond to the fitted dropText', () => {
    const s = 2.25 / 1.0625;
    const s2 = (s * 0.375) / 0.75;
    const { cond, dropText, uncond } = predictions;
    const velocity = prepare(guidance, { zeroInitSteps: 0 }).combine(predictions, 0);
    velocity.forEach((value, i) => {
      const [d0, d1, d2] = [cond[i]!, s * dropText[i]!, s2 * uncond[i]!];
      expect(value).toBeCloseTo(d2 + 5 * (d0 - d1) + 4 * (d1 - d2), 5);
    });
  });

  it('does not depend on the size of the predictions that it subtracts', () => {
    const run = prepare(guidance, { zeroInitSteps: 0 });
    const halved = { ...predictions, dropText: predictions.dropText.map((value) => value / 2) };
    run.combine(halved, 0).forEach((value, i) => {
      expect(value).toBeCloseTo(run.combine(predictions, 0)[i]!, 4);
    });
  });
});
