import { describe, expect, it } from 'vitest';
import { GenesisError, NoiseGenerator, type SchedulerRun } from '../../core/plugin-api/index.ts';
import { callRange, noiseLatents, schedulePart, startingSample } from '../../core/sampling/schedule-part.ts';
import { prepareEuler } from '../../plugins/scheduler-euler/euler.ts';
import { prepareHeun } from '../../plugins/scheduler-heun/heun.ts';

describe('the part of a schedule', () => {
  it.each([
    [{ steps: 20 }, { start: 0, end: 20, addNoiseToSamples: false }],
    [
      { steps: 20, startStep: 8 },
      { start: 8, end: 20, addNoiseToSamples: false },
    ],
    [
      { steps: 20, endStep: 8, addNoiseToSamples: true },
      { start: 0, end: 8, addNoiseToSamples: true },
    ],
    // steps − int(steps·strength) − 1, as the wrapper has it
    [
      { steps: 30, denoiseStrength: 0.5 },
      { start: 14, end: 30, addNoiseToSamples: true },
    ],
    [
      { steps: 20, denoiseStrength: 0.99 },
      { start: 0, end: 20, addNoiseToSamples: true },
    ],
    [
      { steps: 20, denoiseStrength: 0 },
      { start: 19, end: 20, addNoiseToSamples: true },
    ],
    [
      { steps: 1, denoiseStrength: 0.5 },
      { start: 0, end: 1, addNoiseToSamples: true },
    ],
  ])('of %j is %j', (request, part) => {
    expect(schedulePart(request)).toEqual(part);
  });

  it.each([
    [{ steps: 20, startStep: 20 }, 'startStep'],
    [{ steps: 20, startStep: -1 }, 'startStep'],
    [{ steps: 20, startStep: 0.5 }, 'startStep'],
    [{ steps: 20, startStep: 5, endStep: 5 }, 'endStep'],
    [{ steps: 20, endStep: 21 }, 'endStep'],
    [{ steps: 20, endStep: 0 }, 'endStep'],
    [{ steps: 20, denoiseStrength: 1.1 }, 'denoiseStrength'],
    [{ steps: 20, denoiseStrength: Number.NaN }, 'denoiseStrength'],
    [{ steps: 20, startStep: 2, denoiseStrength: 0.5 }, 'startStep'],
  ])('is refused for %j', (request, field) => {
    expect(() => schedulePart(request)).toThrow(expect.objectContaining({ code: 'INPUT_INVALID', field }));
    expect(() => schedulePart(request)).toThrow(GenesisError);
  });
});

describe('its model calls', () => {
  const request = { steps: 4, shift: 3 };

  it('are the steps themselves at one call a step', () => {
    const run = prepareEuler(request, { sigmaTable: 'diffusers' });
    expect(callRange({ start: 1, end: 3, addNoiseToSamples: false }, run, 1)).toEqual({ first: 1, end: 3 });
  });

  it('begin at whole intervals of Heun, whose last interval has one call', () => {
    const run = prepareHeun(request);
    expect(run.timesteps.length).toBe(7);
    expect(callRange({ start: 1, end: 3, addNoiseToSamples: false }, run, 2)).toEqual({ first: 2, end: 6 });
    expect(callRange({ start: 2, end: 4, addNoiseToSamples: false }, run, 2)).toEqual({ first: 4, end: 7 });
  });
});

describe('input latents', () => {
  const latents = new NoiseGenerator(1).randn(16);
  const noise = new NoiseGenerator(2).randn(16);

  it('are noised along the straight path: all noise at 1, clean at 0', () => {
    expect(noiseLatents(latents, noise, 0)).toEqual(latents);
    expect(noiseLatents(latents, noise, 1)).toEqual(noise);
    expect(noiseLatents(Float32Array.of(2), Float32Array.of(-1), 0.25)[0]).toBe(1.25);
  });

  it('start a run as noise, as they are, or noised', () => {
    expect(startingSample(null, noise, 0.5, true)).toBe(noise);
    expect(startingSample(latents, noise, 0.5, false)).toBe(latents);
    expect(startingSample(latents, noise, 0.5, true)).toEqual(noiseLatents(latents, noise, 0.5));
  });

  const perfect = (run: SchedulerRun, from: number, to: number, start: Float32Array): Float32Array => {
    run.restore({ index: from, tensors: {}, scalars: {} });
    let sample = start;
    for (let index = from; index < to; index++) {
      // A model that knows the answer: velocity = noise − x0.
      sample = run.step(
        sample.map((_, i) => noise[i]! - latents[i]!),
        index,
        sample,
      );
    }
    return sample;
  };

  it('come back from any start step of a model that knows them', () => {
    for (let startStep = 0; startStep < 8; startStep++) {
      const run = prepareEuler({ steps: 8, shift: 5 }, { sigmaTable: 'diffusers' });
      const part = schedulePart({ steps: 8, startStep, addNoiseToSamples: true });
      const { first, end } = callRange(part, run, 1);
      const start = startingSample(latents, noise, run.sigmas[first]!, part.addNoiseToSamples);
      perfect(run, first, end, start).forEach((value, i) => {
        expect(value).toBeCloseTo(latents[i]!, 5);
      });
    }
  });

  it('go through two samplers, one after the other, as through one', () => {
    const make = () => prepareEuler({ steps: 8, shift: 5 }, { sigmaTable: 'diffusers' });
    const whole = perfect(make(), 0, 8, noise);
    expect(perfect(make(), 3, 8, perfect(make(), 0, 3, noise))).toEqual(whole);
  });
});
