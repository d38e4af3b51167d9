import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { FollowedEvent } from '../../apps/cli/client.ts';
import { barProgress } from '../../apps/cli/progress.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const at = { seq: 1, at: '2026-01-01T00:00:00.000Z' };
const STARTED = { ...at, __typename: 'StageStarted', stage: 'DENOISE', window: 0, windows: 2 } as FollowedEvent;
const STEP = {
  ...at,
  __typename: 'StepProgress',
  window: 0,
  windows: 2,
  step: 1,
  steps: 8,
  secondsPerStep: 1.19,
  secondsLeft: 18,
} as FollowedEvent;

/** What a terminal of so many columns shows after these events; it cuts longer lines off. */
function lastLine(columns: number | undefined, ...events: readonly FollowedEvent[]): string {
  let written = '';
  const stream = { isTTY: true, columns, write: (text: string) => (written += text) } as unknown as NodeJS.WriteStream;
  const progress = barProgress(stream);
  for (const event of events) progress.show(event);
  vi.advanceTimersByTime(1000);
  const lines = written.split('\u001b[1G').map((line) => line.replaceAll(/\p{Cc}\[[\d?]*[A-Za-z]/gu, ''));
  progress.end();
  return lines.at(-1)!.slice(0, columns || 80);
}

it.each([[80], [undefined], [0], [200]])('the seconds left are seen in a terminal of %s columns', (columns) => {
  expect(lastLine(columns, STARTED, STEP)).toContain('window 1/2 · step 1/8 · 1.19 s/step · 18 s left');
});

it('the percentage is seen in a terminal of 30 columns', () => {
  expect(lastLine(30, STARTED, STEP)).toMatch(/^denoise {8}\|.{4}\| \d+%/);
});

it('a warning is seen until the next event', () => {
  const warning = { ...at, __typename: 'Log', level: 'WARN', message: 'no answer to write\u001b[31m' } as FollowedEvent;
  expect(lastLine(120, STARTED, STEP, warning)).toContain('no answer to write\\x1b[31m');
  expect(lastLine(120, STARTED, warning, STEP)).toContain('18 s left');
});
