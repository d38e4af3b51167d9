import type { Scheduler, SchedulerRun } from '../plugin-api/scheduler.ts';
import { broken, calling, type Offer, requireFunctions, requireValues, shown } from './offer.ts';

const FUNCTIONS = ['needsNoise', 'step', 'save', 'restore'];

const areNumbers = (values: unknown): values is readonly number[] =>
  (Array.isArray(values) || ArrayBuffer.isView(values)) &&
  Array.from(values as readonly unknown[]).every((value) => Number.isFinite(value));

function checkedRun(offer: Offer, run: SchedulerRun): SchedulerRun {
  requireFunctions(offer, 'prepare', run, FUNCTIONS);
  const { timesteps, sigmas } = run;
  if (!areNumbers(timesteps) || timesteps.length === 0)
    throw broken(
      offer,
      `prepare must return at least one timestep, all of them finite; it returned ${shown(timesteps)}`,
    );
  const count = timesteps.length;
  if (!areNumbers(sigmas) || sigmas.length !== count + 1)
    throw broken(offer, `prepare must return ${count + 1} finite sigmas for ${count} timesteps`);
  return {
    timesteps,
    sigmas,
    needsNoise: (index) => calling(offer, 'needsNoise', () => run.needsNoise(index)),
    step(velocity, index, sample, noise) {
      const part = `step ${index + 1} of ${count}`;
      const next = calling(offer, part, () => run.step(velocity, index, sample, noise));
      return requireValues(offer, part, next, sample.length);
    },
    save: () => calling(offer, 'save', () => run.save()),
    restore: (state) => calling(offer, 'restore', () => run.restore(state)),
  };
}

/**
 * A scheduler whose answers are checked. What `prepare` throws is its refusal of steps or shift, and stays as it is.
 * @throws GenesisError PLUGIN_INVALID or NON_FINITE_TENSOR naming it, from `prepare` and the run's functions
 */
export const checkedScheduler = (offer: Offer, scheduler: Scheduler): Scheduler => ({
  prepare: (request) => checkedRun(offer, scheduler.prepare(request)),
});
