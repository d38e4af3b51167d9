import {
  createSchedulerRun,
  EMPTY_MEMORY,
  float32Timesteps,
  flowMatchSigmas,
  linearCombination,
  requestedSigmas,
  type SchedulerRequest,
  type SchedulerRun,
  type SigmaTable,
  storedSigmas,
} from '../../core/plugin-api/index.ts';

/**
 * Predicts x0 and noises it again to the next sigma: x' = (1 − sigma')·x0 + sigma'·noise. Noise is taken at every
 * step, at the last one with weight 0. Source: huggingface/diffusers scheduling_flow_match_lcm.py; the same update
 * as FlowMatchEulerDiscreteScheduler with stochastic_sampling.
 */
export function prepareLcm(request: SchedulerRequest, table: SigmaTable = flowMatchSigmas): SchedulerRun {
  const exact = requestedSigmas(request, table);
  const sigmas = storedSigmas(exact);
  return createSchedulerRun({
    timesteps: float32Timesteps(exact),
    sigmas,
    needsNoise: () => true,
    advance({ index, velocity, sample, noise }) {
      const next = sigmas[index + 1]!;
      return {
        sample: linearCombination([
          [1 - next, sample],
          [-(1 - next) * sigmas[index]!, velocity],
          [next, noise],
        ]),
        memory: EMPTY_MEMORY,
      };
    },
  });
}
