/**
 * Published polynomials, highest power first, that turn the relative L1 change of Wan's time embedding e into that of the
 * model's output. Source: ali-vilab/TeaCache TeaCache4Wan2.1/teacache_generate.py and MeiGen-AI/InfiniteTalk
 * wan/modules/multitalk_model.py (both without use_ret_steps, which takes e).
 */
export const COEFFICIENTS = {
  'wan-i2v-14b-480p': [-3.0233167e2, 2.23948934e2, -5.2546397e1, 5.8734844, -2.01973289e-1],
  'wan-i2v-14b-720p': [-114.36346466, 65.26524496, -18.82220707, 4.91518089, -0.23412683],
} as const;

/** Horner's rule. */
export function polynomial(coefficients: readonly number[], x: number): number {
  return coefficients.reduce((value, coefficient) => value * x + coefficient, 0);
}
