import { useEffect, useRef, useState } from 'react';
import { useMutation } from 'urql';
import { CancelModelJob, type JobFieldsFragment } from '../api/generated/models.ts';
import { followJob } from '../api/updates.ts';
import { bytes, wholeSeconds } from '../format.ts';
import { useText } from '../text/index.ts';
import { Button } from '../ui/button.tsx';
import { FailureCallout } from '../ui/callout.tsx';
import { Meter } from '../ui/meter.tsx';

interface JobProps {
  readonly job: JobFieldsFragment;
  onEnded(): void;
}

function Job({ job: known, onEnded }: JobProps) {
  const { models: words, make, watch, common } = useText();
  const [followed, setFollowed] = useState<JobFieldsFragment | null>(null);
  const runs = known.state === 'RUNNING';
  useEffect(() => (runs ? followJob({ id: known.id, onChange: setFollowed }) : undefined), [known.id, runs]);
  const [, cancel] = useMutation(CancelModelJob);
  const job = followed ?? known;
  const { kind, model, state, step, bytesDone, bytesTotal, secondsLeft, errorCode, errorMessage } = job;
  const ended = useRef(onEnded);
  ended.current = onEnded;
  useEffect(() => {
    if (known.state === 'RUNNING' && state === 'SUCCEEDED') ended.current();
  }, [known.state, state]);
  const title = `${words.jobKinds[kind]} · ${model}`;
  const part = bytesTotal > 0 ? bytesDone / bytesTotal : null;
  return (
    <li className="card stack">
      {state === 'RUNNING' ? (
        <>
          <Meter
            label={title}
            value={part}
            text={[
              bytesTotal > 0 ? common.of(bytes(bytesDone), bytes(bytesTotal)) : '',
              secondsLeft == null ? '' : watch.left(wholeSeconds(secondsLeft)),
            ]
              .filter(Boolean)
              .join(' · ')}
          />
          <div className="form-row">
            <span className="muted grow">{bytesTotal > 0 ? step : make.starting}</span>
            <Button look="quiet" onPress={() => void cancel({ id: job.id })}>
              {common.cancel}
            </Button>
          </div>
        </>
      ) : (
        <p>
          {title} <span className="muted">{words.jobStates[state]}</span>
        </p>
      )}
      {errorCode && errorMessage ? (
        <FailureCallout failure={{ code: errorCode, message: errorMessage, field: null, accepted: null }} />
      ) : null}
    </li>
  );
}

/** Fetching and quantising, with progress. */
export function JobList({ jobs, onEnded }: { readonly jobs: readonly JobFieldsFragment[]; onEnded(): void }) {
  const { models: words } = useText();
  return (
    <section aria-label={words.work}>
      <h2 className="section-title">{words.work}</h2>
      <ul className="card-list">
        {jobs.map((job) => (
          <Job key={job.id} job={job} onEnded={onEnded} />
        ))}
      </ul>
    </section>
  );
}
