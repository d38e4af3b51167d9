import { describe, expect, it } from 'vitest';
import { createSchedulerRun, EMPTY_MEMORY, GenesisError, NoiseGenerator } from '../../core/plugin-api/index.ts';
import { prepareDpm } from '../../plugins/scheduler-dpmpp/dpmpp.ts';
import { prepareHeun } from '../../plugins/scheduler-heun/heun.ts';
import { prepareUniPc } from '../../plugins/scheduler-unipc/unipc.ts';

const sample = () => new Float32Array([1, 2]);

function echo(needsNoise = false) {
  return createSchedulerRun({
    timesteps: [1000, 500],
    sigmas: [1, 0.5, 0],
    needsNoise: () => needsNoise,
    advance: (call) => ({ sample: call.sample.slice(), memory: EMPTY_MEMORY }),
  });
}

describe('a scheduler run', () => {
  it('refuses steps out of order and past the end', () => {
    const run = echo();
    expect(() => run.step(sample(), 1, sample())).toThrow('step 0 is due');
    run.step(sample(), 0, sample());
    run.step(sample(), 1, sample());
    expect(() => run.step(sample(), 2, sample())).toThrow('past the last');
  });

  it('refuses missing noise and lengths that differ, and stays where it was', () => {
    const run = echo(true);
    expect(() => run.step(sample(), 0, sample())).toThrow('needs noise');
    expect(() => run.step(sample(), 0, sample(), new Float32Array(3))).toThrow('noise and sample');
    expect(() => run.step(new Float32Array(1), 0, sample())).toThrow('velocity and sample');
    expect(run.save().index).toBe(0);
  });

  it('refuses a saved index that it does not have', () => {
    expect(() => echo().restore({ index: 3, tensors: {}, scalars: {} })).toThrow('0..2');
  });
});

describe('a run that begins in the middle, without history', () => {
  const request = { steps: 6, shift: 5 };
  const dpm = { solverOrder: 2, solverType: 'midpoint', sigmaTable: 'pipeline' } as const;

  it('takes a first-order step there: the known solution of a constant prediction', () => {
    const runs = [prepareUniPc(request, { solverOrder: 3, sigmaTable: 'own' }), prepareDpm(request, dpm, false)];
    for (const run of runs) {
      const start = new NoiseGenerator(5).randn(16);
      const velocity = new NoiseGenerator(6).randn(16);
      run.restore({ index: 3, tensors: {}, scalars: {} });
      const next = run.step(velocity, 3, start);
      const way = run.sigmas[4]! - run.sigmas[3]!;
      next.forEach((value, i) => {
        expect(value).toBeCloseTo(start[i]! + way * velocity[i]!, 5);
      });
    }
  });

  it('is refused by Heun inside an interval', () => {
    const run = prepareHeun(request);
    run.restore({ index: 3, tensors: {}, scalars: {} });
    expect(() => run.step(sample(), 3, sample())).toThrow('middle of an interval');
  });
});

describe("a caller's own sigmas", () => {
  it.each([[[0.5, 1]], [[1, 0]], [[1.2, 0.5]], [[1]], [[1, Number.NaN]]])('%j are refused for two steps', (sigmas) => {
    const prepare = () => prepareUniPc({ steps: 2, shift: 5, sigmas }, { solverOrder: 2, sigmaTable: 'own' });
    expect(prepare).toThrow(GenesisError);
  });
});
