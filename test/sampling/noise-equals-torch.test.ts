import { describe, expect, it } from 'vitest';
import { Mt19937 } from '../../core/sampling/mt19937.ts';
import { NoiseGenerator } from '../../core/sampling/randn.ts';

function expectClose(actual: Float32Array, expected: readonly number[], tolerance: number): void {
  expect(actual.length).toBe(expected.length);
  expected.forEach((value, i) => {
    expect(Math.abs(actual[i]! - value)).toBeLessThanOrEqual(tolerance);
  });
}

describe('mt19937', () => {
  it('gives the 10000th word that the C++ standard asks of seed 5489', () => {
    const engine = new Mt19937(5489n);
    let word = 0;
    for (let i = 0; i < 10000; i++) word = engine.next();
    expect(word >>> 0).toBe(4123659995);
  });
});

describe('torch.randn on the CPU', () => {
  it('is met at both ends of a long draw whose last block is partial', () => {
    const values = new NoiseGenerator(42).randn(1000003);
    expectClose(values.slice(0, 4), [1.9269153, 1.4872841, 0.9007172, -2.1055214], 3e-6);
    expectClose(values.slice(-3), [-0.17854401, 0.9066696, 0.5145658], 3e-6);
  });

  it('is met by draws shorter than a block, which take the scalar path', () => {
    expectClose(new NoiseGenerator(42).randn(6), [0.3367, 0.1288, 0.2345, 0.2303, -1.1229, -0.1863], 5e-5);
    expectClose(new NoiseGenerator(0).randn(5), [1.541, -0.2934, -2.1788, 0.5684, -1.0845], 5e-5);
  });

  it('hands out the second half of a scalar pair in the next short draw', () => {
    const split = new NoiseGenerator(0);
    const parts = [split.randn(3), split.randn(2)].flatMap((part) => [...part]);
    expect(parts).toEqual([...new NoiseGenerator(0).randn(5)]);
  });

  it('counts only the low 32 bits of a seed', () => {
    const plain = new NoiseGenerator(42).randn(32);
    expect(new NoiseGenerator((7n << 32n) + 42n).randn(32)).toEqual(plain);
    expect(new NoiseGenerator(-1).randn(32)).toEqual(new NoiseGenerator(0xffffffff).randn(32));
  });

  it('has mean 0 and variance 1', () => {
    const values = new NoiseGenerator(7).randn(200000);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
    expect(Math.abs(mean)).toBeLessThan(0.01);
    expect(Math.abs(variance - 1)).toBeLessThan(0.02);
  });
});

describe('a saved noise stream', () => {
  it('continues after any draw as if it had not been saved, also through JSON', () => {
    const counts = [16, 5, 33, 1, 700, 2, 16];
    const whole = new NoiseGenerator(3);
    const expected = counts.map((count) => whole.randn(count));
    for (let stop = 0; stop < counts.length; stop++) {
      const first = new NoiseGenerator(3);
      for (const count of counts.slice(0, stop)) first.randn(count);
      const second = new NoiseGenerator(99);
      second.restore(JSON.parse(JSON.stringify(first.save())));
      expect(counts.slice(stop).map((count) => second.randn(count))).toEqual(expected.slice(stop));
    }
  });
});
