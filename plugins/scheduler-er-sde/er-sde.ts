import {
  createSchedulerRun,
  float32Timesteps,
  linearCombination,
  predictX0,
  requestedSigmas,
  type SchedulerRequest,
  type SchedulerRun,
  shiftSigma,
  storedSigmas,
  type Term,
  trainingTableSigmas,
} from '../../core/plugin-api/index.ts';
import { noiseScale, scaledIntegral } from './noise-scale.ts';

export interface ErSdeOptions {
  readonly solverOrder: number;
}

/**
 * Extended reverse-time SDE solver of order 1 to 3, multistep. With λ = sigma/(1 − sigma), alpha = 1 − sigma and
 * y = x/alpha: y' = r·y + (1 − r)·x0 + (Taylor terms of x0 in λ) + sqrt(λ'² − r²·λ²)·noise, r = φ(λ')/φ(λ).
 * A first sigma of 1, where λ is infinite, is taken as the shift of 0.9999. Noise is taken at every step, at the last one
 * with weight 0. Source: arXiv 2309.06169; comfyanonymous/ComfyUI comfy/k_diffusion/sampling.py (sample_er_sde, CONST).
 */
export function prepareErSde(request: SchedulerRequest, options: ErSdeOptions): SchedulerRun {
  const exact = requestedSigmas(request, trainingTableSigmas);
  const sigmas = storedSigmas(exact);
  const solved = sigmas.map((sigma) => (sigma >= 1 ? shiftSigma(1 - 1e-4, request.shift) : sigma));
  const lambdas = solved.map((sigma) => sigma / (1 - sigma));
  return createSchedulerRun({
    timesteps: float32Timesteps(exact),
    sigmas,
    needsNoise: () => true,
    advance({ index, velocity, sample, noise, memory }) {
      const x0 = predictX0(sample, velocity, sigmas[index]!);
      const { x0: olderX0, slope: olderSlope } = memory.tensors;
      if (solved[index + 1] === 0) return { sample: x0, memory: { tensors: { x0 }, scalars: {} } };
      const [start, target] = [lambdas[index]!, lambdas[index + 1]!];
      const alpha = 1 - solved[index + 1]!;
      const r = noiseScale(target) / noiseScale(start);
      const terms: Term[] = [
        [(alpha / (1 - solved[index]!)) * r, sample],
        [alpha * (1 - r), x0],
        [alpha * Math.sqrt(Math.max(target ** 2 - (start * r) ** 2, 0)), noise],
      ];
      const kept: Record<string, Float32Array> = { x0 };
      if (olderX0 && options.solverOrder > 1) {
        const step = target - start;
        const slope = quotient(x0, olderX0, start - lambdas[index - 1]!);
        kept.slope = slope;
        terms.push([alpha * (step + scaledIntegral(target, start, 0) * noiseScale(target)), slope]);
        if (olderSlope && options.solverOrder > 2) {
          const curvature = quotient(slope, olderSlope, (start - lambdas[index - 2]!) / 2);
          terms.push([alpha * (step ** 2 / 2 + scaledIntegral(target, start, 1) * noiseScale(target)), curvature]);
        }
      }
      return { sample: linearCombination(terms), memory: { tensors: kept, scalars: {} } };
    },
  });
}

/** (newer − older) / distance. */
function quotient(newer: Float32Array, older: Float32Array, distance: number): Float32Array {
  return newer.map((value, i) => (value - older[i]!) / distance);
}
