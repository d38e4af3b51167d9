import {
  createSchedulerRun,
  EMPTY_MEMORY,
  float32Timesteps,
  flowMatchSigmas,
  linearCombination,
  pipelineSigmas,
  requestedSigmas,
  type SchedulerRequest,
  type SchedulerRun,
  type SigmaTable,
  storedSigmas,
} from '../../core/plugin-api/index.ts';

export interface EulerOptions {
  readonly sigmaTable: 'diffusers' | 'pipeline';
}

/**
 * Euler steps along the flow: x += (sigma' − sigma)·velocity.
 * Source: huggingface/diffusers scheduling_flow_match_euler_discrete.py (FlowMatchEulerDiscreteScheduler).
 */
export function prepareEuler(
  request: SchedulerRequest,
  options: EulerOptions,
  spaced: (table: SigmaTable) => SigmaTable = (table) => table,
): SchedulerRun {
  const exact = requestedSigmas(request, spaced(options.sigmaTable === 'diffusers' ? flowMatchSigmas : pipelineSigmas));
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
