import { SingleBar } from 'cli-progress';
import type { FollowedEvent } from './client.ts';
import { printable } from './printable.ts';
import { stageTitle } from './stage-times.ts';

export interface Progress {
  show(event: FollowedEvent): void;
  end(): void;
}

type EventOf<Name extends FollowedEvent['__typename']> = Extract<FollowedEvent, { __typename: Name }>;

const ofTotal = (index: number | null, total: number | null) =>
  index === null ? '' : `window ${index + 1}/${total ?? '?'}`;
const joined = (...parts: readonly string[]) => parts.filter((part) => part !== '').join(' · ');

function stepText({ window, windows, step, steps, secondsPerStep, secondsLeft }: EventOf<'StepProgress'>): string {
  return joined(
    ofTotal(window, windows),
    `step ${step}/${steps}`,
    `${secondsPerStep.toFixed(2)} s/step`,
    `${Math.ceil(secondsLeft)} s left`,
  );
}

/** A further run, and what it does otherwise where the one before ran out of memory. */
function attemptText({ attempt, rung }: EventOf<'RunStarted'>): string {
  const changes = rung?.changes.map(({ field, from, to }) => `${field} ${from} → ${to}`) ?? [];
  return joined(`attempt ${attempt}`, rung ? `out of memory, so ${rung.step}` : '', ...changes);
}

/** One line per thing that happens, for logs and pipes. */
export function lineProgress(write: (line: string) => void): Progress {
  return {
    show: (event) => {
      if (event.__typename === 'StepProgress') write(`  denoise · ${stepText(event)}`);
      if (event.__typename === 'StageFinished') {
        const how = event.cached ? 'from the stage cache' : `${event.seconds.toFixed(2)} s`;
        write(joined(stageTitle(event.stage), ofTotal(event.window, null).replace('/?', ''), how));
      }
      if (event.__typename === 'Log') write(`${event.level === 'WARN' ? 'warning: ' : ''}${printable(event.message)}`);
      if (event.__typename === 'RunStarted' && event.reason !== 'FIRST') write(attemptText(event));
    },
    end: () => {},
  };
}

/** Stages that run once: prepare, text (prompt and negative prompt), image, audio, mux. */
const SINGLE_STAGES = 6;
/** Stages of a window besides denoise: latents, decode. */
const WINDOW_STAGES = 2;
/** What denoise counts for, in stages. */
const DENOISE = 8;

/** Columns of a terminal where it does not tell. */
const USUAL_COLUMNS = 80;
/** Columns of a line beside the bar: the stage, the percentage, and window, step and seconds left at their usual lengths. */
const TEXT_COLUMNS = 70;

/** The seconds left, which come last, are worth more than a long bar: what does not fit in the terminal is cut off. */
const barColumns = (columns: number | undefined): number =>
  Math.min(30, Math.max(4, (columns || USUAL_COLUMNS) - TEXT_COLUMNS));

/** A bar over the whole run. It starts with one window and learns how many there are from the first window's stage. */
export function barProgress(stream: NodeJS.WriteStream): Progress {
  const bar = new SingleBar({
    format: '{stage} |{bar}| {percentage}% {detail}',
    barCompleteChar: '█',
    barIncompleteChar: '░',
    barsize: barColumns(stream.columns),
    hideCursor: true,
    clearOnComplete: true,
    stream,
    gracefulExit: false,
  });
  const total = (windows: number) => SINGLE_STAGES + windows * (WINDOW_STAGES + DENOISE);
  const named = (stage: string, detail: string) => ({ stage: stage.padEnd(14), detail });
  bar.start(total(1), 0, named('starting', ''));
  return {
    show: (event) => {
      if (event.__typename === 'RunStarted' && event.reason !== 'FIRST') {
        bar.update(0, named('starting', attemptText(event)));
      } else if (event.__typename === 'StageStarted') {
        if (event.windows !== null) bar.setTotal(total(event.windows));
        bar.increment(0, named(stageTitle(event.stage), ofTotal(event.window, event.windows)));
      } else if (event.__typename === 'StepProgress') {
        bar.increment(DENOISE / event.steps, named('denoise', stepText(event)));
      } else if (event.__typename === 'StageFinished') {
        // Denoise has been counted by its steps, unless it came from the cache.
        const units = event.stage !== 'DENOISE' ? 1 : event.cached ? DENOISE : 0;
        bar.increment(units, named(stageTitle(event.stage), event.cached ? 'from the stage cache' : ''));
      } else if (event.__typename === 'Log' && event.level === 'WARN') {
        bar.increment(0, { detail: printable(event.message) });
      }
    },
    end: () => bar.stop(),
  };
}
