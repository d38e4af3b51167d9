/** Lines of one shape that are passed on before more of them are counted: a stack trace comes through as it is. */
const PASSED = 3;
/** Milliseconds between two summaries. */
const INTERVAL_MS = 1000;
/** Longest line in characters; what is longer is passed on in pieces. */
const LONGEST = 65_536;

interface Repeats {
  /** Lines since the last summary that nobody saw. */
  held: number;
  passed: number;
  last: string;
}

/** What two lines have in common that differ by time, address, size or number of a node. */
const shapeOf = (line: string): string => line.replace(/0x[0-9a-f]+|\d+/gi, '#');

/**
 * Passes text on line by line. Of lines that are alike but for their numbers the first three come through at once, and of
 * the others, once a second and at the end, how many there were and the last: a driver that refuses memory says so again
 * for every call that follows.
 */
export class RepeatedLines {
  readonly #write: (text: string) => void;
  readonly #shapes = new Map<string, Repeats>();
  #rest = '';
  #timer: NodeJS.Timeout | undefined;

  constructor(write: (text: string) => void) {
    this.#write = write;
  }

  add(text: string): void {
    const lines = (this.#rest + text).split('\n');
    this.#rest = lines.pop()!;
    for (const line of lines) this.#line(line);
    if (this.#rest.length > LONGEST) {
      this.#line(this.#rest);
      this.#rest = '';
    }
  }

  /** Passes on what is left: the last line, finished or not, and the summaries. */
  end(): void {
    if (this.#rest !== '') this.#line(this.#rest);
    this.#rest = '';
    this.#summarise();
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#shapes.clear();
  }

  #line(line: string): void {
    const shape = shapeOf(line);
    const repeats = this.#shapes.get(shape) ?? { held: 0, passed: 0, last: '' };
    this.#shapes.set(shape, repeats);
    if (repeats.passed < PASSED) {
      repeats.passed += 1;
      this.#write(`${line}\n`);
    } else {
      repeats.held += 1;
      repeats.last = line;
    }
    this.#timer ??= setInterval(() => this.#summarise(), INTERVAL_MS).unref();
  }

  /** A shape that did not come again since the last summary is a new one when it does. */
  #summarise(): void {
    for (const [shape, repeats] of this.#shapes) {
      const { held, last } = repeats;
      repeats.held = 0;
      if (held === 0) this.#shapes.delete(shape);
      else this.#write(held === 1 ? `${last}\n` : `… repeated ${held} times, the last: ${last}\n`);
    }
    if (this.#shapes.size > 0) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
  }
}
