/** What the tables compare; the most first, since the others are held against it. */
export const STEPS = [20, 8, 4] as const;

/** Distilled for exactly this many steps. */
const ONLY: Readonly<Record<string, number>> = { flowmatch_distill: 4 };

export interface SchedulerCase {
  readonly scheduler: string;
  readonly steps: number;
}

export const schedulerCases = (ids: readonly string[]): SchedulerCase[] =>
  ids.flatMap((scheduler) =>
    STEPS.filter((steps) => steps === (ONLY[scheduler] ?? steps)).map((steps) => ({ scheduler, steps })),
  );

export interface CacheCase {
  readonly id: string;
  readonly options: Readonly<Record<string, unknown>>;
}

/** Steps that caches are compared at: EasyCache begins with the tenth. */
export const CACHE_STEPS = 20;

const generic = { model: 'generic' };

/** Each at its default threshold first; no cache leads. */
export const CACHE_CASES: readonly CacheCase[] = [
  { id: 'none', options: {} },
  ...[0.3, 0.1, 0.6].map((threshold) => ({ id: 'teacache', options: { ...generic, threshold } })),
  ...[0.02, 0.06, 0.12].map((threshold) => ({ id: 'magcache', options: { ...generic, threshold } })),
  // As its authors use it: nothing is spared in the first fifth of the steps.
  { id: 'magcache', options: { ...generic, threshold: 0.12, startStep: CACHE_STEPS / 5 } },
  ...[0.015, 0.05, 0.15].map((threshold) => ({ id: 'easycache', options: { threshold } })),
];
