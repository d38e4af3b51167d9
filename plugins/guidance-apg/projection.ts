export interface ProjectionOptions {
  /** Weight of the running average; negative values damp what repeats from step to step. */
  readonly momentum: number;
  /** Largest L2 norm of the running average over the whole tensor; 0 switches the limit off. */
  readonly normThreshold: number;
  /** Weight of the component parallel to `cond`. */
  readonly eta: number;
}

export interface Projection {
  readonly update: Float32Array;
  /** Running average before the norm limit, for the next step. */
  readonly average: Float32Array;
}

/**
 * One step of adaptive projected guidance (arXiv 2410.02416): average = diff + momentum·average, scaled down to the
 * norm threshold, then split into the parts parallel and orthogonal to `cond`; update = orthogonal + eta·parallel.
 * Source: MeiGen-AI/InfiniteTalk wan/utils/multitalk_utils.py (adaptive_projected_guidance).
 * @param previous the last step's average, none at the first step
 */
export function projectGuidance(
  diff: Float32Array,
  cond: Float32Array,
  previous: Float32Array | undefined,
  options: ProjectionOptions,
): Projection {
  const average = previous ? diff.map((value, i) => value + options.momentum * previous[i]!) : diff;
  const norm = Math.sqrt(dot(average, average));
  const scale = options.normThreshold > 0 ? Math.min(1, options.normThreshold / norm) : 1;
  // The smallest norm keeps an all-zero prediction from dividing by zero.
  const condNorm = Math.max(Math.sqrt(dot(cond, cond)), 1e-12);
  const parallel = (scale * dot(average, cond)) / condNorm ** 2;
  const update = average.map((value, i) => scale * value + (options.eta - 1) * parallel * cond[i]!);
  return { update, average };
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
