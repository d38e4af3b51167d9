import {
  createStepCacheRun,
  meanAbsolute,
  type StepCacheMemory,
  type StepCacheRange,
  type StepCacheRun,
} from '../../core/plugin-api/index.ts';

export interface EasyCacheOptions extends StepCacheRange {
  readonly threshold: number;
}

/**
 * EasyCache (arXiv 2507.02860): the rate k = |Δvelocity| / |Δlatents| between the last two forwards predicts how much the
 * next one would change, k·|Δlatents| / |velocity|; the predictions are added up, and forwards are spared while the sum
 * is below the threshold. The first prediction of a step decides for all of its predictions. A spared forward is the
 * latents plus the stored difference of velocity and latents, as in the published code.
 * Source: H-EmbodVis/EasyCache EasyCache4Wan2.1/easycache_generate.py.
 */
export function prepareEasyCache(options: EasyCacheOptions): StepCacheRun {
  const { threshold } = options;
  return createStepCacheRun({
    range: options,
    decide({ step, latents }, allowed, memory) {
      if (memory.scalars.step === step) return { skip: memory.scalars.skip === 1, memory };
      const { previous, velocity } = memory.tensors;
      const { k, sum = 0 } = memory.scalars;
      let total = 0;
      let skip = false;
      if (allowed && previous && velocity && k !== undefined) {
        total = sum + (k * meanAbsolute(latents, previous)) / meanAbsolute(velocity);
        skip = threshold > 0 && total < threshold;
      }
      const scalars = { ...memory.scalars, step, skip: skip ? 1 : 0, sum: skip ? total : 0, learnt: 0 };
      return { skip, memory: { tensors: { ...memory.tensors, previous: latents.slice() }, scalars } };
    },
    learn({ latents }, velocity, memory): StepCacheMemory {
      // Only the prediction that decides teaches the rate.
      if (memory.scalars.learnt === 1) return memory;
      const { velocity: before, input } = memory.tensors;
      const scalars: Record<string, number> = { ...memory.scalars, learnt: 1 };
      if (before && input) {
        const moved = meanAbsolute(latents, input);
        if (moved > 0) scalars.k = meanAbsolute(velocity, before) / moved;
      }
      return { tensors: { ...memory.tensors, velocity: velocity.slice(), input: latents.slice() }, scalars };
    },
    replay: ({ latents }, stored) => latents.map((value, i) => value + stored.velocity[i]! - stored.latents[i]!),
  });
}
