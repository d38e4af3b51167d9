import { describe, expect, it } from 'vitest';
import { deltaE2000, type Lab, meanDeltaE } from '../../core/pipeline/conditions/color-drift.ts';
import { matchColorMkl, mongeKantorovichMap, rgbStatistics } from '../../core/pipeline/conditions/color-match-mkl.ts';
import { colorCorrection } from '../../core/pipeline/conditions/correct-frames.ts';
import { multiply3 } from '../../core/pipeline/conditions/symmetric-3x3.ts';
import { floatTensor, NoiseGenerator } from '../../core/plugin-api/index.ts';

/** A frame of correlated colours well inside [-1, 1], so that nothing is clipped. */
function frame(seed: number, gains: readonly [number, number, number], offset: number, pixels = 400): Float32Array {
  const noise = new NoiseGenerator(seed);
  const shared = noise.randn(pixels);
  return Float32Array.from(
    gains.flatMap((gain, c) => {
      const own = noise.randn(pixels);
      return [...own].map((value, p) => offset * (c - 1) + gain * Math.tanh(shared[p]!) + 0.05 * Math.tanh(value));
    }),
  );
}

const toSigned = (rows: readonly (readonly number[])[]) => Float32Array.from(rows.flat(), (value) => value * 2 - 1);

describe('the Monge-Kantorovich colour map', () => {
  it('gives the frame the mean and covariance of the reference', () => {
    const source = frame(1, [0.3, 0.1, 0.2], 0.1);
    const reference = rgbStatistics(frame(2, [0.1, 0.25, 0.15], -0.2));
    const matched = rgbStatistics(matchColorMkl(source, reference, 1));
    for (let i = 0; i < 3; i++) {
      expect(matched.mean[i]).toBeCloseTo(reference.mean[i]!, 6);
      for (let j = 0; j < 3; j++) {
        expect(matched.covariance[i]![j]).toBeCloseTo(reference.covariance[i]![j]!, 7);
      }
    }
  });

  it('is symmetric, which makes it the least movement of all such maps', () => {
    const a = rgbStatistics(frame(1, [0.3, 0.1, 0.2], 0)).covariance;
    const b = rgbStatistics(frame(2, [0.1, 0.25, 0.15], 0)).covariance;
    const map = mongeKantorovichMap(a, b);
    const back = multiply3(multiply3(map, a), map);
    for (let i = 0; i < 3; i++) {
      for (let j = 0; j < 3; j++) {
        expect(map[i]![j]).toBeCloseTo(map[j]![i]!, 10);
        expect(back[i]![j]).toBeCloseTo(b[i]![j]!, 12);
      }
    }
  });

  it('equals numpy on five pixels (numpy.linalg.eigh, float64)', () => {
    const source = [
      [0.1, 0.2, 0.7, 0.4, 0.55],
      [0.3, 0.8, 0.2, 0.5, 0.45],
      [0.9, 0.1, 0.4, 0.6, 0.35],
    ];
    const reference = [
      [0.4, 0.45, 0.6, 0.5, 0.52],
      [0.35, 0.5, 0.42, 0.44, 0.3],
      [0.3, 0.25, 0.4, 0.2, 0.33],
    ];
    const expected = toSigned([
      [0.425799128408, 0.398859264145, 0.549805173778, 0.555534225839, 0.540002207829],
      [0.311911083929, 0.476574974648, 0.326285466323, 0.468927993823, 0.426300481277],
      [0.347969868862, 0.16993866581, 0.301972996159, 0.364497099999, 0.295621369172],
    ]);
    matchColorMkl(toSigned(source), rgbStatistics(toSigned(reference)), 1).forEach((value, i) => {
      expect(Math.abs(value - expected[i]!)).toBeLessThan(2e-6);
    });
  });

  it('blends by strength, and leaves the frame alone at 0 and for its own statistics', () => {
    const source = frame(1, [0.3, 0.1, 0.2], 0.1);
    const reference = rgbStatistics(frame(2, [0.1, 0.25, 0.15], -0.2));
    const full = matchColorMkl(source, reference, 1);
    matchColorMkl(source, reference, 0.25).forEach((value, i) => {
      expect(value).toBeCloseTo(0.75 * source[i]! + 0.25 * full[i]!, 5);
    });
    expect(matchColorMkl(source, reference, 0)).toEqual(source);
    matchColorMkl(source, rgbStatistics(source), 1).forEach((value, i) => {
      expect(value).toBeCloseTo(source[i]!, 5);
    });
  });

  it('moves a frame of one colour to the mean of the reference', () => {
    const flat = new Float32Array(300).fill(0.2);
    const reference = rgbStatistics(frame(2, [0.1, 0.25, 0.15], -0.2));
    const matched = matchColorMkl(flat, reference, 1);
    for (let c = 0; c < 3; c++) expect(matched[c * 100]).toBeCloseTo(reference.mean[c]! * 2 - 1, 5);
  });

  it('is one of the methods of colour correction, frame by frame', () => {
    const [first, second] = [frame(1, [0.3, 0.1, 0.2], 0.1), frame(3, [0.2, 0.2, 0.1], 0)];
    const reference = frame(2, [0.1, 0.25, 0.15], -0.2);
    const video = new Float32Array(first.length * 2);
    for (let c = 0; c < 3; c++) {
      video.set(first.subarray(c * 400, (c + 1) * 400), c * 800);
      video.set(second.subarray(c * 400, (c + 1) * 400), c * 800 + 400);
    }
    const { data } = colorCorrection(reference, 1, 'mkl')(floatTensor(video, [3, 2, 20, 20]));
    const expected = matchColorMkl(second, rgbStatistics(reference), 1);
    for (let c = 0; c < 3; c++) {
      expect(data.slice(c * 800 + 400, c * 800 + 800)).toEqual(expected.slice(c * 400, (c + 1) * 400));
    }
  });
});

describe('CIEDE2000', () => {
  it.each<[Lab, Lab, number]>([
    // Sharma, Wu and Dalal 2005, table 1
    [[50, 2.6772, -79.7751], [50, 0, -82.7485], 2.0425],
    [[50, 3.1571, -77.2803], [50, 0, -82.7485], 2.8615],
    [[50, 2.8361, -74.02], [50, 0, -82.7485], 3.4412],
    [[50, -1.3802, -84.2814], [50, 0, -82.7485], 1],
    [[50, -0.9009, -85.5211], [50, 0, -82.7485], 1],
    [[50, 0, 0], [50, -1, 2], 2.3669],
    [[50, 2.49, -0.001], [50, -2.49, 0.0009], 7.1792],
    [[50, 2.49, -0.001], [50, -2.49, 0.0011], 7.2195],
    [[50, -0.001, 2.49], [50, 0.0009, -2.49], 4.8045],
    [[50, 2.5, 0], [73, 25, -18], 27.1492],
    [[50, 2.5, 0], [61, -5, 29], 22.8977],
    [[50, 2.5, 0], [56, -27, -3], 31.903],
    [[50, 2.5, 0], [58, 24, 15], 19.4535],
    [[60.2574, -34.0099, 36.2677], [60.4626, -34.1751, 39.4387], 1.2644],
    [[63.0109, -31.0961, -5.8663], [62.8187, -29.7946, -4.0864], 1.263],
    [[61.2901, 3.7196, -5.3901], [61.4292, 2.248, -4.962], 1.8731],
    [[35.0831, -44.1164, 3.7933], [35.0232, -40.0716, 1.5901], 1.8645],
    [[6.7747, -0.2908, -2.4247], [5.8714, -0.0985, -2.2286], 0.6377],
    [[2.0776, 0.0795, -1.135], [0.9033, -0.0636, -0.5514], 0.9082],
  ])('of %j and %j is %f', (first, second, expected) => {
    expect(deltaE2000(first, second)).toBeCloseTo(expected, 4);
    expect(deltaE2000(second, first)).toBeCloseTo(expected, 4);
  });
});

describe('colour drift', () => {
  it('is 0 for the same picture and 100 from black to white', () => {
    const picture = frame(1, [0.3, 0.1, 0.2], 0.1);
    expect(meanDeltaE(picture, picture)).toBe(0);
    expect(meanDeltaE(new Float32Array(12).fill(-1), new Float32Array(12).fill(1))).toBeCloseTo(100, 2);
  });

  it('is the mean over pixels: half of the picture changed, half of the drift', () => {
    const black = new Float32Array(12).fill(-1);
    const half = Float32Array.from({ length: 12 }, (_, i) => (i % 4 < 2 ? 1 : -1));
    expect(meanDeltaE(half, black)).toBeCloseTo(50, 2);
  });

  it('falls when colours are corrected', () => {
    const reference = frame(2, [0.2, 0.2, 0.2], 0);
    const drifted = reference.map((value, i) => value * 0.8 + (i < 400 ? 0.15 : -0.05));
    const corrected = matchColorMkl(drifted, rgbStatistics(reference), 1);
    expect(meanDeltaE(corrected, reference)).toBeLessThan(meanDeltaE(drifted, reference) / 20);
  });
});
