import {
  createStepCacheRun,
  meanAbsolute,
  type StepCacheRange,
  type StepCacheRequest,
  type StepCacheRun,
} from '../../core/plugin-api/index.ts';
import { COEFFICIENTS, polynomial, sinusoidalEmbedding } from './coefficients.ts';

export interface TeaCacheOptions extends StepCacheRange {
  readonly threshold: number;
  readonly model: keyof typeof COEFFICIENTS | 'generic';
}

/**
 * TeaCache (arXiv 2411.19108): the relative L1 change of the time embedding since the step before, rescaled by the
 * model's polynomial, is added up; below the threshold a forward is spared, else the sum starts anew.
 *
 * Where the network shows its time embedding, that and the polynomial are those of the published code. Elsewhere, and for
 * `generic`, the embedding is the bare sinusoid of the timestep and no polynomial is applied, so that thresholds count
 * differently. What is taken again is the velocity; the published code takes the residual of the transformer blocks,
 * which lies inside the network.
 */
export function prepareTeaCache({ timesteps }: StepCacheRequest, options: TeaCacheOptions): StepCacheRun {
  const { threshold, model } = options;
  return createStepCacheRun({
    range: options,
    decide(call, allowed, memory) {
      const fitted = model !== 'generic' && call.timeEmbedding !== undefined;
      const embedding = fitted ? call.timeEmbedding! : Float32Array.from(sinusoidalEmbedding(timesteps[call.step]!));
      const previous = memory.tensors[call.prediction];
      const tensors = { ...memory.tensors, [call.prediction]: embedding.slice() };
      const accumulated = (sum: number) => ({ tensors, scalars: { ...memory.scalars, [call.prediction]: sum } });
      if (!allowed || !previous || previous.length !== embedding.length) return { skip: false, memory: accumulated(0) };
      const distance = meanAbsolute(embedding, previous) / meanAbsolute(previous);
      const change = fitted ? polynomial(COEFFICIENTS[model], distance) : distance;
      const sum = (memory.scalars[call.prediction] ?? 0) + change;
      // A fitted polynomial can be negative near 0; a threshold of 0 spares nothing all the same.
      const skip = threshold > 0 && sum < threshold;
      return { skip, memory: accumulated(skip ? sum : 0) };
    },
  });
}
