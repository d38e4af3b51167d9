/** Ratio of the mean magnitude of a step's residual to that of the step before, by step of a 40-step run. */
export interface MagnitudeRatios {
  readonly cond: readonly number[];
  /** Predictions with something dropped. */
  readonly others: readonly number[];
}

/** Published calibrations. Source: Zehong-Ma/ComfyUI-MagCache nodes.py (wan2.1_i2v_480p_14B, wan2.1_i2v_720p_14B). */
export const MAGNITUDE_RATIOS = {
  'wan-i2v-14b-480p': {
    // biome-ignore format: a table
    cond: [
      1, 0.98783, 0.97559, 0.98311, 0.98202, 0.9888, 0.98762, 0.98957, 0.99052, 0.99383,
      0.98857, 0.99065, 0.98845, 0.99057, 0.98957, 0.98601, 0.98823, 0.98756, 0.98808, 0.98721,
      0.98571, 0.98543, 0.98157, 0.98411, 0.97952, 0.98149, 0.9774, 0.97825, 0.97355, 0.97085,
      0.97056, 0.96588, 0.96113, 0.9567, 0.94961, 0.93973, 0.93217, 0.91878, 0.90955, 0.92617,
    ],
    // biome-ignore format: a table
    others: [
      1, 0.98993, 0.97593, 0.98319, 0.98225, 0.98878, 0.98759, 0.98971, 0.99043, 0.99384,
      0.9886, 0.99068, 0.98847, 0.99057, 0.98961, 0.9861, 0.98823, 0.98759, 0.98814, 0.98724,
      0.98572, 0.98544, 0.98165, 0.98413, 0.97953, 0.9815, 0.97742, 0.97826, 0.97361, 0.97087,
      0.97055, 0.96587, 0.96124, 0.95681, 0.94969, 0.93988, 0.93224, 0.91896, 0.90954, 0.92616,
    ],
  },
  'wan-i2v-14b-720p': {
    // biome-ignore format: a table
    cond: [
      1, 0.99428, 0.98588, 0.98273, 0.99018, 0.98911, 0.98646, 0.99454, 0.9891, 0.99124,
      0.99102, 0.99215, 0.99515, 0.99576, 0.99068, 0.99097, 0.99166, 0.99041, 0.99201, 0.99101,
      0.98599, 0.98845, 0.98848, 0.98862, 0.98718, 0.98497, 0.98264, 0.98389, 0.97938, 0.97535,
      0.97498, 0.973, 0.96827, 0.96261, 0.95335, 0.94649, 0.93397, 0.91636, 0.89088, 0.8679,
    ],
    // biome-ignore format: a table
    others: [
      1, 0.99498, 0.98621, 0.98281, 0.99023, 0.98917, 0.98652, 0.99456, 0.98909, 0.99127,
      0.99103, 0.99212, 0.99515, 0.99572, 0.99072, 0.99097, 0.99169, 0.99042, 0.99198, 0.99101,
      0.98603, 0.98844, 0.98851, 0.98857, 0.98719, 0.98497, 0.98263, 0.98393, 0.9794, 0.97536,
      0.97499, 0.97301, 0.96828, 0.96263, 0.9534, 0.94655, 0.93414, 0.9165, 0.89109, 0.86768,
    ],
  },
} as const satisfies Record<string, MagnitudeRatios>;

/** The ratio at `step` of `steps`, from the nearest entry of a table of another length. */
export function nearestRatio(ratios: readonly number[], step: number, steps: number): number {
  return ratios[steps < 2 ? 0 : Math.round((step * (ratios.length - 1)) / (steps - 1))]!;
}
