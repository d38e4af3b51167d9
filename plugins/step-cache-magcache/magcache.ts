import {
  createStepCacheRun,
  meanAbsolute,
  type StepCacheRange,
  type StepCacheRequest,
  type StepCacheRun,
} from '../../core/plugin-api/index.ts';
import { MAGNITUDE_RATIOS, nearestRatio } from './ratios.ts';

export interface MagCacheOptions extends StepCacheRange {
  readonly threshold: number;
  /** Most forwards spared in a row. */
  readonly maxSkips: number;
  readonly model: keyof typeof MAGNITUDE_RATIOS | 'generic';
}

/**
 * MagCache (arXiv 2506.09045): residuals shrink by a known ratio from step to step. The product of the ratios since the
 * last forward says how far off a repeated one is; its distances from 1 are added up, and forwards are spared while the
 * sum is below the threshold. Each prediction counts for itself.
 *
 * `generic` has no calibration: it goes by the relative change per step between the last two velocities that the model
 * gave, as if it were all shrinking. The published ratio is that of residuals whose direction stays; a velocity keeps its
 * magnitude and turns. What is taken again is the velocity; the published code takes the residual of the transformer blocks.
 */
export function prepareMagCache({ timesteps }: StepCacheRequest, options: MagCacheOptions): StepCacheRun {
  const { threshold, maxSkips, model } = options;
  return createStepCacheRun({
    range: options,
    decide({ prediction, step }, allowed, memory) {
      const read = (name: string, otherwise: number) => memory.scalars[`${name}.${prediction}`] ?? otherwise;
      const write = (ratio: number, error: number, skips: number) => ({
        ...memory,
        scalars: {
          ...memory.scalars,
          [`ratio.${prediction}`]: ratio,
          [`error.${prediction}`]: error,
          [`skips.${prediction}`]: skips,
        },
      });
      const published = model === 'generic' ? undefined : MAGNITUDE_RATIOS[model];
      const table = prediction === 'cond' ? published?.cond : published?.others;
      const change = table ? nearestRatio(table, step, timesteps.length) : memory.scalars[`measured.${prediction}`];
      if (!allowed || change === undefined) return { skip: false, memory: write(1, 0, 0) };
      const ratio = read('ratio', 1) * change;
      const error = read('error', 0) + Math.abs(1 - ratio);
      const skips = read('skips', 0) + 1;
      const skip = threshold > 0 && error < threshold && skips <= maxSkips;
      return { skip, memory: skip ? write(ratio, error, skips) : write(1, 0, 0) };
    },
    learn({ prediction, step }, velocity, memory) {
      if (model !== 'generic') return memory;
      const scalars: Record<string, number> = { ...memory.scalars, [`step.${prediction}`]: step };
      const before = memory.tensors[prediction];
      if (before) {
        const between = step - memory.scalars[`step.${prediction}`]!;
        const change = meanAbsolute(velocity, before) / meanAbsolute(before);
        scalars[`measured.${prediction}`] = Math.max(0, 1 - change) ** (1 / between);
      }
      return { tensors: { ...memory.tensors, [prediction]: velocity.slice() }, scalars };
    },
  });
}
