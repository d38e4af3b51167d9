import type { ChildProcess } from 'node:child_process';
import { outOfMemoryText } from '../errors/out-of-memory-text.ts';
import { countOomKills } from './oom-kills.ts';
import { RepeatedLines } from './repeated-lines.ts';

/** Characters of standard error that are kept: an abort says its reason last. */
const TAIL = 8192;

/** Signals that a process brings upon itself: where memory is short, an allocation that nobody checks ends in one. */
const FAULTS: readonly (NodeJS.Signals | null)[] = ['SIGSEGV', 'SIGBUS', 'SIGABRT', 'SIGTRAP', 'SIGILL'];

/** How a child process ended. */
export interface ChildEnd {
  /** In words: `signal SIGKILL` or `exit code 1`. */
  readonly how: string;
  /** Memory ran out: the system killed it for that, or it said so with its last words. */
  readonly outOfMemory: { readonly requestedBytes: number | null } | null;
}

/** Watches a child whose standard error is a pipe: passes its lines on, and tells why the child ended. */
export class ChildWatch {
  readonly ended: Promise<ChildEnd>;
  readonly #limited: boolean;
  #tail = '';
  #sinceMark = '';
  #said: ChildEnd['outOfMemory'] = null;
  #kills = countOomKills();

  /** @param limited whether the child is held to a memory limit: a refused allocation often shows as a fault there */
  constructor(child: ChildProcess, limited = false) {
    this.#limited = limited;
    const lines = new RepeatedLines((text) => process.stderr.write(text));
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      lines.add(text);
      this.#tail = (this.#tail + text).slice(-TAIL);
      // At once: what follows from a refusal can be longer than what is kept.
      const said = this.#sinceMark + text;
      this.#said ??= outOfMemoryText(said);
      this.#sinceMark = said.slice(-TAIL);
    });
    child.stderr?.once('close', () => lines.end());
    this.ended = new Promise((resolve) => {
      // After 'exit', once the last of standard error has been read.
      child.once('close', (code, signal) => resolve(this.#explain(code, signal)));
      child.on('error', (error) => {
        // Only a process that never came to be has no 'close'.
        if (child.pid === undefined) resolve({ how: error.message, outOfMemory: outOfMemoryText(error.message) });
      });
    });
  }

  /** To be called when the child is given work: kills before that have hit others. */
  mark(): void {
    this.#kills = countOomKills();
    this.#sinceMark = '';
    this.#said = null;
  }

  /** What the child has written since the mark names memory that ran out: a WebGPU device reports it there alone. */
  saidOutOfMemory(): ChildEnd['outOfMemory'] {
    return this.#said;
  }

  #explain(code: number | null, signal: NodeJS.Signals | null): ChildEnd {
    const how = signal ? `signal ${signal}` : `exit code ${code}`;
    if (signal === 'SIGKILL') {
      const killed = (countOomKills() ?? 0) > (this.#kills ?? 0);
      return { how, outOfMemory: killed ? { requestedBytes: null } : null };
    }
    const fault = this.#limited && FAULTS.includes(signal) ? { requestedBytes: null } : null;
    return { how, outOfMemory: code === 0 ? null : (outOfMemoryText(this.#tail) ?? fault) };
  }
}
