import assert from 'node:assert/strict';
import {
  NoiseGenerator,
  type Prediction,
  type StepCacheCall,
  type StepCacheContribution,
  type StepCacheRun,
} from '../../core/plugin-api/index.ts';
import type { Check } from './check.ts';

const ELEMENTS = 32;
const STEPS = 24;
const TIMESTEPS = Array.from({ length: STEPS }, (_, step) => 1000 * (1 - step / STEPS));
const PREDICTIONS: readonly Prediction[] = ['cond', 'dropText', 'uncond'];

const START = new NoiseGenerator(1).randn(ELEMENTS);
const CLEAN = new NoiseGenerator(2).randn(ELEMENTS);

/** A gentle flow towards CLEAN: any cache that skips at all finds something to skip. */
function velocityOf({ step, prediction, latents }: StepCacheCall): Float32Array {
  const pull = 1 + 0.1 * PREDICTIONS.indexOf(prediction);
  return latents.map((value, i) => START[i]! - pull * CLEAN[i]! + 0.01 * Math.sin(value + step / 9));
}

function callAt(step: number, prediction: Prediction, latents: Float32Array): StepCacheCall {
  return { step, prediction, latents };
}

interface Walk {
  /** The velocity that each prediction of each step ended with. */
  readonly velocities: Float32Array[];
  /** Steps and predictions of which the forward was spared. */
  readonly skipped: string[];
  readonly latents: Float32Array;
}

/** Euler steps from `from` to `to` with the predictions that `asked` names. */
function walk(
  run: StepCacheRun,
  latents: Float32Array,
  from = 0,
  to = STEPS,
  asked: (step: number) => readonly Prediction[] = () => PREDICTIONS,
): Walk {
  const made: Walk = { velocities: [], skipped: [], latents };
  let sample = latents;
  for (let step = from; step < to; step++) {
    let mean = new Float32Array(ELEMENTS);
    for (const prediction of asked(step)) {
      const call = callAt(step, prediction, sample);
      let velocity = run.reuse(call);
      if (velocity) {
        made.skipped.push(`${step} ${prediction}`);
      } else {
        velocity = velocityOf(call);
        run.store(call, velocity);
      }
      made.velocities.push(velocity);
      mean = mean.map((sum, i) => sum + velocity[i]! / asked(step).length);
    }
    sample = sample.map((value, i) => value - mean[i]! / STEPS);
  }
  return { ...made, latents: sample };
}

/**
 * What every step cache has to keep, whoever wrote it. Options called `threshold` (0: never), `startStep` and `endStep`
 * are set by the suite; a cache without them has to keep the checks all the same.
 * @param options the options to check it with, before parsing
 */
export function stepCacheChecks<Options>(contribution: StepCacheContribution<Options>, options: object = {}): Check[] {
  const prepare = (changes: object = {}): StepCacheRun => {
    const parsed = contribution.options.parse({ ...options, ...changes });
    return contribution.create({ log: () => {} }, parsed).prepare({ timesteps: TIMESTEPS });
  };
  return [
    {
      name: 'describes itself, and {} is valid for its options',
      run() {
        assert.equal(contribution.kind, 'step-cache');
        for (const field of ['id', 'version', 'title', 'description'] as const) assert.ok(contribution[field], field);
        assert.ok(contribution.options.safeParse({}).success);
      },
    },
    {
      name: 'never skips before its start step, nor after its end step',
      run() {
        for (const startStep of [0, 1, 5, 23]) {
          const first = walk(prepare({ startStep }), START).skipped[0];
          assert.ok(!first || Number.parseInt(first, 10) >= Math.max(startStep, 1), `${first} with start ${startStep}`);
        }
        for (const entry of walk(prepare({ startStep: 1, endStep: 9 }), START).skipped) {
          assert.ok(Number.parseInt(entry, 10) <= 9, entry);
        }
      },
    },
    {
      name: 'never skips at threshold 0',
      run() {
        assert.deepEqual(walk(prepare({ threshold: 0, startStep: 0 }), START).skipped, []);
      },
    },
    {
      name: 'counts every forward as made or spared',
      run() {
        const run = prepare({ startStep: 1 });
        const { skipped } = walk(run, START);
        assert.deepEqual(run.counts(), {
          forwards: STEPS * PREDICTIONS.length - skipped.length,
          skipped: skipped.length,
        });
      },
    },
    {
      name: 'gives finite velocities of the right length',
      run() {
        for (const velocity of walk(prepare({ startStep: 1 }), START).velocities) {
          assert.equal(velocity.length, ELEMENTS);
          assert.ok(velocity.every(Number.isFinite));
        }
      },
    },
    {
      name: 'never takes again what was not asked for at the step before',
      run() {
        const asked = (step: number): readonly Prediction[] => (step % 4 === 0 ? PREDICTIONS : ['cond']);
        const { skipped } = walk(prepare({ startStep: 1 }), START, 0, STEPS, asked);
        assert.deepEqual(
          skipped.filter((entry) => !entry.endsWith('cond')),
          [],
        );
      },
    },
    {
      name: 'does the same for all forwards of a step asked together as for one after the other',
      run() {
        const together = prepare({ startStep: 1 });
        const apart = walk(prepare({ startStep: 1 }), START, 0, 8);
        const skipped: string[] = [];
        let sample = START;
        for (let step = 0; step < 8; step++) {
          const calls = PREDICTIONS.map((prediction) => callAt(step, prediction, sample));
          const answers = calls.map((call) => together.reuse(call));
          const velocities = answers.map((answer, i) => answer ?? velocityOf(calls[i]!));
          answers.forEach((answer, i) => {
            if (answer) skipped.push(`${step} ${PREDICTIONS[i]}`);
            else together.store(calls[i]!, velocities[i]!);
          });
          const mean = sample.map((_, i) => velocities.reduce((sum, v) => Math.fround(sum + v[i]! / 3), 0));
          sample = sample.map((value, i) => value - mean[i]! / STEPS);
        }
        assert.deepEqual(skipped, apart.skipped);
      },
    },
    {
      name: 'does the same twice',
      run() {
        assert.deepEqual(walk(prepare({ startStep: 1 }), START), walk(prepare({ startStep: 1 }), START));
      },
    },
    {
      name: 'goes on bit for bit from a state saved before any step',
      run() {
        const whole = walk(prepare({ startStep: 1 }), START);
        for (let stop = 0; stop <= STEPS; stop++) {
          const first = prepare({ startStep: 1 });
          const { latents } = walk(first, START, 0, stop);
          const second = prepare({ startStep: 1 });
          second.restore(structuredClone(first.save()));
          const rest = walk(second, latents, stop);
          assert.deepEqual(rest.velocities, whole.velocities.slice(stop * PREDICTIONS.length), `saved before ${stop}`);
          const { forwards, skipped } = second.counts();
          assert.equal(forwards + skipped, STEPS * PREDICTIONS.length);
        }
      },
    },
    {
      name: 'saves a snapshot that later steps do not change, and leaves its inputs as they are',
      run() {
        const run = prepare({ startStep: 1 });
        const { latents } = walk(run, START, 0, 5);
        const state = run.save();
        const copy = structuredClone(state);
        walk(run, latents, 5);
        assert.deepEqual(state, copy);
        const call = callAt(0, 'cond', START.slice());
        const velocity = velocityOf(call);
        const before = structuredClone({ latents: call.latents, velocity });
        const fresh = prepare();
        fresh.reuse(call);
        fresh.store(call, velocity);
        walk(fresh, START, 1);
        assert.deepEqual({ latents: call.latents, velocity }, before);
      },
    },
  ];
}
