import {
  createSchedulerRun,
  diffusersDpmSigmas,
  history,
  historyTensors,
  linearCombination,
  pipelineSigmas,
  predictX0,
  requestedSigmas,
  type SchedulerRequest,
  type SchedulerRun,
  type SigmaTable,
  storedSigmas,
  type Term,
  truncatedTimesteps,
  wanSigmas,
} from '../../core/plugin-api/index.ts';
import { odeUpdate, type SolverType, sdeUpdate } from './updates.ts';

export interface DpmOptions {
  readonly solverOrder: number;
  readonly solverType: SolverType;
  readonly sigmaTable: keyof typeof TABLES;
}

const TABLES = { pipeline: pipelineSigmas, own: wanSigmas, diffusers: diffusersDpmSigmas } as const;

/** Below this many steps the order also drops at the second to last step. */
const FEW_STEPS = 15;

/**
 * DPM-Solver++ for flow models, multistep, data prediction; the last step is of first order.
 * The stochastic form takes noise at every step, at the last one with weight 0.
 * Source: Wan-Video/Wan2.1 wan/utils/fm_solvers.py (FlowDPMSolverMultistepScheduler).
 */
export function prepareDpm(
  request: SchedulerRequest,
  options: DpmOptions,
  stochastic: boolean,
  spaced: (table: SigmaTable) => SigmaTable = (table) => table,
): SchedulerRun {
  const exact = requestedSigmas(request, spaced(TABLES[options.sigmaTable]));
  const sigmas = storedSigmas(exact);
  const timesteps = truncatedTimesteps(exact);
  const calls = timesteps.length;
  const update = stochastic ? sdeUpdate : odeUpdate;

  return createSchedulerRun({
    timesteps,
    sigmas,
    needsNoise: () => stochastic,
    advance({ index, velocity, sample, noise, memory }) {
      const known = [predictX0(sample, velocity, sigmas[index]!), ...history(memory, 'x0')].slice(
        0,
        options.solverOrder,
      );
      const left = calls - index;
      const highest = left === 1 ? 1 : left === 2 && calls < FEW_STEPS ? 2 : known.length;
      const order = Math.min(known.length, highest);
      const used = Array.from({ length: order + 1 }, (_, age) => sigmas[index + 1 - age]!);
      const weights = update(used, options.solverType);
      const terms: Term[] = [
        [weights.sample, sample],
        ...weights.predictions.map((weight, age): Term => [weight, known[age]!]),
      ];
      if (stochastic) terms.push([weights.noise, noise]);
      return { sample: linearCombination(terms), memory: { tensors: historyTensors('x0', known), scalars: {} } };
    },
  });
}
