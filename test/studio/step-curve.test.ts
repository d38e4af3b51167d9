import { expect, it } from 'vitest';
import { stepCurve, windowsOf } from '../../apps/studio/src/result/step-curve.ts';

it('windows stand side by side, each as long as its frames', () => {
  const windows = windowsOf([{ frames: 3 }, { frames: 1 }]);
  expect(windows.map(({ start, end }) => [start, end])).toEqual([
    [0, 0.75],
    [0.75, 1],
  ]);
});

it('a curve is level over each window, and broken where nothing was measured', () => {
  const step = (start: number, value: number | null) => ({ start, end: start + 0.25, value });
  // 0 is at the lower edge (y 1), the highest value and all above it at the upper one.
  expect(stepCurve([step(0, 0), step(0.25, 5), step(0.5, null), step(0.75, 99)], 10)).toBe(
    'M0 1H0.25V0.5H0.5M0.75 0H1',
  );
  expect(stepCurve([step(0, -1)], 1)).toBe('M0 1H0.25');
});
