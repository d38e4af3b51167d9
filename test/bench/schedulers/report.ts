import { CACHE_STEPS } from './cases.ts';

export interface SchedulerRow {
  readonly scheduler: string;
  readonly steps: number;
  readonly lipSync: number | null;
  readonly drift: number;
  /** dB against the same scheduler with the most steps; null for that itself. */
  readonly psnr: number | null;
}

export interface CacheRow {
  readonly cache: string;
  readonly options: Readonly<Record<string, unknown>>;
  readonly forwards: number;
  readonly skipped: number;
  readonly lipSync: number | null;
  /** dB against no cache; null for that itself, Infinity when the pictures are the same. */
  readonly psnr: number | null;
}

/** Lip-sync lost against the best at as many steps, or drift against the least, from which a result counts as poor. */
const POOR_LIP_SYNC = 0.1;
const POOR_DRIFT = 1.5;
/** Steps that poor results are looked for at. */
export const JUDGED_STEPS = 8;

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');

const score = (value: number | null | undefined): string => value?.toFixed(3) ?? '';
const decibels = (value: number | null | undefined): string => {
  if (value == null) return '';
  return Number.isFinite(value) ? value.toFixed(1) : 'the same';
};

/** Schedulers whose result at 8 steps is poor beside the others'. */
export function poorSchedulers(rows: readonly SchedulerRow[]): string[] {
  const judged = rows.filter(({ steps }) => steps === JUDGED_STEPS);
  const best = Math.max(...judged.map(({ lipSync }) => lipSync ?? -1));
  const least = Math.min(...judged.map(({ drift }) => drift));
  const poor = judged.filter(
    ({ lipSync, drift }) => (lipSync ?? -1) < best - POOR_LIP_SYNC || drift > POOR_DRIFT * least,
  );
  return poor.map(({ scheduler }) => scheduler);
}

/** A row a scheduler: lip-sync and drift by steps, PSNR to its own result with the most steps. */
export function schedulerTable(rows: readonly SchedulerRow[]): string {
  const ids = [...new Set(rows.map(({ scheduler }) => scheduler))];
  const steps = [...new Set(rows.map((row) => row.steps))].sort((a, b) => a - b);
  const poor = poorSchedulers(rows);
  const head = [
    'id',
    ...steps.map((count) => `lip-sync, ${count} steps`),
    ...steps.map((count) => `drift, ${count}`),
    ...steps.slice(0, -1).map((count) => `PSNR ${count} to ${steps.at(-1)} (dB)`),
    `at ${JUDGED_STEPS} steps`,
  ];
  const cells = ids.map((id) => {
    const at = (count: number) => rows.find((row) => row.scheduler === id && row.steps === count);
    return [
      `\`${id}\``,
      ...steps.map((count) => score(at(count)?.lipSync)),
      ...steps.map((count) => at(count)?.drift.toFixed(2) ?? ''),
      ...steps.slice(0, -1).map((count) => decibels(at(count)?.psnr)),
      poor.includes(id) ? 'poor' : '',
    ];
  });
  return table(head, cells);
}

const optionsText = (options: CacheRow['options']): string =>
  Object.entries(options)
    .map(([name, value]) => `\`${name}\` ${value}`)
    .join(', ');

export function cacheTable(rows: readonly CacheRow[]): string {
  const head = ['id', 'options', `forwards spared (${CACHE_STEPS} steps)`, 'PSNR to no cache (dB)', 'lip-sync'];
  return table(
    head,
    rows.map(({ cache, options, forwards, skipped, psnr, lipSync }) => [
      `\`${cache}\``,
      optionsText(options),
      `${skipped} of ${forwards}`,
      decibels(psnr),
      score(lipSync),
    ]),
  );
}
