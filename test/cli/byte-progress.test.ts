import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { byteProgress } from '../../apps/cli/models/byte-progress.ts';
import { formatSeconds, formatSize, table } from '../../apps/cli/models/text.ts';
import { TimeLeft } from '../../core/models/job-progress.ts';

function fakeStream(isTTY: boolean): { stream: NodeJS.WriteStream; text: () => string } {
  const stream = new PassThrough();
  let text = '';
  stream.on('data', (chunk) => {
    text += chunk;
  });
  return { stream: Object.assign(stream, { isTTY, columns: 200 }) as unknown as NodeJS.WriteStream, text: () => text };
}

const steps = [0, 1e9, 4e9].map((bytesDone) => ({ step: 'dit · a.weight', bytesDone, bytesTotal: 4e9 }));

describe('progress in bytes', () => {
  it('is a bar on a terminal', () => {
    const { stream, text } = fakeStream(true);
    const progress = byteProgress(stream);
    for (const step of steps) progress.show(step);
    progress.end();
    expect(text()).toContain('\u001b[');
    expect(text()).toMatch(/░.* of 4\.0 GB.* · dit · a\.weight/);
  });

  it('is a line at the start, at the end and now and then elsewhere', () => {
    const { stream, text } = fakeStream(false);
    const progress = byteProgress(stream);
    for (const step of steps) progress.show(step);
    progress.end();
    expect(text().split('\n').slice(0, -1)).toEqual([
      'dit: 0 B of 4.0 GB',
      expect.stringMatching(/^dit: 4\.0 GB of 4\.0 GB · 0 s left$/),
    ]);
  });
});

it('time left goes by this attempt alone', () => {
  let now = 0;
  const left = new TimeLeft(() => now);
  const at = (bytesDone: number) => left.after({ step: '', bytesDone, bytesTotal: 1000 });
  expect(at(600)).toBeNull();
  now = 10_000;
  expect(at(700)).toBe(30);
  now = 20_000;
  expect(at(1000)).toBe(0);
});

it('sizes, times and columns read well', () => {
  expect([0, 999, 1000, 269_800, 16_643_349_018, 3e15].map(formatSize)).toEqual([
    '0 B',
    '999 B',
    '1.0 kB',
    '269.8 kB',
    '16.6 GB',
    '3000.0 TB',
  ]);
  expect([0.2, 99, 600, 7200].map(formatSeconds)).toEqual(['1 s', '99 s', '10 min', '2.0 h']);
  expect(
    table([
      ['a', 'b'],
      ['long', 'c'],
    ]),
  ).toEqual(['a     b', 'long  c']);
});
