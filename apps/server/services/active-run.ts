import type { RunFailure, StageName } from '../../../core/runs/events.ts';
import type { StartedRun } from './run-ledger.ts';

/** What a caller wants of a run that is under way. */
export type StopWish = 'cancel' | 'pause';

/** The run that a worker is busy with. */
export interface ActiveRun extends StartedRun {
  /** Stage that the worker is in. */
  stage: StageName | null;
  wish: StopWish | null;
  /** Something of the run could not be stored: it is being stopped, and ends with this. */
  broken: RunFailure | null;
  /** The worker is done with it; its end is being stored. */
  storing: boolean;
  /** Its end could not be stored yet, and is tried again. */
  unwritten: boolean;
  readonly finished: Promise<void>;
  readonly finish: () => void;
}

export function activeRun(started: StartedRun): ActiveRun {
  let finish = () => {};
  const finished = new Promise<void>((resolve) => {
    finish = resolve;
  });
  return { ...started, stage: null, wish: null, broken: null, storing: false, unwritten: false, finished, finish };
}
