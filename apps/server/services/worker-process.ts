import type { ChildProcess } from 'node:child_process';
import type { ServerToWorker, WorkerSettings, WorkerToServer } from '../../../core/runs/worker-protocol.ts';
import { type ChildEnd, ChildWatch } from '../../../core/runtime/child-end.ts';
import { forkProgram } from '../../../core/runtime/child-program.ts';

export interface WorkerListener {
  message(message: WorkerToServer): void;
  exit(end: ChildEnd): void;
}

/** Time that a worker has to end by itself. */
const GRACE_MS = 3000;
const HAS_GROUPS = process.platform !== 'win32';

/** One worker process; it and its network hosts are a process group of their own. */
export class WorkerProcess {
  readonly #child: ChildProcess;
  readonly #gone: Promise<void>;
  #ended = false;

  constructor(program: URL, settings: WorkerSettings, listener: WorkerListener) {
    const env = { ...process.env, GENESIS_WORKER: JSON.stringify(settings) };
    this.#child = forkProgram(program, { detached: HAS_GROUPS, env, stderr: 'pipe' });
    // The hosts of a worker that died by itself may be in the middle of a forward pass.
    this.#child.once('exit', () => this.kill());
    this.#child.on('message', (message: WorkerToServer) => listener.message(message));
    this.#gone = new ChildWatch(this.#child).ended.then((end) => {
      this.#ended = true;
      listener.exit(end);
    });
  }

  send(message: ServerToWorker): void {
    // A message that a dying process does not take any more is answered by its exit.
    if (this.#child.connected) this.#child.send(message, () => {});
  }

  /** Ends the worker and its hosts, in the middle of a forward pass if need be. */
  kill(): void {
    const { pid } = this.#child;
    if (pid === undefined || this.#ended) return;
    try {
      process.kill(HAS_GROUPS ? -pid : pid, 'SIGKILL');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }

  /** Asks the worker to end, makes it end when it does not, and resolves once it is gone. */
  async stop(): Promise<void> {
    this.send({ type: 'shutdown' });
    const timer = setTimeout(() => this.kill(), GRACE_MS);
    await this.#gone;
    clearTimeout(timer);
  }
}
