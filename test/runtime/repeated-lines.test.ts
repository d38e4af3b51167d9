import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { RepeatedLines } from '../../core/runtime/repeated-lines.ts';

let written: string[];
let lines: RepeatedLines;
beforeEach(() => {
  vi.useFakeTimers();
  written = [];
  lines = new RepeatedLines((text) => written.push(text));
});
afterEach(() => void vi.useRealTimers());

/** What a refused buffer brings: the refusal, then for every call that wanted it two lines. */
const refusal = (call: number) =>
  `12:00:00.${call} [E:onnxruntime, webgpu_context.cc:120] WebGPU device error(2): [Invalid Buffer] is invalid.\n - While calling [Device].CreateBindGroup(0x${(4096 + call).toString(16)})\n`;

it('a flood of refusals comes to its first lines, a count and its last line, for each kind of line', () => {
  lines.add('WebGPU device error(3): Out of memory\n');
  for (let call = 1; call <= 484; call++) lines.add(refusal(call));
  expect(written).toHaveLength(7);
  lines.end();
  expect(written.join('')).toBe(
    `WebGPU device error(3): Out of memory\n${refusal(1)}${refusal(2)}${refusal(3)}… repeated 481 times, the last: ${refusal(
      484,
    ).replace('\n', '\n… repeated 481 times, the last: ')}`,
  );
});

it('lines that differ, and few that are alike, come through as they are and at once', () => {
  const trace = 'Error: x\n    at run (a.ts:1:2)\n    at run (a.ts:3:4)\n    at main (b.ts:5:6)\n';
  lines.add(trace);
  expect(written.join('')).toBe(trace);
  lines.end();
  expect(written.join('')).toBe(trace);
});

it('a line may come in pieces, and the last one without an end', () => {
  for (const piece of ['ab', 'c\nde', 'f']) lines.add(piece);
  expect(written).toEqual(['abc\n']);
  lines.end();
  expect(written).toEqual(['abc\n', 'def\n']);
});

it('what goes on is told every second; what comes again later is new', () => {
  const beat = (times: number) => lines.add('slow 1 ms\n'.repeat(times));
  beat(5);
  vi.advanceTimersByTime(1000);
  expect(written.splice(0)).toEqual([...Array(3).fill('slow 1 ms\n'), '… repeated 2 times, the last: slow 1 ms\n']);
  beat(4);
  vi.advanceTimersByTime(1000);
  expect(written.splice(0)).toEqual(['… repeated 4 times, the last: slow 1 ms\n']);
  vi.advanceTimersByTime(1000);
  expect(vi.getTimerCount()).toBe(0);
  beat(1);
  expect(written).toEqual(['slow 1 ms\n']);
});
