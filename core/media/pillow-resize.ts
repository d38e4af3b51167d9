import type { RgbImage } from './rgb-image.ts';

const PRECISION_BITS = 22;

interface Taps {
  readonly start: number;
  readonly weights: Int32Array;
}

/**
 * Fixed-point weights of Pillow's triangle filter: the support widens with the reduction (antialias), weights are
 * normalised and rounded to 22 bits. Source: Pillow src/libImaging/Resample.c, precompute_coeffs and
 * normalize_coeffs_8bpc.
 */
function bilinearTaps(from: number, to: number): Taps[] {
  const scale = from / to;
  const filterScale = Math.max(scale, 1);
  const support = filterScale;
  return Array.from({ length: to }, (_, index) => {
    const center = (index + 0.5) * scale;
    const start = Math.max(0, Math.trunc(center - support + 0.5));
    const end = Math.min(from, Math.trunc(center + support + 0.5));
    const exact = new Float64Array(end - start);
    let sum = 0;
    for (let k = 0; k < exact.length; k++) {
      const distance = Math.abs((k + start - center + 0.5) / filterScale);
      exact[k] = distance < 1 ? 1 - distance : 0;
      sum += exact[k]!;
    }
    return {
      start,
      weights: Int32Array.from(exact, (weight) => Math.trunc(0.5 + (weight / sum) * 2 ** PRECISION_BITS)),
    };
  });
}

/** Filters `lines` lines of `taps.length` outputs; strides are in bytes between pixels of a line and between lines. */
function pass(
  source: Uint8Array,
  taps: readonly Taps[],
  lines: number,
  from: Strides,
  to: Strides,
  out: Uint8Array,
): void {
  taps.forEach(({ start, weights }, index) => {
    for (let line = 0; line < lines; line++) {
      for (let channel = 0; channel < 3; channel++) {
        let at = line * from.line + start * from.pixel + channel;
        let sum = 1 << (PRECISION_BITS - 1);
        for (let k = 0; k < weights.length; k++, at += from.pixel) sum += source[at]! * weights[k]!;
        out[line * to.line + index * to.pixel + channel] = Math.min(255, sum >> PRECISION_BITS);
      }
    }
  });
}

interface Strides {
  readonly pixel: number;
  readonly line: number;
}

/**
 * Pillow's `Image.resize(..., BILINEAR)` on 8-bit RGB, exact to the bit: horizontal pass first, each pass rounded to
 * 8 bits, a pass skipped when its size does not change.
 */
export function resizeBilinear(image: RgbImage, width: number, height: number): RgbImage {
  let { data } = image;
  if (width !== image.width) {
    const out = new Uint8Array(width * image.height * 3);
    const strides = { pixel: 3, line: width * 3 };
    pass(data, bilinearTaps(image.width, width), image.height, { pixel: 3, line: image.width * 3 }, strides, out);
    data = out;
  }
  if (height !== image.height) {
    const out = new Uint8Array(width * height * 3);
    const strides = { pixel: width * 3, line: 3 };
    pass(data, bilinearTaps(image.height, height), width, strides, strides, out);
    data = out;
  }
  return { width, height, data };
}
