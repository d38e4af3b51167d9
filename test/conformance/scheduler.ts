import assert from 'node:assert/strict';
import {
  GenesisError,
  linearCombination,
  NoiseGenerator,
  type SchedulerContribution,
  type SchedulerRequest,
  type SchedulerRun,
} from '../../core/plugin-api/index.ts';
import type { Check } from './check.ts';

const ELEMENTS = 48;
const SHIFTS = [1, 3, 5, 11];
const REQUESTS: readonly SchedulerRequest[] = SHIFTS.flatMap((shift) =>
  Array.from({ length: 30 }, (_, index) => ({ steps: index + 1, shift })),
);
/** Few, some and many steps: where a check is about one run at a time. */
const SAMPLES: readonly SchedulerRequest[] = [1, 2, 3, 8, 20].map((steps) => ({ steps, shift: 5 }));

/** A stand-in for the network: velocity from the sample and the index of the model call. */
type Model = (sample: Float32Array, index: number, run: SchedulerRun) => Float32Array;

/** A model with some curvature that sees the timestep. */
const curved: Model = (sample, index, run) =>
  sample.map((x) => 0.6 * x + run.timesteps[index]! / 1000 + 0.3 * Math.sin(1.7 * x));

/** A model that always predicts the same x0: velocity = (sample − x0) / sigma. */
const straight =
  (x0: Float32Array): Model =>
  (sample, index, run) =>
    sample.map((x, i) => (x - x0[i]!) / run.sigmas[index]!);

interface Walk {
  readonly run: SchedulerRun;
  /** The sample before the first step and after every step. */
  readonly samples: readonly Float32Array[];
}

function normals(seed: number, count = ELEMENTS): Float32Array {
  return new NoiseGenerator(seed).randn(count);
}

/** Steps `run` from call `from` to its end, with noise that depends on `noiseSeed` and the index alone. */
function walk(run: SchedulerRun, model: Model, start: Float32Array, from = 0, noiseSeed = 100): Walk {
  const samples = [start];
  for (let index = from; index < run.timesteps.length; index++) {
    const sample = samples.at(-1)!;
    const noise = run.needsNoise(index) ? normals(noiseSeed + index) : undefined;
    samples.push(run.step(model(sample, index, run), index, sample, noise));
  }
  return { run, samples };
}

function assertClose(actual: Float32Array, expected: Float32Array, tolerance: number, what: string): void {
  actual.forEach((value, i) => {
    assert.ok(Math.abs(value - expected[i]!) <= tolerance, `${what}: ${value} differs from ${expected[i]} at ${i}`);
  });
}

const describe = ({ steps, shift }: SchedulerRequest) => `${steps} steps, shift ${shift}`;

/**
 * What every scheduler has to keep, whoever wrote it.
 * @param options the options to check it with
 * @default {} parsed by the contribution's own schema
 */
export function schedulerChecks<Options>(contribution: SchedulerContribution<Options>, options?: Options): Check[] {
  const prepare = (request: SchedulerRequest): SchedulerRun => {
    const parsed = options ?? contribution.options.parse({});
    return contribution.create({ log: () => {} }, parsed).prepare(request);
  };
  const start = normals(1);
  const { steps: possible } = contribution.capabilities;
  const requests = possible ? possible.flatMap((steps) => SHIFTS.map((shift) => ({ steps, shift }))) : REQUESTS;
  const samples = possible ? possible.map((steps) => ({ steps, shift: 5 })) : SAMPLES;
  return [
    {
      name: 'describes itself, and {} is valid for its options',
      run() {
        assert.equal(contribution.kind, 'scheduler');
        for (const field of ['id', 'version', 'title', 'description'] as const) assert.ok(contribution[field], field);
        assert.ok(contribution.options.safeParse({}).success);
      },
    },
    {
      name: 'gives one timestep per model call and one sigma more, falling, in range',
      run() {
        for (const request of requests) {
          const { timesteps, sigmas } = prepare(request);
          const at = describe(request);
          const most = request.steps * contribution.capabilities.callsPerStep;
          assert.ok(
            timesteps.length >= request.steps && timesteps.length <= most,
            `${timesteps.length} calls in ${at}`,
          );
          assert.equal(sigmas.length, timesteps.length + 1, at);
          assert.ok(
            timesteps.every((t, i) => t >= 0 && t <= 1000 && (i === 0 || t <= timesteps[i - 1]!)),
            at,
          );
          assert.ok(
            sigmas.every((s, i) => s >= 0 && s <= 1 && (i === 0 || s <= sigmas[i - 1]!)),
            at,
          );
        }
      },
    },
    {
      name: 'stays finite for 1 to 30 steps at any shift',
      run() {
        for (const request of requests) {
          const { samples } = walk(prepare(request), curved, start);
          assert.ok(
            samples.every((sample) => sample.length === ELEMENTS && sample.every(Number.isFinite)),
            describe(request),
          );
        }
      },
    },
    {
      name: 'reaches the clean latents of a model that always predicts the same, if its last sigma is 0',
      run() {
        const x0 = normals(2);
        for (const request of requests) {
          const { run, samples } = walk(prepare(request), straight(x0), start);
          if (run.sigmas.at(-1) === 0) assertClose(samples.at(-1)!, x0, 1e-4, describe(request));
        }
      },
    },
    {
      name: 'keeps to the straight path of a constant velocity, if it takes no noise',
      run() {
        const velocity = normals(2);
        for (const request of requests) {
          const run = prepare(request);
          if (run.timesteps.some((_, index) => run.needsNoise(index))) continue;
          const { samples } = walk(run, () => velocity, start);
          samples.forEach((sample, index) => {
            const way = run.sigmas[index]! - run.sigmas[0]!;
            const expected = linearCombination([
              [1, start],
              [way, velocity],
            ]);
            assertClose(sample, expected, 1e-4, `${describe(request)}, call ${index}`);
          });
        }
      },
    },
    {
      name: 'continues bit for bit from a state saved at any step',
      run() {
        for (const request of samples) {
          const whole = walk(prepare(request), curved, start);
          for (let stop = 0; stop <= whole.run.timesteps.length; stop++) {
            const first = prepare(request);
            for (let index = 0; index < stop; index++) {
              const sample = whole.samples[index]!;
              const noise = first.needsNoise(index) ? normals(100 + index) : undefined;
              first.step(curved(sample, index, first), index, sample, noise);
            }
            const state = structuredClone(first.save());
            const second = prepare(request);
            second.restore(state);
            const rest = walk(second, curved, whole.samples[stop]!, stop);
            assert.deepEqual(
              rest.samples,
              whole.samples.slice(stop),
              `${describe(request)}, saved before call ${stop}`,
            );
          }
        }
      },
    },
    {
      name: 'saves a snapshot that later steps do not change',
      run() {
        const run = prepare(samples.at(-1)!);
        const next = run.step(curved(start, 0, run), 0, start, run.needsNoise(0) ? normals(100) : undefined);
        const state = run.save();
        const copy = structuredClone(state);
        walk(run, curved, next, 1);
        assert.deepEqual(state, copy);
      },
    },
    {
      name: 'leaves its inputs as they are and returns a new array',
      run() {
        for (const request of samples) {
          const run = prepare(request);
          let sample: Float32Array = start.slice();
          for (let index = 0; index < run.timesteps.length; index++) {
            const velocity = curved(sample, index, run);
            const noise = run.needsNoise(index) ? normals(100 + index) : undefined;
            const before = structuredClone({ sample, velocity, noise });
            const next = run.step(velocity, index, sample, noise);
            assert.deepEqual({ sample, velocity, noise }, before, describe(request));
            assert.ok(next !== sample && next !== velocity && next !== noise, 'an input was returned');
            sample = next;
          }
        }
      },
    },
    {
      name: 'declares the noise that it takes, and takes no other randomness',
      run() {
        for (const request of samples) {
          const once = walk(prepare(request), curved, start);
          const again = walk(prepare(request), curved, start);
          assert.deepEqual(again.samples, once.samples, `${describe(request)}: two equal runs differ`);
          const noisy = once.run.timesteps.some((_, index) => once.run.needsNoise(index));
          assert.equal(noisy, contribution.capabilities.stochastic, 'capabilities.stochastic');
          if (!noisy || request.steps === 1) continue;
          const other = walk(prepare(request), curved, start, 0, 500);
          assert.notDeepEqual(other.samples.at(-1), once.samples.at(-1), `${describe(request)}: noise has no effect`);
        }
      },
    },
    {
      name: "follows a caller's own sigmas",
      run() {
        const sigmas = [1, 0.9, 0.7, 0.4, 0.1];
        const run = prepare({ steps: sigmas.length, shift: 5, sigmas });
        const distinct = (values: readonly number[]) => Float32Array.from(new Set(values));
        assertClose(distinct(run.sigmas.slice(0, -1)), Float32Array.from(sigmas), 1e-5, 'sigmas');
        // Timesteps may be truncated to whole ones, and lie just below 1000 where sigma 1 is not solvable.
        const timesteps = distinct(run.timesteps).map((timestep) => timestep / 1000);
        assertClose(timesteps, Float32Array.from(sigmas), 1.1e-3, 'timesteps');
        assert.ok(walk(run, curved, start).samples.every((sample) => sample.every(Number.isFinite)));
      },
    },
    {
      name: 'refuses impossible requests with a GenesisError',
      run() {
        const impossible = [
          { steps: 0, shift: 5 },
          { steps: 2.5, shift: 5 },
          { steps: 4, shift: 0 },
          { steps: 4, shift: Number.NaN },
          { steps: 3, shift: 5, sigmas: [1, 0.5] },
          { steps: 2, shift: 5, sigmas: [0.5, 1] },
          { steps: 2, shift: 5, sigmas: [1, Number.NaN] },
          ...(possible ? [{ steps: Math.max(...possible) + 1, shift: 5 }] : []),
        ];
        for (const request of impossible) {
          assert.throws(() => prepare(request), GenesisError, describe(request));
        }
      },
    },
  ];
}
