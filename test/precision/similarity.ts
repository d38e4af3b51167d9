/** Standard deviation and side of SSIM's window, in pixels. */
const SIGMA = 1.5;
const SIDE = 11;
/** SSIM's constants for 8-bit values: (0.01 · 255)² and (0.03 · 255)². */
const C1 = (0.01 * 255) ** 2;
const C2 = (0.03 * 255) ** 2;

/** 8-bit RGB, `[height, width, 3]`. */
export interface Rgb {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** Peak signal-to-noise ratio in dB over pictures of equal size; Infinity when they are the same. */
export function psnr(pairs: readonly (readonly [Rgb, Rgb])[]): number {
  let squares = 0;
  let count = 0;
  for (const [a, b] of pairs) {
    for (let i = 0; i < a.data.length; i++) squares += (a.data[i]! - b.data[i]!) ** 2;
    count += a.data.length;
  }
  return squares === 0 ? Number.POSITIVE_INFINITY : 10 * Math.log10((255 ** 2 * count) / squares);
}

const gaussian = (() => {
  const taps = Array.from({ length: SIDE }, (_, i) => Math.exp(-((i - (SIDE - 1) / 2) ** 2) / (2 * SIGMA ** 2)));
  const sum = taps.reduce((total, tap) => total + tap, 0);
  return taps.map((tap) => tap / sum);
})();

/** Weighted means around every pixel whose window lies inside, `[height − 10, width − 10]`. */
function blur(plane: Float64Array, width: number, height: number): Float64Array {
  const inner = width - SIDE + 1;
  const rows = new Float64Array(inner * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < inner; x++) {
      let sum = 0;
      for (let k = 0; k < SIDE; k++) sum += gaussian[k]! * plane[y * width + x + k]!;
      rows[y * inner + x] = sum;
    }
  }
  const out = new Float64Array(inner * (height - SIDE + 1));
  for (let i = 0; i < out.length; i++) {
    let sum = 0;
    for (let k = 0; k < SIDE; k++) sum += gaussian[k]! * rows[i + k * inner]!;
    out[i] = sum;
  }
  return out;
}

/** ITU-R BT.601 luma. */
function luma({ data, width, height }: Rgb): Float64Array {
  const plane = new Float64Array(width * height);
  for (let i = 0; i < plane.length; i++)
    plane[i] = 0.299 * data[3 * i]! + 0.587 * data[3 * i + 1]! + 0.114 * data[3 * i + 2]!;
  return plane;
}

/**
 * Mean structural similarity of the luma of two pictures of equal size, 1 for the same: Z. Wang, A. C. Bovik, H. R.
 * Sheikh, E. P. Simoncelli, "Image quality assessment: from error visibility to structural similarity", IEEE
 * Transactions on Image Processing 13(4), 2004, with its Gaussian window of 11×11 and constants 0.01 and 0.03.
 */
export function ssim(first: Rgb, second: Rgb): number {
  const { width, height } = first;
  const a = luma(first);
  const b = luma(second);
  const mean = (plane: Float64Array) => blur(plane, width, height);
  const product = (x: Float64Array, y: Float64Array) => mean(x.map((value, i) => value * y[i]!));
  const [meanA, meanB, squareA, squareB, cross] = [mean(a), mean(b), product(a, a), product(b, b), product(a, b)];
  let sum = 0;
  for (let i = 0; i < meanA.length; i++) {
    const [x, y] = [meanA[i]!, meanB[i]!];
    const likeness = (2 * x * y + C1) * (2 * (cross[i]! - x * y) + C2);
    sum += likeness / ((x * x + y * y + C1) * (squareA[i]! - x * x + squareB[i]! - y * y + C2));
  }
  return sum / meanA.length;
}
