import { type Matrix3, mapEigenvalues, multiply3 } from './symmetric-3x3.ts';

/** Mean and population covariance of R, G and B in [0, 1]. */
export interface RgbStatistics {
  readonly mean: readonly [number, number, number];
  readonly covariance: Matrix3;
}

/** An eigenvalue of the covariance below this (a deviation of 0.03 grey levels) counts as flat: no gain along it. */
const FLAT = 1e-8;

/**
 * Colour statistics of one frame.
 * @param frame RGB `[3, pixels]` in [-1, 1]; values outside are clipped
 */
export function rgbStatistics(frame: Float32Array): RgbStatistics {
  const unit = toUnit(frame);
  const pixels = frame.length / 3;
  const planes = [0, 1, 2].map((c) => unit.subarray(c * pixels, (c + 1) * pixels));
  const mean = planes.map((plane) => plane.reduce((sum, value) => sum + value, 0) / pixels) as [number, number, number];
  const covariance = planes.map((a, i) =>
    planes.map((b, j) => {
      let sum = 0;
      for (let p = 0; p < pixels; p++) sum += (a[p]! - mean[i]!) * (b[p]! - mean[j]!);
      return sum / pixels;
    }),
  ) as unknown as Matrix3;
  return { mean, covariance };
}

/**
 * The Monge-Kantorovich linear map between two colour distributions: T = A^(−½)·(A^½·B·A^½)^½·A^(−½), the one with
 * T·A·Tᵀ = B that moves colours least. Source: Pitié and Kokaram 2007; hahnec/color-matcher mvgd_matcher.py (mkl_solver).
 */
export function mongeKantorovichMap(from: Matrix3, to: Matrix3): Matrix3 {
  const root = mapEigenvalues(from, (value) => Math.sqrt(Math.max(value, 0)));
  const inverse = mapEigenvalues(from, (value) => (value < FLAT ? 0 : 1 / Math.sqrt(value)));
  const middle = mapEigenvalues(multiply3(multiply3(root, to), root), (value) => Math.sqrt(Math.max(value, 0)));
  return multiply3(multiply3(inverse, middle), inverse);
}

/**
 * Moves a frame's mean and covariance of R, G and B to the reference's and blends the result with the frame.
 * @param frame RGB `[3, pixels]` in [-1, 1]; values outside are clipped
 * @param strength 0 (leave as it is) to 1 (full match)
 * @returns `[3, pixels]` in [-1, 1]; at strength 0 an unclipped copy
 */
export function matchColorMkl(frame: Float32Array, reference: RgbStatistics, strength: number): Float32Array {
  if (strength === 0) return frame.slice();
  const original = toUnit(frame);
  const { mean, covariance } = rgbStatistics(frame);
  const map = mongeKantorovichMap(covariance, reference.covariance);
  const pixels = frame.length / 3;
  const out = new Float32Array(frame.length);
  for (let c = 0; c < 3; c++) {
    const [r, g, b] = map[c]!;
    const offset = reference.mean[c]! - (r * mean[0] + g * mean[1] + b * mean[2]);
    for (let p = 0; p < pixels; p++) {
      const at = c * pixels + p;
      const value = r * original[p]! + g * original[pixels + p]! + b * original[2 * pixels + p]! + offset;
      const matched = Math.min(Math.max(value, 0), 1);
      out[at] = ((1 - strength) * original[at]! + strength * matched) * 2 - 1;
    }
  }
  return out;
}

/** [-1, 1] to [0, 1], clipped. */
function toUnit(frame: Float32Array): Float64Array {
  const unit = new Float64Array(frame.length);
  for (let i = 0; i < frame.length; i++) unit[i] = Math.min(Math.max((frame[i]! + 1) / 2, 0), 1);
  return unit;
}
