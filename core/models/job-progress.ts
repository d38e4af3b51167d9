/** How far a long piece of work on model files has come. */
export interface JobProgress {
  /** What is being worked on: a file, or a network and the weight that was finished last. */
  readonly step: string;
  /** Of the whole work, what earlier attempts did included. */
  readonly bytesDone: number;
  readonly bytesTotal: number;
}

/** Tells the time that is left from how fast bytes were done since the start of this attempt. */
export class TimeLeft {
  readonly #now: () => number;
  #first: { readonly at: number; readonly bytes: number } | undefined;

  /** @param now milliseconds */
  constructor(now: () => number = performance.now.bind(performance)) {
    this.#now = now;
  }

  /** @returns seconds; null while nothing is known */
  after({ bytesDone, bytesTotal }: JobProgress): number | null {
    const at = this.#now();
    this.#first ??= { at, bytes: bytesDone };
    const done = bytesDone - this.#first.bytes;
    const seconds = (at - this.#first.at) / 1000;
    return done <= 0 || seconds <= 0 ? null : ((bytesTotal - bytesDone) * seconds) / done;
  }
}
