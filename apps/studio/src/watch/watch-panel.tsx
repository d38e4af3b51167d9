import { Suspense } from 'react';
import type { GenerationState } from '../api/generated/schema.ts';
import { bytes, seconds, wholeSeconds } from '../format.ts';
import type { Generation } from '../generation/generation-page.tsx';
import { type Progress, partDone } from '../generation/progress.ts';
import { Boundary } from '../shell/boundary.tsx';
import { view } from '../shell/view.ts';
import { useText } from '../text/index.ts';
import { FailureCallout } from '../ui/callout.tsx';
import { Meter } from '../ui/meter.tsx';
import { StageSteps } from './stage-steps.tsx';
import { WatchPicture } from './watch-picture.tsx';

const Plot = view(() => import('../ui/plot.tsx'));

interface Props {
  readonly generation: Generation;
  readonly progress: Progress;
  readonly state: GenerationState;
}

function Plots({ progress }: { readonly progress: Progress }) {
  const { watch } = useText();
  const { points, stages } = progress;
  const measured = stages.filter(({ peakBytes, endedAt }) => peakBytes !== null && endedAt !== null);
  const last = points.at(-1);
  return (
    <div className="plots">
      {points.length > 1 && last ? (
        <Plot
          title={watch.secondsPerStep}
          summary={seconds(last.secondsPerStep)}
          x={points.map(({ at }) => at)}
          series={[
            { label: watch.secondsPerStep, color: '--accent', values: points.map((point) => point.secondsPerStep) },
          ]}
          formatY={seconds}
        />
      ) : null}
      {measured.length > 1 ? (
        <Plot
          title={watch.memory}
          summary={bytes(measured.at(-1)!.peakBytes!)}
          x={measured.map(({ endedAt }) => endedAt!)}
          series={[{ label: watch.memory, color: '--violet', values: measured.map(({ peakBytes }) => peakBytes) }]}
          formatY={bytes}
        />
      ) : null}
    </div>
  );
}

export function WatchPanel({ generation, progress, state }: Props) {
  const { watch, stages } = useText();
  const { step, windows, secondsLeft, failure, log, attempt } = progress;
  const running = state === 'RUNNING' || state === 'QUEUED';
  const position = [
    step && windows > 0 ? watch.windowOf(step.window + 1, windows) : null,
    step ? watch.stepOf(step.step, step.steps) : null,
    attempt > 1 ? watch.attempt(attempt) : null,
  ].filter(Boolean);
  return (
    <section className="card watch" aria-label={watch.title}>
      <div className="watch-top">
        <WatchPicture generation={generation} preview={state === 'RUNNING' ? progress.preview : null} />
        <div className="watch-progress">
          {running ? (
            <Meter
              label={state === 'QUEUED' ? watch.waitingForWorker : watch.progress}
              value={state === 'QUEUED' ? null : partDone(progress)}
              text={secondsLeft !== null && secondsLeft > 0 ? watch.left(wholeSeconds(secondsLeft)) : ''}
            />
          ) : null}
          <p className="watch-position">{position.join(' · ')}</p>
          {failure ? (
            <FailureCallout failure={failure}>
              {failure.stage ? <p>{watch.failedIn(stages[failure.stage])}</p> : null}
            </FailureCallout>
          ) : null}
        </div>
      </div>
      <StageSteps progress={progress} />
      <Boundary>
        <Suspense fallback={null}>
          <Plots progress={progress} />
        </Suspense>
      </Boundary>
      {log.length > 0 ? (
        <section className="log" aria-label={watch.log}>
          {log.map(({ seq, level, message }) => (
            <p key={seq} data-level={level}>
              {message}
            </p>
          ))}
        </section>
      ) : null}
    </section>
  );
}
