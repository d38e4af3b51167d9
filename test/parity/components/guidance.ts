import { z } from 'zod';
import { floatTensor, type Tensor } from '../../../core/plugin-api/index.ts';
import { projectGuidance } from '../../../plugins/guidance-apg/projection.ts';
import type { ComponentRunner } from '../case.ts';
import { numbered, readFloats } from './tensors.ts';

const configSchema = z.object({
  params: z.object({ momentum: z.number(), norm_threshold: z.number(), eta: z.number() }),
});

/** Adaptive projected guidance over consecutive steps with one momentum buffer. */
export const runApg: ComponentRunner = async (parityCase) => {
  const { params } = configSchema.parse(parityCase.config);
  const options = { momentum: params.momentum, normThreshold: params.norm_threshold, eta: params.eta };
  const out: Record<string, Tensor> = {};
  let previous: Float32Array | undefined;
  for (const name of numbered(parityCase, 'in.diff')) {
    const step = name.slice('in.diff.'.length);
    const diff = readFloats(parityCase, name);
    const { update, average } = projectGuidance(
      diff.data,
      readFloats(parityCase, `in.cond.${step}`).data,
      previous,
      options,
    );
    out[`mid.running_average.${step}`] = floatTensor(average, diff.dims);
    out[`out.update.${step}`] = floatTensor(update, diff.dims);
    previous = average;
  }
  return out;
};
