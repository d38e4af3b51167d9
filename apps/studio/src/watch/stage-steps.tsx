import { Check, CircleX, Zap } from 'lucide-react';
import type { StageName } from '../api/generated/schema.ts';
import { seconds } from '../format.ts';
import type { Progress, StageProgress } from '../generation/progress.ts';
import { useText } from '../text/index.ts';

/** In the order in which a run meets them; the middle three once per window. */
const ORDER: readonly StageName[] = [
  'PREPARE',
  'ENCODE_TEXT',
  'ENCODE_IMAGE',
  'ENCODE_AUDIO',
  'ENCODE_LATENTS',
  'DENOISE',
  'DECODE',
  'MUX',
];

type State = StageProgress['state'] | 'open';

interface Summary {
  readonly state: State;
  readonly seconds: number | null;
  /** Windows done, of a stage that every window goes through. */
  readonly done: number;
}

/** All windows of a stage as one: running while any runs, done when every one is. */
function summarise(turns: readonly StageProgress[]): Summary {
  const done = turns.filter(({ state }) => state === 'done' || state === 'cached').length;
  const time = turns.reduce((sum, turn) => sum + (turn.seconds ?? 0), 0);
  const state: State =
    turns.length === 0
      ? 'open'
      : turns.some((turn) => turn.state === 'failed')
        ? 'failed'
        : turns.some((turn) => turn.state === 'running')
          ? 'running'
          : turns.every((turn) => turn.state === 'cached')
            ? 'cached'
            : 'done';
  return { state, done, seconds: time > 0 ? time : null };
}

function Mark({ state }: { readonly state: State }) {
  if (state === 'done') return <Check size={14} strokeWidth={2.5} aria-hidden />;
  if (state === 'cached') return <Zap size={13} strokeWidth={2.5} aria-hidden />;
  if (state === 'failed') return <CircleX size={14} aria-hidden />;
  return null;
}

export function StageSteps({ progress }: { readonly progress: Progress }) {
  const { stages, watch, common } = useText();
  return (
    <ol className="stage-steps" aria-label={watch.stages}>
      {ORDER.map((name) => {
        const turns = progress.stages.filter(({ stage }) => stage === name);
        const summary = summarise(turns);
        const perWindow = progress.windows > 1 && turns.some(({ window }) => window !== null);
        return (
          <li key={name} className="stage-step" data-state={summary.state} aria-current={summary.state === 'running'}>
            <span className="stage-mark">
              <Mark state={summary.state} />
            </span>
            <span className="stage-name">{stages[name]}</span>
            <span className="stage-note">
              {[
                perWindow ? common.of(summary.done, progress.windows) : null,
                summary.state === 'cached' ? watch.cached : summary.seconds === null ? null : seconds(summary.seconds),
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </li>
        );
      })}
    </ol>
  );
}
