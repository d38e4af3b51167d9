import { flowLambda } from '../../core/plugin-api/index.ts';

export type SolverType = 'midpoint' | 'heun';

/** One update: weights of the sample, of the predictions (newest first) and of fresh noise. */
export interface Update {
  readonly sample: number;
  readonly predictions: readonly number[];
  readonly noise: number;
}

/**
 * Weights of one DPM-Solver++ update (arXiv 2211.01095) for a flow, where alpha = 1 − sigma.
 * IEEE infinities are meant: at sigma 1 lambda is −∞, at sigma 0 it is +∞, and the weights stay finite.
 * @param sigmas target, start, then those of the older predictions in use; their number sets the order (1 to 3)
 */
export function odeUpdate(sigmas: readonly number[], solverType: SolverType): Update {
  const { target, start, h, differences } = divide(sigmas);
  const decay = Math.exp(-h) - 1;
  const alpha = 1 - target;
  const higher =
    differences.length > 2 || solverType === 'heun'
      ? [alpha * (decay / h + 1), -alpha * ((decay + h) / h ** 2 - 0.5)]
      : [-0.5 * alpha * decay];
  return { sample: target / start, predictions: combine([-alpha * decay, ...higher], differences), noise: 0 };
}

/** Weights of one SDE-DPM-Solver++ update of order 1 or 2; arguments as for `odeUpdate`. */
export function sdeUpdate(sigmas: readonly number[], solverType: SolverType): Update {
  const { target, start, h, differences } = divide(sigmas);
  const variance = 1 - Math.exp(-2 * h);
  const alpha = 1 - target;
  const higher = solverType === 'heun' ? alpha * (variance / (-2 * h) + 1) : 0.5 * alpha * variance;
  return {
    sample: (target / start) * Math.exp(-h),
    predictions: combine([alpha * variance, higher], differences),
    noise: target * Math.sqrt(variance),
  };
}

/** The step in lambda and the divided differences D0, D1, D2 as weights of the predictions, newest first. */
function divide(sigmas: readonly number[]): { target: number; start: number; h: number; differences: number[][] } {
  const [target, start] = sigmas as [number, number];
  const lambdas = sigmas.map(flowLambda);
  const h = lambdas[0]! - lambdas[1]!;
  const ratio = (older: number) => (lambdas[older - 1]! - lambdas[older]!) / h;
  const order = sigmas.length - 1;
  if (order === 1) return { target, start, h, differences: [[1]] };
  const r0 = ratio(2);
  if (order === 2)
    return {
      target,
      start,
      h,
      differences: [
        [1, 0],
        [1 / r0, -1 / r0],
      ],
    };
  const r1 = ratio(3);
  const first = [1 / r0, -1 / r0, 0];
  const second = [0, 1 / r1, -1 / r1];
  const change = first.map((weight, i) => weight - second[i]!);
  const d1 = first.map((weight, i) => weight + (r0 / (r0 + r1)) * change[i]!);
  const d2 = change.map((weight) => weight / (r0 + r1));
  return { target, start, h, differences: [[1, 0, 0], d1, d2] };
}

/** Σ_d coefficient_d · D_d, as one weight per prediction. */
function combine(coefficients: readonly number[], differences: readonly number[][]): number[] {
  return differences[0]!.map((_, i) =>
    differences.reduce((sum, weights, d) => sum + coefficients[d]! * weights[i]!, 0),
  );
}
