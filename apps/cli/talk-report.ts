import { formatBytes } from '../../core/memory/memory-bytes.ts';
import type { Generated } from './generate.ts';
import { stageTimes, stageTitle } from './stage-times.ts';

export interface TalkReport {
  /** Of the generation. */
  readonly id: string;
  /** Path of the written video. */
  readonly file: string;
  readonly frames: number;
  readonly seed: number;
  readonly seconds: number;
  readonly stages: readonly { readonly stage: string; readonly seconds: number; readonly cached: boolean }[];
  /** Every stage came from the stage cache. */
  readonly allCached: boolean;
  /** Peak resident bytes of worker and network hosts together; null when nothing ran. */
  readonly peakBytes: number | null;
  readonly lipSync: number | null;
  /** Mean mouth darkness. */
  readonly mouthOpenness: number | null;
  /** What the reference sampler's video scored for the same sample. */
  readonly recordedLipSync: number | null;
}

export function talkReport({ generation, run }: Generated, file: string, recordedLipSync: number | null): TalkReport {
  const stages = stageTimes(run.stages).map(({ stage, seconds, count, cached }) => ({
    stage,
    seconds,
    cached: cached === count,
  }));
  return {
    id: generation.id,
    file,
    frames: run.result?.frames ?? 0,
    seed: generation.seed,
    seconds: (Date.parse(run.finishedAt ?? run.startedAt) - Date.parse(run.startedAt)) / 1000,
    stages,
    allCached: stages.length > 0 && stages.every(({ cached }) => cached),
    peakBytes: run.peakBytes,
    lipSync: run.result?.lipSync?.correlation ?? null,
    mouthOpenness: run.result?.lipSync?.openness ?? null,
    recordedLipSync,
  };
}

function lipSyncLine({ lipSync, mouthOpenness, recordedLipSync }: TalkReport): string[] {
  if (lipSync !== null) {
    const recorded = recordedLipSync === null ? '' : ` (reference: ${recordedLipSync.toFixed(3)})`;
    return [`lip-sync score  ${lipSync.toFixed(3)}${recorded}`];
  }
  return mouthOpenness === null ? [] : [`mouth openness  ${mouthOpenness.toFixed(4)} (no speech to keep time with)`];
}

/** What a person reads at the end. */
export function reportText(report: TalkReport): string {
  const width = Math.max(...report.stages.map(({ stage }) => stage.length));
  return [
    '',
    ...report.stages.map(
      ({ stage, seconds, cached }) =>
        `${stageTitle(stage).padEnd(width)}  ${seconds.toFixed(2).padStart(7)} s${cached ? '  from the stage cache' : ''}`,
    ),
    '',
    report.allCached
      ? `Finished at once (${report.seconds.toFixed(1)} s): every stage came from the stage cache.`
      : `${report.frames} frames in ${report.seconds.toFixed(1)} s`,
    ...(report.peakBytes === null || report.allCached ? [] : [`peak memory     ${formatBytes(report.peakBytes)}`]),
    ...lipSyncLine(report),
    '',
    `Your video: ${report.file}`,
    '',
    'Next: npm run genesis -- talk --help            your own portrait, voice and prompt',
    '      npm run genesis -- show last              settings and timings of this video',
    '      npm run genesis -- rerun last --seed 2    the same with changes',
    '      npm start                                 the server, with its page',
  ].join('\n');
}
