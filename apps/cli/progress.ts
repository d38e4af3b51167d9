import { SingleBar } from 'cli-progress';
import type { FollowedEvent } from './client.ts';
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

/** One line per thing that happens, for logs and pipes. */
export function lineProgress(write: (line: string) => void): Progress {
  return {
    show: (event) => {
      if (event.__typename === 'StepProgress') write(`  denoise · ${stepText(event)}`);
      if (event.__typename === 'StageFinished') {
        const how = event.cached ? 'from the stage cache' : `${event.seconds.toFixed(2)} s`;
        write(joined(stageTitle(event.stage), ofTotal(event.window, null).replace('/?', ''), how));
      }
      if (event.__typename === 'Log') write(`${event.level === 'WARN' ? 'warning: ' : ''}${event.message}`);
      if (event.__typename === 'RunStarted' && event.reason !== 'FIRST') write(`attempt ${event.attempt}`);
    },
    end: () => {},
  };
}

/** Stages that run once: prepare, text, image, audio, mux. */
const SINGLE_STAGES = 5;
/** Stages of a window besides its steps: latents, decode. */
const WINDOW_STAGES = 2;

/** A bar over the whole run; a step counts like a stage. */
export function barProgress(stream: NodeJS.WriteStream): Progress {
  const bar = new SingleBar({
    format: '{stage} |{bar}| {percentage}% {detail}',
    barCompleteChar: '█',
    barIncompleteChar: '░',
    barsize: 30,
    hideCursor: true,
    clearOnComplete: true,
    stream,
    gracefulExit: false,
  });
  let stage = 'starting';
  let windows = 1;
  let steps = 0;
  const update = (change: number, detail: string) => {
    bar.setTotal(SINGLE_STAGES + windows * (WINDOW_STAGES + Math.max(steps, 1)));
    bar.increment(change, { stage: stage.padEnd(14), detail });
  };
  bar.start(SINGLE_STAGES + WINDOW_STAGES + 1, 0, { stage: stage.padEnd(14), detail: '' });
  return {
    show: (event) => {
      if (event.__typename === 'StageStarted') {
        stage = stageTitle(event.stage);
        windows = event.windows ?? windows;
        update(0, ofTotal(event.window, event.windows));
      } else if (event.__typename === 'StepProgress') {
        steps = event.steps;
        update(1, stepText(event));
      } else if (event.__typename === 'StageFinished') {
        stage = stageTitle(event.stage);
        // A denoise stage is counted by its steps, unless it came from the cache.
        const units = event.stage !== 'DENOISE' ? 1 : event.cached ? Math.max(steps, 1) : 0;
        update(units, event.cached ? 'from the stage cache' : '');
      }
    },
    end: () => bar.stop(),
  };
}
