import { Ban, Pause, Play, RotateCcw, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useMutation } from 'urql';
import { useLocation } from 'wouter';
import { type Failure, outcome } from '../api/failure.ts';
import {
  CancelGeneration,
  DeleteGeneration,
  PauseGeneration,
  ResumeGeneration,
  RetryGeneration,
} from '../api/generated/generation.ts';
import type { GenerationState } from '../api/generated/schema.ts';
import { useText } from '../text/index.ts';
import { Button } from '../ui/button.tsx';
import { FailureCallout } from '../ui/callout.tsx';
import { ConfirmedButton } from '../ui/confirmed-button.tsx';

interface Props {
  readonly id: string;
  readonly state: GenerationState;
  /** It was ended or paused, and runs or waits again. */
  onRestarted(): void;
  /** It is not as it was thought to be: somebody else has acted meanwhile. */
  onStale(): void;
}

/** What can be done with a generation in its present state. */
export function Actions({ id, state, onRestarted, onStale }: Props) {
  const { watch } = useText();
  const [, navigate] = useLocation();
  const [failure, setFailure] = useState<Failure | null>(null);
  const [, cancel] = useMutation(CancelGeneration);
  const [, pause] = useMutation(PauseGeneration);
  const [, resume] = useMutation(ResumeGeneration);
  const [, retry] = useMutation(RetryGeneration);
  const [, remove] = useMutation(DeleteGeneration);

  const settle = (problem: Failure | null, done?: () => void) => {
    setFailure(problem);
    if (problem) onStale();
    else done?.();
  };
  const on = {
    cancel: async () => {
      const { data, error } = await cancel({ id });
      settle(outcome(data?.cancelGeneration, error).failure);
    },
    pause: async () => {
      const { data, error } = await pause({ id });
      settle(outcome(data?.pauseGeneration, error).failure);
    },
    resume: async () => {
      const { data, error } = await resume({ id });
      settle(outcome(data?.resumeGeneration, error).failure, onRestarted);
    },
    retry: async () => {
      const { data, error } = await retry({ id });
      settle(outcome(data?.retryGeneration, error).failure, onRestarted);
    },
    remove: async () => {
      const { data, error } = await remove({ id });
      settle(outcome(data?.deleteGeneration, error).failure, () => navigate('/history'));
    },
  };
  const active = state === 'QUEUED' || state === 'RUNNING';
  return (
    <>
      <div className="actions">
        {active ? (
          <Button icon={<Pause size={16} aria-hidden />} onPress={() => void on.pause()}>
            {watch.pause}
          </Button>
        ) : null}
        {state === 'PAUSED' ? (
          <Button look="primary" icon={<Play size={16} aria-hidden />} onPress={() => void on.resume()}>
            {watch.resume}
          </Button>
        ) : null}
        {active || state === 'PAUSED' ? (
          <Button icon={<Ban size={16} aria-hidden />} onPress={() => void on.cancel()}>
            {watch.cancel}
          </Button>
        ) : null}
        {state === 'FAILED' || state === 'CANCELLED' ? (
          <Button look="primary" icon={<RotateCcw size={16} aria-hidden />} onPress={() => void on.retry()}>
            {watch.retry}
          </Button>
        ) : null}
        {active || state === 'PAUSED' ? null : (
          <ConfirmedButton
            label={watch.remove}
            icon={<Trash2 size={16} aria-hidden />}
            question={watch.removeQuestion}
            onConfirmed={() => void on.remove()}
          />
        )}
      </div>
      {failure ? <FailureCallout failure={failure} /> : null}
    </>
  );
}
