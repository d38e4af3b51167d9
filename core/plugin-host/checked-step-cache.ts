import type { StepCache, StepCacheRun } from '../plugin-api/step-cache.ts';
import { calling, type Offer, requireFunctions, requireValues } from './offer.ts';

const FUNCTIONS = ['reuse', 'store', 'counts', 'save', 'restore'];

function checkedRun(offer: Offer, run: StepCacheRun): StepCacheRun {
  requireFunctions(offer, 'prepare', run, FUNCTIONS);
  return {
    reuse(call) {
      const part = `reuse at step ${call.step + 1}`;
      const velocity = calling(offer, part, () => run.reuse(call)) ?? null;
      return velocity && requireValues(offer, part, velocity, call.latents.length);
    },
    store: (call, velocity) => calling(offer, 'store', () => run.store(call, velocity)),
    counts: () => calling(offer, 'counts', () => run.counts()),
    save: () => calling(offer, 'save', () => run.save()),
    restore: (state) => calling(offer, 'restore', () => run.restore(state)),
  };
}

/**
 * A step cache whose answers are checked.
 * @throws GenesisError PLUGIN_INVALID or NON_FINITE_TENSOR naming it, from `prepare` and the run's functions
 */
export const checkedStepCache = (offer: Offer, cache: StepCache): StepCache => ({
  usesTimeEmbedding: cache.usesTimeEmbedding ?? false,
  prepare: (request) =>
    checkedRun(
      offer,
      calling(offer, 'prepare', () => cache.prepare(request)),
    ),
});
