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
  return statistics(toLab(frame));
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
  const lab = toLab(frame);
  const { mean, std } = statistics(lab);
  const gain = std.map((value, c) => (value < FLAT ? 0 : reference.std[c]! / value));
  const pixels = frame.length / 3;
  const matched = new Float32Array(frame.length);
  const shift = (i: number, c: number) => (lab[c * pixels + i]! - mean[c]!) * gain[c]! + reference.mean[c]!;
  for (let i = 0; i < pixels; i++) {
    const rgb = rgbFromLab([shift(i, 0), shift(i, 1), shift(i, 2)]);
    for (let c = 0; c < 3; c++) {
      const value = (1 - strength) * unit(frame[c * pixels + i]!) + strength * rgb[c]!;
      matched[c * pixels + i] = value * 2 - 1;
    }
  }
  return matched;
}

/** [-1, 1] to [0, 1], clipped. */
function unit(value: number): number {
  return Math.min(Math.max((value + 1) / 2, 0), 1);
}

/** `[3, pixels]` RGB to `[3, pixels]` Lab. */
function toLab(frame: Float32Array): Float64Array {
  const pixels = frame.length / 3;
  const lab = new Float64Array(frame.length);
  for (let i = 0; i < pixels; i++) {
    const values = labFromRgb([unit(frame[i]!), unit(frame[pixels + i]!), unit(frame[2 * pixels + i]!)]);
    for (let c = 0; c < 3; c++) lab[c * pixels + i] = values[c]!;
  }
  return lab;
}

function statistics(lab: Float64Array): LabStatistics {
  const pixels = lab.length / 3;
  const channels = [0, 1, 2].map((c) => {
    const values = lab.subarray(c * pixels, (c + 1) * pixels);
    const mean = values.reduce((sum, value) => sum + value, 0) / pixels;
    return { mean, std: Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / pixels) };
  });
  return {
    mean: channels.map(({ mean }) => mean) as [number, number, number],
    std: channels.map(({ std }) => std) as [number, number, number],
  };
}
