import { describe, expect, it } from 'vitest';
import { ApiError, type FollowedEvent } from '../../apps/cli/client.ts';
import { explain } from '../../apps/cli/exit-codes.ts';
import { type Generated, GenerationFailed } from '../../apps/cli/generate.ts';
import { percentile } from '../../apps/cli/latency.ts';
import { lineProgress } from '../../apps/cli/progress.ts';
import { reportText, type TalkReport, talkReport } from '../../apps/cli/talk-report.ts';

const stage = (name: string, window: number | null, cached: boolean, seconds: number) =>
  ({ stage: name, window, cached, seconds, peakBytes: null }) as Generated['run']['stages'][number];

function generated(cached: boolean): Generated {
  return {
    generation: { id: 'g', state: 'SUCCEEDED', seed: 1, settings: { steps: 8 }, output: null, runs: [] },
    run: {
      attempt: 1,
      state: 'SUCCEEDED',
      startedAt: '2026-01-01T00:00:00.000Z',
      finishedAt: '2026-01-01T00:00:12.500Z',
      peakBytes: 512 * 2 ** 20,
      errorCode: null,
      errorMessage: null,
      result: {
        frames: 137,
        fps: 25,
        width: 128,
        height: 128,
        extension: '.mp4',
        lipSync: { correlation: 0.951, openness: 0.07 },
      },
      stages: [stage('ENCODE_TEXT', null, true, 0.1), stage('DENOISE', 0, cached, 4), stage('DENOISE', 1, cached, 5)],
    },
  };
}

describe('the report', () => {
  it('adds the windows up and compares the score with the recorded one', () => {
    const report = talkReport(generated(false), '/x/demo.mp4', 0.96);
    expect(report).toMatchObject({
      seconds: 12.5,
      allCached: false,
      lipSync: 0.951,
      stages: [{ cached: true }, { stage: 'DENOISE', seconds: 9, cached: false }],
    });
    const text = reportText(report);
    for (const part of [
      '137 frames in 12.5 s',
      '536.9 MB',
      '0.951 (reference: 0.960)',
      '/x/demo.mp4',
      'encode text',
      'from the stage cache',
    ])
      expect(text).toContain(part);
  });

  it('says when everything came from the stage cache', () => {
    expect(reportText(talkReport(generated(true), '/x', null))).toContain('every stage came from the stage cache');
  });

  it('shows how open the mouth was where there was no speech', () => {
    const silent: TalkReport = { ...talkReport(generated(false), '/x', null), lipSync: null, mouthOpenness: 0.0048 };
    expect(reportText(silent)).toContain('0.0048');
  });
});

describe('progress in lines', () => {
  it('names stage, window, step, pace and time left', () => {
    const lines: string[] = [];
    const progress = lineProgress((line) => lines.push(line));
    const place = { seq: 1, at: '', window: 0, windows: 2 };
    progress.show({
      __typename: 'StepProgress',
      ...place,
      step: 3,
      steps: 8,
      secondsPerStep: 0.854,
      secondsLeft: 11.2,
    } as FollowedEvent);
    progress.show({
      __typename: 'StageFinished',
      ...place,
      stage: 'DENOISE',
      cached: true,
      seconds: 0,
    } as FollowedEvent);
    expect(lines).toEqual([
      '  denoise · window 1/2 · step 3/8 · 0.85 s/step · 12 s left',
      'denoise · window 1 · from the stage cache',
    ]);
  });

  it('tells what a run does otherwise after memory ran out', () => {
    const lines: string[] = [];
    const rung = { step: 'OFFLOAD', changes: [{ field: 'memory', from: 'resident', to: 'offload' }] };
    const event = { __typename: 'RunStarted', seq: 1, at: '', attempt: 2, reason: 'OUT_OF_MEMORY', rung };
    lineProgress((line) => lines.push(line)).show(event as FollowedEvent);
    expect(lines).toEqual(['attempt 2 · out of memory, so OFFLOAD · memory resident → offload']);
  });
});

describe('exit codes', () => {
  it('tell refused, failed and cancelled apart, and let bugs through', () => {
    expect(
      explain(
        new ApiError({
          code: 'INPUT_INVALID',
          message: 'steps must be at least 1',
          field: 'steps',
          accepted: 'from 1',
        }),
      ),
    ).toEqual({
      text: 'INPUT_INVALID: steps must be at least 1\n  field:    steps\n  accepted: from 1',
      exitCode: 2,
    });
    const nan = { code: 'NON_FINITE_TENSOR', message: 'NaN', field: 'precision', accepted: 'fp32', stage: 'DENOISE' };
    expect(explain(new GenerationFailed(nan))).toEqual({
      text: 'NON_FINITE_TENSOR: NaN (stage DENOISE)\n  field:    precision\n  accepted: fp32',
      exitCode: 3,
    });
    const cancelled = new GenerationFailed({ ...nan, code: 'CANCELLED' });
    expect(explain(cancelled)).toEqual({ text: 'Cancelled.', exitCode: 130 });
    expect(() => explain(new TypeError('bug'))).toThrow(TypeError);
  });
});

describe('percentile', () => {
  it('is the nearest rank', () => {
    // Nearest-rank example of Wikipedia's "Percentile": 15, 20, 35, 40, 50.
    const samples = [35, 20, 15, 50, 40];
    expect([0.05, 0.3, 0.4, 0.5, 1].map((share) => percentile(samples, share))).toEqual([15, 20, 20, 35, 50]);
  });
});
