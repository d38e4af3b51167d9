import type { Failure } from '../api/failure.ts';
import type { GenerationState, StageName } from '../api/generated/schema.ts';
import type { FollowedEvent } from '../api/updates.ts';

/** A stage, or one window's turn at it. */
export interface StageProgress {
  readonly stage: StageName;
  readonly window: number | null;
  readonly state: 'running' | 'done' | 'cached' | 'failed';
  readonly seconds: number | null;
  readonly peakBytes: number | null;
  /** Seconds since the run started; null while it runs. */
  readonly endedAt: number | null;
}

export interface StepPoint {
  /** Seconds since the run started. */
  readonly at: number;
  readonly secondsPerStep: number;
}

/** How a finished window came out; null where it was not measured. */
export interface WindowScore {
  readonly window: number;
  readonly frames: number;
  readonly drift: number | null;
  readonly lipSync: number | null;
  readonly seam: number | null;
}

/** What the events of a generation come to. */
export interface Progress {
  /** Number of the last event that went in. */
  readonly seq: number;
  readonly state: GenerationState | null;
  readonly attempt: number;
  /** Milliseconds since the epoch. */
  readonly startedAt: number | null;
  readonly stages: readonly StageProgress[];
  /** 0 until a stage says. */
  readonly windows: number;
  readonly finishedWindows: number;
  readonly scores: readonly WindowScore[];
  readonly step: { readonly window: number; readonly step: number; readonly steps: number } | null;
  readonly secondsLeft: number | null;
  /** Path of a picture of what is being sampled; another one with each step. */
  readonly preview: string | null;
  readonly points: readonly StepPoint[];
  readonly log: readonly { readonly seq: number; readonly level: 'INFO' | 'WARN'; readonly message: string }[];
  readonly failure: (Failure & { readonly stage: StageName | null }) | null;
}

export const NOTHING: Progress = {
  seq: 0,
  state: null,
  attempt: 0,
  startedAt: null,
  stages: [],
  windows: 0,
  finishedWindows: 0,
  scores: [],
  step: null,
  secondsLeft: null,
  preview: null,
  points: [],
  log: [],
  failure: null,
};

function withStage(stages: readonly StageProgress[], changed: StageProgress): StageProgress[] {
  const index = stages.findIndex(({ stage, window }) => stage === changed.stage && window === changed.window);
  return index < 0 ? [...stages, changed] : stages.with(index, changed);
}

/** Seconds since the run started. @param at milliseconds since the epoch */
const since = ({ startedAt }: Progress, at: number): number => (at - (startedAt ?? at)) / 1000;

/** Takes one event in. An event that went in before, or out of order, changes nothing. */
export function advance(before: Progress, event: FollowedEvent): Progress {
  if (event.seq <= before.seq) return before;
  const progress = { ...before, seq: event.seq };
  const at = Date.parse(event.at);
  switch (event.__typename) {
    case 'StateChanged':
      if (event.state === 'RUNNING') return { ...progress, state: event.state };
      // Cancelled or paused in the middle of a stage: nothing runs on.
      return {
        ...progress,
        state: event.state,
        stages: before.stages.filter((stage) => stage.state !== 'running'),
        secondsLeft: null,
      };
    case 'RunStarted':
      // Each attempt starts over; finished stages come again, from the cache.
      return { ...NOTHING, seq: event.seq, state: before.state, attempt: event.attempt, startedAt: at };
    case 'StageStarted': {
      const { stage, windows } = event;
      const window = event.window ?? null;
      const started = { stage, window, state: 'running', seconds: null, peakBytes: null, endedAt: null } as const;
      return { ...progress, windows: windows ?? before.windows, stages: withStage(before.stages, started) };
    }
    case 'StageFinished': {
      const { stage, cached, seconds } = event;
      const peakBytes = event.peakBytes ?? null;
      const finished = { stage, window: event.window ?? null, seconds, peakBytes, endedAt: since(before, at) };
      const state = cached ? ('cached' as const) : ('done' as const);
      return { ...progress, stages: withStage(before.stages, { ...finished, state }) };
    }
    case 'StepProgress': {
      const { step, steps, windows, secondsPerStep, secondsLeft } = event;
      const point = { at: since(before, at), secondsPerStep };
      return {
        ...progress,
        windows: windows ?? before.windows,
        step: { window: event.window ?? 0, step, steps },
        secondsLeft,
        points: [...before.points, point],
      };
    }
    case 'WindowFinished': {
      const { frames, drift, lipSync, seam } = event;
      const window = event.window ?? 0;
      const score = { window, frames, drift: drift ?? null, lipSync: lipSync ?? null, seam: seam ?? null };
      const scores = [...before.scores.filter((one) => one.window !== window), score];
      return { ...progress, scores, finishedWindows: window + 1, windows: event.windows ?? before.windows };
    }
    case 'Preview':
      return { ...progress, preview: event.url };
    case 'Log':
      return {
        ...progress,
        log: [...before.log.slice(-99), { seq: event.seq, level: event.level, message: event.message }],
      };
    case 'RunFailed': {
      const { code, message, field = null, accepted = null, failedStage = null } = event;
      const failure = { code, message, field, accepted, stage: failedStage };
      const stages = before.stages.map((stage) =>
        stage.state === 'running' ? { ...stage, state: 'failed' as const } : stage,
      );
      return { ...progress, failure, stages, secondsLeft: null };
    }
    case 'RunFinished':
      return { ...progress, secondsLeft: 0 };
    default:
      return progress;
  }
}

/** Part of the run that is done, 0..1, by windows and steps; null while nothing is known. */
export function partDone({ state, step, windows, finishedWindows }: Progress): number | null {
  if (state === 'SUCCEEDED') return 1;
  if (windows === 0) return null;
  const inWindow = step && step.window >= finishedWindows ? step.step / (step.steps + 1) : 0;
  return Math.min(0.99, (finishedWindows + inWindow) / windows);
}
