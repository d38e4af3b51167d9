import type { LipSync } from '../../runs/events.ts';
import type { MouthBox } from './mouth-box.ts';

/** Lips part gradually: frames before this one are left out of the correlation. */
const FIRST_CORRELATED_FRAME = 4;
const FIRST_DARKNESS_FRAME = 6;

/**
 * How dark the mouth of a frame is, 0..1: the mean over the mouth box of sigmoid((0.17 - brightness) / 0.02), with
 * brightness 0..1 = 0.299 R + 0.587 G + 0.114 B. A drawn mouth is dark inside, so this grows as it opens.
 * Source: the demo model's recipe, evaluate.py, `opening`.
 * @param frame RGB `[height, width, 3]`
 */
export function mouthDarkness(frame: Uint8Array, width: number, { top, bottom, left, right }: MouthBox): number {
  let sum = 0;
  for (let y = top; y < bottom; y++) {
    for (let x = left; x < right; x++) {
      const at = 3 * (y * width + x);
      const brightness = (0.299 * frame[at]! + 0.587 * frame[at + 1]! + 0.114 * frame[at + 2]!) / 255;
      sum += 1 / (1 + Math.exp((brightness - 0.17) / 0.02));
    }
  }
  return sum / ((bottom - top) * (right - left));
}

/**
 * How well the mouth follows the speech.
 * @param darkness `mouthDarkness` of every frame of the video
 * @param opening how far the mouth should open in each frame, from `speechOpening`
 */
export function scoreLipSync(darkness: readonly number[], opening: ArrayLike<number>): LipSync {
  const counted = darkness.slice(FIRST_DARKNESS_FRAME);
  return {
    correlation: correlation(darkness.slice(FIRST_CORRELATED_FRAME), Array.from(opening).slice(FIRST_CORRELATED_FRAME)),
    openness: counted.reduce((sum, value) => sum + value, 0) / Math.max(1, counted.length),
    widest: counted.reduce((largest, value) => Math.max(largest, value), 0),
  };
}

/** Pearson correlation over the common length; null when one side does not vary. */
export function correlation(a: readonly number[], b: readonly number[]): number | null {
  const n = Math.min(a.length, b.length);
  if (n === 0) return null;
  const mean = (values: readonly number[]) => values.slice(0, n).reduce((sum, value) => sum + value, 0) / n;
  const [meanA, meanB] = [mean(a), mean(b)];
  let [ab, aa, bb] = [0, 0, 0];
  for (let i = 0; i < n; i++) {
    const [x, y] = [a[i]! - meanA, b[i]! - meanB];
    ab += x * y;
    aa += x * x;
    bb += y * y;
  }
  return Math.sqrt(aa / n) > 1e-6 && Math.sqrt(bb / n) > 1e-6 ? ab / Math.sqrt(aa * bb) : null;
}
