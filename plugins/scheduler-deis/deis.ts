import {
  belowOne,
  createSchedulerRun,
  diffusersDpmSigmas,
  history,
  historyTensors,
  linearCombination,
  requestedSigmas,
  type SchedulerRequest,
  type SchedulerRun,
  storedSigmas,
  type Term,
  truncatedTimesteps,
} from '../../core/plugin-api/index.ts';
import { noiseWeights } from './weights.ts';

export interface DeisOptions {
  readonly solverOrder: number;
  readonly finalSigma: 'zero' | 'repeat';
}

/** Below this many steps the order drops at the last two steps. */
const FEW_STEPS = 15;

/**
 * DEIS (log-rho multistep, noise prediction) for flow models.
 * Source: huggingface/diffusers scheduling_deis_multistep.py with use_flow_sigmas, which repeats the last sigma.
 */
export function prepareDeis(request: SchedulerRequest, options: DeisOptions): SchedulerRun {
  const exact = belowOne(requestedSigmas(request, diffusersDpmSigmas));
  const sigmas = storedSigmas(exact, options.finalSigma === 'zero' ? 0 : exact.at(-1)!);
  const timesteps = truncatedTimesteps(exact);
  const calls = timesteps.length;
  return createSchedulerRun({
    timesteps,
    sigmas,
    advance({ index, velocity, sample, memory }) {
      const sigma = sigmas[index]!;
      const past = history(memory, 'noise');
      const left = calls - index;
      // The logarithms of the higher orders need a target above 0.
      const drops = calls < FEW_STEPS || sigmas[index + 1] === 0;
      const known = Math.min(1 + past.length, options.solverOrder);
      const order = drops && left <= 2 ? Math.min(known, left) : known;
      const rhos = Array.from({ length: order + 1 }, (_, age) => ratio(sigmas[index + 1 - age]!));
      const alpha = 1 - sigmas[index + 1]!;
      const [newest, ...older] = noiseWeights(rhos).map((weight) => alpha * weight) as [number, ...number[]];
      // The newest noise, sample + (1 − sigma)·velocity, enters unrounded: near sigma 1 its weight nearly cancels.
      const next = linearCombination([
        [alpha / (1 - sigma) + newest, sample],
        [newest * (1 - sigma), velocity],
        ...older.map((weight, age): Term => [weight, past[age]!]),
      ]);
      const noise = linearCombination([
        [1, sample],
        [1 - sigma, velocity],
      ]);
      const kept = [noise, ...past].slice(0, options.solverOrder);
      return { sample: next, memory: { tensors: historyTensors('noise', kept), scalars: {} } };
    },
  });
}

/** rho = sigma / alpha. */
function ratio(sigma: number): number {
  return sigma / (1 - sigma);
}
