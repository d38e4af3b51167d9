import { describe, expect, it } from 'vitest';
import type { FollowedEvent } from '../../apps/studio/src/api/updates.ts';
import { advance, NOTHING, partDone } from '../../apps/studio/src/generation/progress.ts';

const at = (second: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, second)).toISOString();

/** Two windows of two steps each, as a run reports them. */
const EVENTS: readonly FollowedEvent[] = [
  { __typename: 'StateChanged', seq: 1, at: at(0), state: 'RUNNING' },
  { __typename: 'RunStarted', seq: 2, at: at(1), runId: 'r', attempt: 1, reason: 'FIRST' },
  { __typename: 'StageStarted', seq: 3, at: at(1), stage: 'DENOISE', window: 0, windows: 2 },
  {
    __typename: 'StepProgress',
    seq: 4,
    at: at(3),
    window: 0,
    windows: 2,
    step: 1,
    steps: 2,
    secondsPerStep: 2,
    secondsLeft: 8,
  },
  {
    __typename: 'StageFinished',
    seq: 5,
    at: at(5),
    stage: 'DENOISE',
    window: 0,
    cached: false,
    seconds: 4,
    peakBytes: 7,
  },
  {
    __typename: 'WindowFinished',
    seq: 6,
    at: at(6),
    window: 0,
    windows: 2,
    frames: 17,
    drift: 1.5,
    lipSync: 0.9,
    seam: null,
  },
];

describe('the progress of a generation', () => {
  it('comes to the same whether its events come once, twice or with some known already', () => {
    const once = EVENTS.reduce(advance, NOTHING);
    expect([...EVENTS, ...EVENTS].reduce(advance, NOTHING)).toEqual(once);
    const half = EVENTS.slice(0, 3).reduce(advance, NOTHING);
    expect(EVENTS.slice(1).reduce(advance, half)).toEqual(once);
    expect(once).toMatchObject({
      seq: 6,
      state: 'RUNNING',
      attempt: 1,
      windows: 2,
      finishedWindows: 1,
      scores: [{ window: 0, frames: 17, drift: 1.5, lipSync: 0.9, seam: null }],
      points: [{ at: 2, secondsPerStep: 2 }],
      stages: [{ stage: 'DENOISE', window: 0, state: 'done', seconds: 4, peakBytes: 7, endedAt: 4 }],
    });
  });

  it('is half done after one of two windows, and whole only at the end', () => {
    expect(partDone(NOTHING)).toBeNull();
    // One of two steps of the first of two windows: decoding counts as a step, so a third of a half.
    expect(partDone(EVENTS.slice(0, 4).reduce(advance, NOTHING))).toBeCloseTo(1 / 6);
    const half = EVENTS.reduce(advance, NOTHING);
    expect(partDone(half)).toBe(0.5);
    const ended = advance(half, { __typename: 'StateChanged', seq: 7, at: at(9), state: 'SUCCEEDED' });
    expect(partDone(ended)).toBe(1);
  });

  it('has no stage that runs on after a cancel or a pause in the middle of it', () => {
    const running = EVENTS.slice(0, 4).reduce(advance, NOTHING);
    expect(running.stages.map(({ state }) => state)).toEqual(['running']);
    for (const state of ['CANCELLED', 'PAUSED'] as const) {
      const stopped = advance(running, { __typename: 'StateChanged', seq: 5, at: at(4), state });
      expect(stopped).toMatchObject({ state, stages: [], secondsLeft: null, step: { step: 1, steps: 2 } });
    }
  });

  it('starts over with each attempt, and keeps why the last one failed', () => {
    const failed = advance(EVENTS.slice(0, 3).reduce(advance, NOTHING), {
      __typename: 'RunFailed',
      seq: 4,
      at: at(4),
      code: 'NON_FINITE_TENSOR',
      message: 'NaN in latents',
      field: 'precision',
      accepted: 'fp32',
      failedStage: 'DENOISE',
    });
    expect(failed).toMatchObject({
      failure: { code: 'NON_FINITE_TENSOR', field: 'precision', accepted: 'fp32', stage: 'DENOISE' },
      stages: [{ state: 'failed' }],
    });
    const again = { __typename: 'RunStarted', seq: 5, at: at(5), runId: 's', attempt: 2, reason: 'RETRY' } as const;
    expect(advance(failed, again)).toMatchObject({ attempt: 2, failure: null, stages: [], windows: 0 });
  });
});
