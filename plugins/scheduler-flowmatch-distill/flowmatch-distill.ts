import {
  createSchedulerRun,
  EMPTY_MEMORY,
  float32Timesteps,
  GenesisError,
  linearCombination,
  requestedSigmas,
  type SchedulerRequest,
  type SchedulerRun,
  shiftSigma32,
  storedSigmas,
  TRAIN_TIMESTEPS,
} from '../../core/plugin-api/index.ts';

/** Training timesteps that step-distilled Wan models were taught, before the shift. */
const DISTILLED_TIMESTEPS = [999, 750, 500, 250];

/** @throws GenesisError INPUT_INVALID for any other number of steps than 4 */
function distilledSigmas(steps: number, shift: number): number[] {
  if (steps !== DISTILLED_TIMESTEPS.length) {
    const accepted = `${DISTILLED_TIMESTEPS.length}`;
    throw new GenesisError('INPUT_INVALID', `flowmatch_distill takes ${accepted} steps`, { field: 'steps', accepted });
  }
  return DISTILLED_TIMESTEPS.map((timestep) => shiftSigma32(Math.fround(timestep / TRAIN_TIMESTEPS), shift));
}

/**
 * Euler steps at the four timesteps of step-distilled models: 999, 750, 500, 250 of 1000, shifted. A caller's own
 * sigmas may be of any number. Source: kijai/ComfyUI-WanVideoWrapper wanvideo/schedulers/__init__.py.
 */
export function prepareFlowmatchDistill(request: SchedulerRequest): SchedulerRun {
  const exact = requestedSigmas(request, distilledSigmas);
  const sigmas = storedSigmas(exact);
  return createSchedulerRun({
    timesteps: float32Timesteps(exact),
    sigmas,
    advance: ({ index, velocity, sample }) => ({
      sample: linearCombination([
        [1, sample],
        [sigmas[index + 1]! - sigmas[index]!, velocity],
      ]),
      memory: EMPTY_MEMORY,
    }),
  });
}
