import { TrendingDown } from 'lucide-react';
import type { CSSProperties } from 'react';
import type { RunFieldsFragment } from '../api/generated/generation.ts';
import { useDates } from '../dates.ts';
import { StageBars } from '../forecast/stage-bars.tsx';
import { bytes, seconds } from '../format.ts';
import { useText } from '../text/index.ts';
import { Disclosure } from '../ui/disclosure.tsx';
import { FailureLine } from '../ui/failure-line.tsx';
import { settingName, settingValue } from './setting-names.ts';
import { StageTable } from './stage-table.tsx';
import { TensorTable } from './tensor-table.tsx';
import { TimelinePlot } from './timeline-plot.tsx';

function lengthOf({ startedAt, finishedAt }: RunFieldsFragment): number | null {
  return finishedAt ? (Date.parse(finishedAt) - Date.parse(startedAt)) / 1000 : null;
}

/** What is known of memory that ran out. */
function Shortage({ shortage }: { readonly shortage: NonNullable<RunFieldsFragment['outOfMemory']> }) {
  const { result } = useText();
  const { network, forecastBytes, requestedBytes } = shortage;
  const facts = [
    network,
    forecastBytes == null ? null : result.forecastWas(bytes(forecastBytes)),
    requestedBytes == null ? null : result.askedFor(bytes(requestedBytes)),
  ];
  return <p className="muted">{facts.filter(Boolean).join(' · ')}</p>;
}

type Rung = NonNullable<RunFieldsFragment['rung']>;

/** What an attempt does otherwise, after memory ran out. */
function StepDown({ rung }: { readonly rung: Rung }) {
  const text = useText();
  const { result, settings } = text;
  const value = (name: string, given: string) =>
    given !== 'null'
      ? settingValue({ name, value: given }, text)
      : name.startsWith('memory.')
        ? settings.strategyDecides
        : '—';
  return (
    <div className="step-down">
      <p className="step-down-title">
        <TrendingDown size={16} aria-hidden /> {result.rungs[rung.step]}
        <span className="muted"> · {rung.samePicture ? result.samePicture : result.otherPicture}</span>
      </p>
      <ul>
        {rung.changes.map(({ field, from, to }) => (
          <li key={field}>
            <span title={field}>{settingName(field, text)}</span>: {value(field, from)} → {value(field, to)}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Attempt({
  run,
  last,
  rung,
}: {
  readonly run: RunFieldsFragment;
  readonly last: boolean;
  readonly rung: number;
}) {
  const { result, watch } = useText();
  const dates = useDates();
  const length = lengthOf(run);
  const tensors = run.stages.flatMap(({ stage, window, tensors: all }) =>
    all.map((tensor) => ({ ...tensor, stage, window })),
  );
  return (
    <li className="attempt" data-state={run.state} style={{ '--rung': rung } as CSSProperties}>
      <div className="attempt-head">
        <span className="attempt-number" aria-hidden>
          {run.attempt}
        </span>
        <div>
          <p className="attempt-title">
            {watch.attempt(run.attempt)} · {result.reasons[run.reason]} · {result.runStates[run.state]}
          </p>
          <p className="muted">
            {[
              dates.full(run.startedAt),
              length === null ? null : seconds(length),
              run.peakBytes ? `${watch.peak} ${bytes(run.peakBytes)}` : null,
            ]
              .filter(Boolean)
              .join(' · ')}
          </p>
          {run.rung ? <StepDown rung={run.rung} /> : null}
          {run.errorCode && run.errorMessage ? (
            <p className="attempt-error">
              <code>{run.errorCode}</code>{' '}
              <FailureLine
                failure={{ code: run.errorCode, message: run.errorMessage, accepted: run.errorAccepted ?? null }}
              />
            </p>
          ) : null}
          {run.outOfMemory ? <Shortage shortage={run.outOfMemory} /> : null}
        </div>
      </div>
      {run.memory ? (
        <Disclosure title={result.plan} summary={run.memory.strategy}>
          <p className="muted">{run.memory.reason}</p>
          {(['vram', 'ram'] as const).map((kind) =>
            run.memory!.stages.some(({ corrected }) => corrected[kind] > 0) ? (
              <StageBars
                key={kind}
                kind={kind}
                stages={run.memory!.stages}
                budget={run.memory!.budget[kind === 'ram' ? 'ramBytes' : 'vramBytes'] ?? null}
              />
            ) : null,
          )}
        </Disclosure>
      ) : null}
      {run.stages.length > 0 ? (
        <Disclosure title={result.timing} open={last}>
          <StageTable stages={run.stages} />
          {run.memoryTimeline ? <TimelinePlot timeline={run.memoryTimeline} /> : null}
        </Disclosure>
      ) : null}
      {tensors.length > 0 ? (
        <Disclosure title={result.tensors} summary={tensors.length}>
          <TensorTable tensors={tensors} />
        </Disclosure>
      ) : null}
    </li>
  );
}

/** Every attempt as a step, the first one on top, with why it was made and how it ended. */
export function Attempts({ runs }: { readonly runs: readonly RunFieldsFragment[] }) {
  const { result } = useText();
  return (
    <section className="card" aria-label={result.attempts}>
      <h2 className="section-title">{result.attempts}</h2>
      <ol className="attempts">
        {runs.map((run, index) => (
          <Attempt
            key={run.id}
            run={run}
            last={index === runs.length - 1}
            rung={runs.slice(0, index + 1).filter((one) => one.reason === 'OUT_OF_MEMORY_STEP').length}
          />
        ))}
      </ol>
    </section>
  );
}
