import {
  createSchedulerRun,
  EMPTY_MEMORY,
  float32Timesteps,
  linearCombination,
  linspace,
  requestedSigmas,
  type SchedulerRequest,
  type SchedulerRun,
  shiftSigma32,
  storedSigmas,
  TRAIN_TIMESTEPS,
} from '../../core/plugin-api/index.ts';

/** linspace(1000, 1, steps), each shifted; float32 throughout. */
function linearTimesteps(steps: number, shift: number): number[] {
  return linspace(TRAIN_TIMESTEPS, 1, steps).map((timestep) =>
    Math.fround(shiftSigma32(Math.fround(Math.fround(timestep) / TRAIN_TIMESTEPS), shift) * TRAIN_TIMESTEPS),
  );
}

/**
 * InfiniteTalk's sampler: evenly spaced timesteps, shifted, and x −= (t − t')/1000·velocity. Timesteps are
 * fractional. Source: MeiGen-AI/InfiniteTalk wan/multitalk.py (timestep_transform, generate_infinitetalk).
 */
export function prepareInfiniteTalk(request: SchedulerRequest): SchedulerRun {
  const sigmas = requestedSigmas(request, (steps, shift) =>
    linearTimesteps(steps, shift).map((timestep) => timestep / TRAIN_TIMESTEPS),
  );
  const timesteps = float32Timesteps(sigmas);
  return createSchedulerRun({
    timesteps,
    sigmas: storedSigmas(sigmas),
    advance: ({ index, velocity, sample }) => {
      const interval = Math.fround(timesteps[index]! - (timesteps[index + 1] ?? 0));
      return {
        sample: linearCombination([
          [1, sample],
          [-Math.fround(interval / TRAIN_TIMESTEPS), velocity],
        ]),
        memory: EMPTY_MEMORY,
      };
    },
  });
}
