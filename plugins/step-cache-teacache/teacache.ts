import {
  createStepCacheRun,
  meanAbsolute,
  type StepCacheRange,
  type StepCacheRun,
} from '../../core/plugin-api/index.ts';
import { COEFFICIENTS, polynomial } from './coefficients.ts';

export interface TeaCacheOptions extends StepCacheRange {
  readonly threshold: number;
  readonly model: keyof typeof COEFFICIENTS | 'generic';
}

/**
 * Without a fitted polynomial, thresholds are about ten times smaller (kijai/ComfyUI-WanVideoWrapper nodes_cache.py):
 * the bare change counts ten times, so that one threshold means about the same either way.
 */
const UNFITTED = 10;

/**
 * TeaCache (arXiv 2411.19108): the relative L1 change of an indicator since the step before, rescaled, is added up; below
 * the threshold a forward is spared, else the sum starts anew. Each prediction counts for itself.
 *
 * Where the network shows its time embedding, that and the model's polynomial are those of the published code. Elsewhere,
 * and for `generic`, the indicator is the noisy latents (the paper's other one), and the change counts tenfold instead.
 * What is taken again is the velocity; the published code takes the residual of the transformer blocks, which lies
 * inside the network.
 */
export function prepareTeaCache(options: TeaCacheOptions): StepCacheRun {
  const { threshold, model } = options;
  return createStepCacheRun({
    range: options,
    decide({ prediction, latents, timeEmbedding }, allowed, memory) {
      const coefficients = model === 'generic' || !timeEmbedding ? null : COEFFICIENTS[model];
      const indicator = coefficients ? timeEmbedding! : latents;
      const previous = memory.tensors[prediction];
      const tensors = { ...memory.tensors, [prediction]: indicator.slice() };
      const accumulated = (sum: number) => ({ tensors, scalars: { ...memory.scalars, [prediction]: sum } });
      if (!allowed || previous?.length !== indicator.length) return { skip: false, memory: accumulated(0) };
      const distance = meanAbsolute(indicator, previous) / meanAbsolute(previous);
      const change = coefficients ? polynomial(coefficients, distance) : UNFITTED * distance;
      const sum = (memory.scalars[prediction] ?? 0) + change;
      // A fitted polynomial can be negative near 0; a threshold of 0 spares nothing all the same.
      const skip = threshold > 0 && sum < threshold;
      return { skip, memory: accumulated(skip ? sum : 0) };
    },
  });
}
