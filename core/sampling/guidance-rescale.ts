import { linearCombination } from './linear-combination.ts';

/**
 * Guidance rescale: factor·velocity·std(cond)/std(velocity) + (1 − factor)·velocity. Source: arXiv 2305.08891,
 * section 3.4; huggingface/diffusers guider_utils.py (rescale_noise_cfg).
 * @param factor 0 (off) .. 1
 */
export function rescaleGuidance(velocity: Float32Array, cond: Float32Array, factor: number): Float32Array {
  if (factor === 0) return velocity;
  const spread = standardDeviation(velocity);
  // A constant velocity (zero-init) has no spread to bring in line.
  if (spread === 0) return velocity;
  return linearCombination([[factor * (standardDeviation(cond) / spread) + 1 - factor, velocity]]);
}

function standardDeviation(values: Float32Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  const mean = sum / values.length;
  let squares = 0;
  for (const value of values) squares += (value - mean) ** 2;
  return Math.sqrt(squares / values.length);
}
