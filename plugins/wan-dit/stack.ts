import {
  type BuildContext,
  type FloatTensor,
  floatTensor,
  type Graph,
  GraphBuilder,
} from '../../core/plugin-api/index.ts';
import type { DitConfig } from './config.ts';

/** Predictions of one pass at most: all that there are. */
export const LARGEST_BATCH = 4;

/** Graph `stack.<count>`: keys or values `x0`, `x1`, ... of one shape `[n, tokens, dim]` → `all` `[count · n, tokens, dim]`. */
export function buildStack({ dim }: DitConfig, { lowering }: BuildContext, count: number): Graph {
  const graph = new GraphBuilder('dit_stack');
  const parts = Array.from({ length: count }, (_, i) =>
    graph.input(`x${i}`, lowering.computeType, ['n', 'tokens', dim]),
  );
  graph.output('all', graph.concat(parts, 0), ['all', 'tokens', dim]);
  return graph.finish();
}

/** `[channels, count · T, h, w]` → `count` times `[channels, T, h, w]`. */
export function unstack(stacked: FloatTensor, count: number): FloatTensor[] {
  if (count === 1) return [stacked];
  const [channels = 0, frames = 0, height = 0, width = 0] = stacked.dims;
  const one = (frames / count) * height * width;
  return Array.from({ length: count }, (_, i) => {
    const out = new Float32Array(channels * one);
    for (let channel = 0; channel < channels; channel++) {
      const from = (channel * count + i) * one;
      out.set(stacked.data.subarray(from, from + one), channel * one);
    }
    return floatTensor(out, [channels, frames / count, height, width]);
  });
}
