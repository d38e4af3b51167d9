import { describe, expect, it } from 'vitest';
import { psnr, type Rgb, ssim } from './similarity.ts';

const SIDE = 24;
/** A grey picture from a value per row and column. */
function picture(value: (y: number, x: number) => number): Rgb {
  const data = new Uint8Array(3 * SIDE * SIDE);
  for (let i = 0; i < data.length; i++) data[i] = value(Math.floor(i / 3 / SIDE), Math.floor(i / 3) % SIDE);
  return { width: SIDE, height: SIDE, data };
}

const checks = picture((y, x) => ((x + y) % 2 === 0 ? 50 : 200));

describe('PSNR', () => {
  it('is 20 log10(255 / d) for values that are all off by d, and infinite for none', () => {
    const pair = [picture(() => 100), picture(() => 110)] as const;
    expect(psnr([pair])).toBeCloseTo(20 * Math.log10(25.5), 10);
    expect(psnr([[checks, checks]])).toBe(Number.POSITIVE_INFINITY);
  });

  it('takes the error over all pictures, not the mean of their ratios', () => {
    const off = (d: number) => [picture(() => 100), picture(() => 100 + d)] as const;
    expect(psnr([off(3), off(4), off(0)])).toBeCloseTo(10 * Math.log10(255 ** 2 / (25 / 3)), 10);
  });
});

describe('SSIM', () => {
  it('is 1 for the same picture', () => {
    expect(ssim(checks, checks)).toBeCloseTo(1, 12);
  });

  it('has only its luminance term between two flat pictures', () => {
    // (2 · 100 · 150 + C1) / (100² + 150² + C1), C1 = 6.5025.
    expect(
      ssim(
        picture(() => 100),
        picture(() => 150),
      ),
    ).toBeCloseTo(30006.5025 / 32506.5025, 10);
  });

  it('is negative for a pattern and its inverse, by the variances alone', () => {
    // Around every pixel half of the Gaussian window's weight is on either value up to 1e-6: mean 125, variance 75².
    const inverse = picture((y, x) => ((x + y) % 2 === 0 ? 200 : 50));
    expect(ssim(checks, inverse)).toBeCloseTo((58.5225 - 2 * 75 ** 2) / (58.5225 + 2 * 75 ** 2), 4);
  });
});
