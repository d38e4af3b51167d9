import { expect, it } from 'vitest';
import { TimelineWriter } from '../../core/runtime/memory-timeline.ts';

it('has a point for every fifth of a second, the higher of two samples, and the one before where none was taken', () => {
  const writer = new TimelineWriter();
  writer.add(0.05, 100, null);
  writer.add(0.15, 300, null);
  writer.add(0.25, 200, null);
  writer.add(0.85, 50, null);
  expect(writer.timeline).toEqual({ intervalSeconds: 0.2, ramBytes: [300, 200, 200, 200, 50], deviceBytes: null });
});

it('never has more than 240 points, and keeps every peak whatever the length of the run', () => {
  const writer = new TimelineWriter();
  const peaks = new Map([
    [7, 9000],
    [1234.2, 8000],
    [9999.8, 7000],
  ]);
  for (let tick = 0; tick < 50_000; tick++) {
    const seconds = tick / 5;
    writer.add(seconds, peaks.get(seconds) ?? 1000, tick % 2 ? 10 : null);
  }
  const { intervalSeconds, ramBytes, deviceBytes } = writer.timeline;
  // 10,000 seconds in 240 points of 0.2 · 2ⁿ seconds: n = 8.
  expect(intervalSeconds).toBe(51.2);
  expect(ramBytes).toHaveLength(Math.ceil(10_000 / 51.2));
  expect(deviceBytes).toHaveLength(ramBytes.length);
  for (const [seconds, bytes] of peaks) expect(ramBytes[Math.floor(seconds / intervalSeconds)]).toBe(bytes);
  expect(ramBytes.filter((bytes) => bytes === 1000)).toHaveLength(ramBytes.length - peaks.size);
});

it('has device memory from its first report on', () => {
  const writer = new TimelineWriter();
  writer.add(0, 1, null);
  writer.add(0.3, 1, 5);
  expect(writer.timeline.deviceBytes).toEqual([null, 5]);
});
