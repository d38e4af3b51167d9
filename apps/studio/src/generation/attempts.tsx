import type { RunFieldsFragment } from '../api/generated/graphql.ts';
import { useDates } from '../dates.ts';
import { bytes, seconds } from '../format.ts';
import { useText } from '../text/index.ts';
import { Disclosure } from '../ui/disclosure.tsx';
import { StageTable } from './stage-table.tsx';
import { TensorTable } from './tensor-table.tsx';

function lengthOf({ startedAt, finishedAt }: RunFieldsFragment): number | null {
  return finishedAt ? (Date.parse(finishedAt) - Date.parse(startedAt)) / 1000 : null;
}

function Attempt({ run, last }: { readonly run: RunFieldsFragment; readonly last: boolean }) {
  const { result, watch } = useText();
  const dates = useDates();
  const length = lengthOf(run);
  const tensors = run.stages.flatMap(({ stage, window, tensors: all }) =>
    all.map((tensor) => ({ ...tensor, stage, window })),
  );
  return (
    <li className="attempt" data-state={run.state}>
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
          {run.errorMessage ? (
            <p className="attempt-error">
              <code>{run.errorCode}</code> {run.errorMessage}
            </p>
          ) : null}
        </div>
      </div>
      {run.stages.length > 0 ? (
        <Disclosure title={result.timing} open={last}>
          <StageTable stages={run.stages} />
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
          <Attempt key={run.id} run={run} last={index === runs.length - 1} />
        ))}
      </ol>
    </section>
  );
}
