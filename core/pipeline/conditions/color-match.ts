import { labFromRgb, rgbFromLab } from './lab.ts';

/** Mean and population standard deviation of L, a and b. */
export interface LabStatistics {
  readonly mean: readonly [number, number, number];
  readonly std: readonly [number, number, number];
}

/** A channel whose deviation is below this (in Lab units) counts as flat. */
const FLAT = 1e-6;

/**
 * Lab statistics of one frame.
 * @param frame RGB `[3, pixels]` in [-1, 1]; values outside are clipped
 */
export function labStatistics(frame: Float32Array): LabStatistics {
  return statistics(labFromRgb(toUnit(frame)));
}

/**
 * Moves a frame's Lab mean and deviation to the reference's and blends the result with the frame.
 * Source: MeiGen-AI/InfiniteTalk wan/utils/multitalk_utils.py (match_and_blend_colors).
 * @param frame RGB `[3, pixels]` in [-1, 1]; values outside are clipped
 * @param strength 0 (leave as it is) to 1 (full match)
 * @returns `[3, pixels]` in [-1, 1]; at strength 0 an unclipped copy
 */
export function matchColor(frame: Float32Array, reference: LabStatistics, strength: number): Float32Array {
  if (strength === 0) return frame.slice();
  const original = toUnit(frame);
  const lab = labFromRgb(original);
  const { mean, std } = statistics(lab);
  const pixels = frame.length / 3;
  for (let c = 0; c < 3; c++) {
    const gain = std[c]! < FLAT ? 0 : reference.std[c]! / std[c]!;
    const offset = reference.mean[c]! - mean[c]! * gain;
    for (let i = c * pixels; i < (c + 1) * pixels; i++) lab[i] = lab[i]! * gain + offset;
  }
  const matched = rgbFromLab(lab);
  return frame.map((_, i) => ((1 - strength) * original[i]! + strength * matched[i]!) * 2 - 1);
}

/** [-1, 1] to [0, 1], clipped. */
function toUnit(frame: Float32Array): Float64Array {
  const unit = new Float64Array(frame.length);
  for (let i = 0; i < frame.length; i++) unit[i] = Math.min(Math.max((frame[i]! + 1) / 2, 0), 1);
  return unit;
}

function statistics(lab: Float64Array): LabStatistics {
  const pixels = lab.length / 3;
  const mean: [number, number, number] = [0, 0, 0];
  const std: [number, number, number] = [0, 0, 0];
  for (let c = 0; c < 3; c++) {
    let sum = 0;
    for (let i = c * pixels; i < (c + 1) * pixels; i++) sum += lab[i]!;
    mean[c] = sum / pixels;
    let squares = 0;
    for (let i = c * pixels; i < (c + 1) * pixels; i++) squares += (lab[i]! - mean[c]!) ** 2;
    std[c] = Math.sqrt(squares / pixels);
  }
  return { mean, std };
}
