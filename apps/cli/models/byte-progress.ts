import { SingleBar } from 'cli-progress';
import { type JobProgress, TimeLeft } from '../../../core/models/job-progress.ts';
import { formatSeconds, formatSize } from './text.ts';

export interface ByteProgress {
  show(progress: JobProgress): void;
  end(): void;
}

/** Milliseconds between two lines where there is no terminal. */
const LINE_MS = 5000;

const detail = ({ bytesDone, bytesTotal }: JobProgress, secondsLeft: number | null): string =>
  `${formatSize(bytesDone)} of ${formatSize(bytesTotal)}${secondsLeft === null ? '' : ` · ${formatSeconds(secondsLeft)} left`}`;

function bar(stream: NodeJS.WriteStream): ByteProgress {
  const timer = new TimeLeft();
  const shown = new SingleBar({
    format: '|{bar}| {percentage}% {detail} · {step}',
    barCompleteChar: '█',
    barIncompleteChar: '░',
    barsize: 30,
    hideCursor: true,
    clearOnComplete: true,
    stream,
    gracefulExit: false,
  });
  let started = false;
  return {
    show(progress) {
      const payload = { step: progress.step, detail: detail(progress, timer.after(progress)) };
      if (!started) shown.start(progress.bytesTotal, progress.bytesDone, payload);
      else shown.update(progress.bytesDone, payload);
      started = true;
    },
    end: () => shown.stop(),
  };
}

function lines(write: (line: string) => void): ByteProgress {
  const timer = new TimeLeft();
  let last: { readonly step: string; readonly at: number } | undefined;
  return {
    show(progress) {
      const left = timer.after(progress);
      const step = progress.step.split(' · ')[0]!;
      const now = performance.now();
      if (last?.step === step && now - last.at < LINE_MS && progress.bytesDone < progress.bytesTotal) return;
      last = { step, at: now };
      write(`${step}: ${detail(progress, left)}`);
    },
    end: () => {},
  };
}

/** A bar on a terminal, else a line now and then. On standard error, so that output stays clean. */
export const byteProgress = (stream: NodeJS.WriteStream = process.stderr): ByteProgress =>
  stream.isTTY ? bar(stream) : lines((line) => stream.write(`${line}\n`));

/** Runs work to its end while its progress is shown. */
export async function withProgress<Result>(work: AsyncGenerator<JobProgress, Result>): Promise<Result> {
  const progress = byteProgress();
  try {
    for (;;) {
      const next = await work.next();
      if (next.done) return next.value;
      progress.show(next.value);
    }
  } finally {
    progress.end();
  }
}
