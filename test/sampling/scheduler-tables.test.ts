import { expect, it } from 'vitest';
import { cacheTable, poorSchedulers, type SchedulerRow, schedulerTable } from '../bench/schedulers/report.ts';

const row = (scheduler: string, steps: number, lipSync: number | null, drift: number, psnr: number | null = null) =>
  ({ scheduler, steps, lipSync, drift, psnr }) satisfies SchedulerRow;

it('calls a scheduler poor that loses a tenth of lip-sync or drifts half as much again at 8 steps', () => {
  const rows = [
    row('best', 8, 0.9, 4),
    row('near', 8, 0.81, 5.9),
    row('mumbles', 8, 0.79, 4),
    row('fades', 8, 0.9, 6.1),
    row('silent', 8, null, 4),
    row('only with 4', 4, 0.1, 40),
  ];
  expect(poorSchedulers(rows)).toEqual(['mumbles', 'fades', 'silent']);
});

it('puts steps side by side and leaves out what was not run', () => {
  const lines = schedulerTable([row('a', 20, 0.9, 4), row('a', 8, 0.7, 4.5, 31.25), row('b', 8, 0.85, 4)]).split('\n');
  expect(lines[0]).toBe(
    '| id | lip-sync, 8 steps | lip-sync, 20 steps | drift, 8 | drift, 20 | PSNR 8 to 20 (dB) | at 8 steps |',
  );
  expect(lines.slice(2)).toEqual([
    '| `a` | 0.700 | 0.900 | 4.50 | 4.00 | 31.3 | poor |',
    '| `b` | 0.850 |  | 4.00 |  |  |  |',
  ]);
});

it('tells what a step cache spared', () => {
  const common = { cache: 'magcache', forwards: 60, lipSync: 0.8 };
  const text = cacheTable([
    { ...common, options: { threshold: 0.06 }, skipped: 12, psnr: 40 },
    { ...common, options: {}, skipped: 0, psnr: Number.POSITIVE_INFINITY },
  ]);
  expect(text.split('\n').slice(2)).toEqual([
    '| `magcache` | `threshold` 0.06 | 12 of 60 | 40.0 | 0.800 |',
    '| `magcache` |  | 0 of 60 | the same | 0.800 |',
  ]);
});
