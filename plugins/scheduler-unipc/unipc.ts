import {
  belowOne,
  createSchedulerRun,
  diffusersUnipcSigmas,
  flowLambda,
  history,
  historyTensors,
  linearCombination,
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
import { correctorCoefficients, type LambdaSteps, predictorCoefficients } from './coefficients.ts';

export interface UniPcOptions {
  readonly solverOrder: number;
  readonly sigmaTable: 'own' | 'diffusers';
}

/**
 * UniPC for flow models: data prediction, bh2, corrector from the second step on, lower order at the end.
 * Source: Wan-Video/Wan2.1 wan/utils/fm_solvers_unipc.py (FlowUniPCMultistepScheduler).
 */
export function prepareUniPc(
  request: SchedulerRequest,
  options: UniPcOptions,
  spaced: (table: SigmaTable) => SigmaTable = (table) => table,
): SchedulerRun {
  const table = options.sigmaTable === 'own' ? wanSigmas : diffusersUnipcSigmas;
  const exact = belowOne(requestedSigmas(request, spaced(table)));
  const sigmas = storedSigmas(exact);
  const timesteps = truncatedTimesteps(exact);
  const at = (index: number) => sigmas[index]!;
  /** Steps from sigma `from` to the next, with the predictions at the `order − 1` sigmas before. */
  const lambdas = (from: number, order: number): LambdaSteps => ({
    target: flowLambda(at(from + 1)),
    start: flowLambda(at(from)),
    older: Array.from({ length: order - 1 }, (_, age) => flowLambda(at(from - 1 - age))),
  });

  return createSchedulerRun({
    timesteps,
    sigmas,
    advance({ index, velocity, sample, memory }) {
      const x0 = predictX0(sample, velocity, at(index));
      const past = history(memory, 'x0');
      const previous = memory.tensors.previous;
      const corrected =
        previous && past.length > 0
          ? correct(previous, x0, past, at(index - 1), at(index), lambdas(index - 1, memory.scalars.order!))
          : sample;
      const known = [x0, ...past].slice(0, options.solverOrder);
      const order = Math.min(known.length, timesteps.length - index);
      const next = predict(corrected, known, at(index), at(index + 1), lambdas(index, order));
      return {
        sample: next,
        memory: { tensors: { ...historyTensors('x0', known), previous: corrected }, scalars: { order } },
      };
    },
  });
}

/** The step from `sigma` to `nextSigma`; `known` are the predictions, newest first. */
function predict(
  sample: Float32Array,
  known: readonly Float32Array[],
  sigma: number,
  nextSigma: number,
  lambdas: LambdaSteps,
): Float32Array {
  const { bh, ratios, rhos } = predictorCoefficients(lambdas);
  const scale = -(1 - nextSigma) * bh;
  return linearCombination([[nextSigma / sigma, sample], ...differences(known, scale, ratios, rhos, 0)]);
}

/** Redoes the previous step, from `previous` at sigma `from` to sigma `to`, now that the prediction at its end is known. */
function correct(
  previous: Float32Array,
  x0: Float32Array,
  past: readonly Float32Array[],
  from: number,
  to: number,
  lambdas: LambdaSteps,
): Float32Array {
  const { bh, ratios, rhos } = correctorCoefficients(lambdas);
  const scale = -(1 - to) * bh;
  const newest = rhos.at(-1)!;
  return linearCombination([
    [to / from, previous],
    [scale * newest, x0],
    ...differences(past, scale, ratios, rhos, newest),
  ]);
}

/** scale·(m0 + Σ rho_k·(m_k − m0)/r_k − newest·m0) as terms. */
function differences(
  known: readonly Float32Array[],
  scale: number,
  ratios: readonly number[],
  rhos: readonly number[],
  newest: number,
): Term[] {
  const weights = ratios.map((ratio, k) => rhos[k]! / ratio);
  const first = 1 - newest - weights.reduce((sum, weight) => sum + weight, 0);
  return [[scale * first, known[0]!], ...weights.map((weight, k): Term => [scale * weight, known[k + 1]!])];
}
