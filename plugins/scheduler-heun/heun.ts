import {
  createSchedulerRun,
  EMPTY_MEMORY,
  float32Timesteps,
  flowMatchSigmas,
  linearCombination,
  requestedSigmas,
  type SchedulerRequest,
  type SchedulerRun,
  storedSigmas,
} from '../../core/plugin-api/index.ts';

/**
 * Heun's method: an Euler step, then, except in the last interval, the same interval again with the mean of the
 * velocities at its two ends. Call 2k is the Euler step of interval k, call 2k + 1 its second half.
 * Source: huggingface/diffusers scheduling_flow_match_heun_discrete.py (FlowMatchHeunDiscreteScheduler).
 */
export function prepareHeun(request: SchedulerRequest): SchedulerRun {
  const exact = requestedSigmas(request, flowMatchSigmas);
  /** [s0, s1, s1, s2, s2, ...]: the sigma of every model call. */
  const calls = exact.flatMap((sigma, index) => (index === 0 ? [sigma] : [sigma, sigma]));
  const sigmas = storedSigmas(calls);
  return createSchedulerRun({
    timesteps: float32Timesteps(calls),
    sigmas,
    advance({ index, velocity, sample, memory }) {
      if (index % 2 === 0) {
        const euler = linearCombination([
          [1, sample],
          [sigmas[index + 1]! - sigmas[index]!, velocity],
        ]);
        return { sample: euler, memory: { tensors: { velocity, sample }, scalars: {} } };
      }
      const { velocity: first, sample: start } = memory.tensors;
      if (!first || !start) throw new RangeError('a Heun run cannot begin in the middle of an interval');
      const half = (sigmas[index]! - sigmas[index - 1]!) / 2;
      return {
        sample: linearCombination([
          [1, start],
          [half, first],
          [half, velocity],
        ]),
        memory: EMPTY_MEMORY,
      };
    },
  });
}
