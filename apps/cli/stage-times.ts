import type { FinishedRun } from './generate.ts';

export interface StageTime {
  readonly stage: string;
  /** Seconds over all windows. */
  readonly seconds: number;
  /** How many times the stage ran, or came from the cache. */
  readonly count: number;
  readonly cached: number;
}

/** The name that people read: `ENCODE_TEXT` is "encode text". */
export const stageTitle = (stage: string): string => stage.toLowerCase().replaceAll('_', ' ');

/** A run's stages added up by name, in the order in which they first ran. */
export function stageTimes(stages: FinishedRun['stages']): StageTime[] {
  const times = new Map<string, StageTime>();
  for (const { stage, seconds, cached } of stages) {
    const sum = times.get(stage) ?? { stage, seconds: 0, count: 0, cached: 0 };
    times.set(stage, {
      stage,
      seconds: sum.seconds + seconds,
      count: sum.count + 1,
      cached: sum.cached + Number(cached),
    });
  }
  return [...times.values()];
}
