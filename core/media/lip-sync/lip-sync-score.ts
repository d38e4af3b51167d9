import { findMouthBox, type MouthBox } from './mouth-box.ts';

export interface LipSyncResult {
  /** Pearson correlation of mouth darkness and speech opening; null when either does not vary (silence). */
  readonly correlation: number | null;
  /** Mean and largest mouth darkness, 0..1, from frame 6 on. */
  readonly meanDarkness: number;
  readonly maxDarkness: number;
  readonly box: MouthBox | null;
}

/** Lips part gradually: frames before this one are left out of the correlation. */
const FIRST_CORRELATED_FRAME = 4;
const FIRST_DARKNESS_FRAME = 6;

/**
 * Measures how well a drawn mouth follows speech. Mouth darkness of a frame is the mean over the mouth box of
 * sigmoid((0.17 - brightness) / 0.02), brightness 0..1 = 0.299 R + 0.587 G + 0.114 B.
 * Source: the demo model's recipe, evaluate.py, `opening`. One number per frame is kept.
 */
export class LipSyncScore {
  readonly #width: number;
  readonly #height: number;
  readonly #darkness: number[] = [];
  #box: MouthBox | null;

  /** @param box where the mouth is; when left out it is found in the first frame */
  constructor(width: number, height: number, box?: MouthBox) {
    this.#width = width;
    this.#height = height;
    this.#box = box ?? null;
  }

  /** Takes the next frame, RGB `[height, width, 3]`. */
  add(frame: Uint8Array): void {
    this.#box ??= findMouthBox(frame, this.#width, this.#height);
    const { top, bottom, left, right } = this.#box;
    let sum = 0;
    for (let y = top; y < bottom; y++) {
      for (let x = left; x < right; x++) {
        const at = 3 * (y * this.#width + x);
        const brightness = (0.299 * frame[at]! + 0.587 * frame[at + 1]! + 0.114 * frame[at + 2]!) / 255;
        sum += 1 / (1 + Math.exp((brightness - 0.17) / 0.02));
      }
    }
    this.#darkness.push(sum / ((bottom - top) * (right - left)));
  }

  /** @param opening how far the mouth should open in each frame, from `speechOpening` */
  result(opening: ArrayLike<number>): LipSyncResult {
    const counted = this.#darkness.slice(FIRST_DARKNESS_FRAME);
    return {
      correlation: correlation(
        this.#darkness.slice(FIRST_CORRELATED_FRAME),
        Array.from(opening).slice(FIRST_CORRELATED_FRAME),
      ),
      meanDarkness: counted.reduce((sum, value) => sum + value, 0) / Math.max(1, counted.length),
      maxDarkness: counted.reduce((largest, value) => Math.max(largest, value), 0),
      box: this.#box,
    };
  }
}

/** Pearson correlation over the common length; null when one side does not vary. */
function correlation(a: readonly number[], b: readonly number[]): number | null {
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
