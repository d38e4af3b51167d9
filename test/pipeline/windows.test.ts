import { describe, expect, it } from 'vitest';
import { planWindows } from '../../core/pipeline/windows.ts';

describe('windows of a video', () => {
  it.each([
    [81, 81, 25],
    [82, 81, 25],
    [137, 81, 25],
    [138, 81, 25],
    [1500, 117, 25],
    [3, 81, 25],
    [15000, 81, 25],
  ])('%i frames in windows of %i that overlap by %i', (total, frames, motion) => {
    const windows = planWindows(total, frames, motion);
    expect(windows).toHaveLength(1 + Math.max(0, Math.ceil((total - frames) / (frames - motion))));
    expect(windows.reduce((sum, window) => sum + window.newFrames, 0)).toBe(total);
    let written = 0;
    for (const window of windows) {
      expect(window.start + window.overlap).toBe(written);
      expect(window.newFrames).toBeGreaterThan(0);
      written += window.newFrames;
    }
  });
});
