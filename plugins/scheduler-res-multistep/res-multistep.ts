import {
  createSchedulerRun,
  float32Timesteps,
  linearCombination,
  predictX0,
  requestedSigmas,
  type SchedulerRequest,
  type SchedulerRun,
  storedSigmas,
  trainingTableSigmas,
} from '../../core/plugin-api/index.ts';

/**
 * Refined exponential solver, second order, multistep (arXiv 2308.02157). In t = −ln(sigma) the flow is
 * dx/dt = x0(t) − x, solved exactly for x0 extrapolated linearly from the last two predictions; the first step and the
 * one to sigma 0 are Euler steps. Source: comfyanonymous/ComfyUI comfy/k_diffusion/sampling.py (sample_res_multistep),
 * kijai/ComfyUI-WanVideoWrapper wanvideo/schedulers/flowmatch_res_multistep.py.
 */
export function prepareResMultistep(request: SchedulerRequest): SchedulerRun {
  const exact = requestedSigmas(request, trainingTableSigmas);
  const sigmas = storedSigmas(exact);
  return createSchedulerRun({
    timesteps: float32Timesteps(exact),
    sigmas,
    advance({ index, velocity, sample, memory }) {
      const [sigma, target] = [sigmas[index]!, sigmas[index + 1]!];
      const x0 = predictX0(sample, velocity, sigma);
      const older = memory.tensors.x0;
      const kept = { tensors: { x0 }, scalars: {} };
      if (target === 0 || !older) {
        const euler = linearCombination([
          [1, sample],
          [target - sigma, velocity],
        ]);
        return { sample: euler, memory: kept };
      }
      const h = Math.log(sigma / target);
      const before = Math.log(sigmas[index - 1]! / sigma);
      const decayed = -Math.expm1(-h);
      /** ∫ e^(τ − h)·τ dτ over the step: weight of x0's slope. */
      const slope = (h - decayed) / before;
      const next = linearCombination([
        [target / sigma, sample],
        [decayed + slope, x0],
        [-slope, older],
      ]);
      return { sample: next, memory: kept };
    },
  });
}
