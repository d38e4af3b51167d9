import { describe, expect, it } from 'vitest';
import { FrameMeter, seamRatio } from '../../core/pipeline/frame-meter.ts';

const SIZE = 8;
const grey = (level: number) => new Uint8Array(SIZE * SIZE * 3).fill(level);

/** A meter that has seen grey frames. */
function seen(levels: readonly number[], reference = 100) {
  const meter = new FrameMeter(grey(reference));
  for (const level of levels) meter.see(grey(level));
  return { edges: meter.edges(), facts: meter.facts() };
}

describe('what is measured of a window', () => {
  it('is no drift for the reference itself, and 100 between black and white', () => {
    expect(seen([100, 100]).facts.drift).toBeCloseTo(0, 6);
    // CIEDE2000 of L* 0 and 100: ΔL 100 over S_L = 1 + 0.015·0/√20 = 1 at the mean lightness of 50.
    expect(seen([255], 0).facts.drift).toBeCloseTo(100, 3);
  });

  it('is the mean difference of the first and of the last few neighbours', () => {
    const { facts } = seen([10, 11, 12, 13, 20, 30]);
    expect(facts.motionAtStart).toBeCloseTo(1, 4);
    expect(facts.motionAtEnd).toBeCloseTo((1 + 7 + 10) / 3, 4);
    expect(seen([10]).facts).toMatchObject({ motionAtStart: null, motionAtEnd: null });
  });

  it('compares the step over a seam with the steps beside it', () => {
    const before = seen([10, 12, 14, 16]);
    expect(seamRatio(before, seen([18, 20, 22]))).toBeCloseTo(1, 4);
    expect(seamRatio(before, seen([36, 38, 40]))).toBeCloseTo(10, 4);
    expect(seamRatio(seen([10, 10]), seen([10, 10]))).toBeNull();
  });
});
