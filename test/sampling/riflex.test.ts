import { describe, expect, it } from 'vitest';
import { riflexFrequencies } from '../../core/sampling/riflex.ts';

const rope = (theta: number, dim: number) => Array.from({ length: dim / 2 }, (_, j) => theta ** ((-2 * j) / dim));

describe('riflex', () => {
  it('gives one frequency a period of which the video fills 90%, and leaves the others', () => {
    const frequencies = rope(10000, 44);
    const changed = riflexFrequencies(frequencies, 6, 61);
    expect((2 * Math.PI) / changed[5]!).toBeCloseTo(61 / 0.9, 10);
    expect(changed.filter((value, j) => value !== frequencies[j])).toEqual([changed[5]]);
  });

  it('is off at 0 and refuses what is not there', () => {
    const frequencies = rope(10000, 44);
    expect(riflexFrequencies(frequencies, 0, 61)).toEqual(frequencies);
    expect(() => riflexFrequencies(frequencies, 23, 61)).toThrow('one of 0..22');
    expect(() => riflexFrequencies(frequencies, -1, 61)).toThrow('one of 0..22');
  });
});
