import type { Guidance, GuidanceRun, Prediction } from '../plugin-api/guidance.ts';
import { broken, calling, type Offer, requireFunctions, requireValues, shown } from './offer.ts';

const FUNCTIONS = ['predictions', 'combine', 'save', 'restore'];
const SPOKEN: readonly Prediction[] = ['cond', 'dropText', 'dropAudio', 'uncond'];
const SILENT: readonly Prediction[] = ['cond', 'dropText'];

function checkedRun(offer: Offer, run: GuidanceRun, possible: readonly Prediction[]): GuidanceRun {
  requireFunctions(offer, 'prepare', run, FUNCTIONS);
  return {
    predictions(step) {
      const wanted = calling(offer, 'predictions', () => run.predictions(step));
      if (!Array.isArray(wanted) || wanted.length === 0 || wanted.some((name) => !possible.includes(name))) {
        const returned = Array.isArray(wanted) ? `[${wanted.map(String).join(', ')}]` : shown(wanted);
        throw broken(offer, `predictions must return some of ${possible.join(', ')}; it returned ${returned}`);
      }
      return wanted;
    },
    combine(predictions, step) {
      const part = `combine at step ${step + 1}`;
      const velocity = calling(offer, part, () => run.combine(predictions, step));
      return requireValues(offer, part, velocity, Object.values(predictions)[0]!.length);
    },
    save: () => calling(offer, 'save', () => run.save()),
    restore: (state) => calling(offer, 'restore', () => run.restore(state)),
  };
}

/**
 * A guidance whose answers are checked.
 * @throws GenesisError PLUGIN_INVALID or NON_FINITE_TENSOR naming it, from `prepare` and the run's functions
 */
export const checkedGuidance = (offer: Offer, guidance: Guidance): Guidance => ({
  prepare: (request) =>
    checkedRun(
      offer,
      calling(offer, 'prepare', () => guidance.prepare(request)),
      request.hasAudio ? SPOKEN : SILENT,
    ),
});
