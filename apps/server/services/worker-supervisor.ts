import type { Logger } from 'pino';
import { GenesisError } from '../../../core/errors/genesis-error.ts';
import type { GenerationEvent, RunFailure, RunResult, StageName } from '../../../core/runs/events.ts';
import { memoryFailure, plainFailure, runFailure } from '../../../core/runs/run-failure.ts';
import { specOfRun, specOfVideo } from '../../../core/runs/rung.ts';
import type { Asset } from '../../../core/runs/service.ts';
import type { GenerationSpec } from '../../../core/runs/spec.ts';
import { inputAssets } from '../../../core/runs/spec-inputs.ts';
import type { RunOrder, WorkerSettings, WorkerToServer } from '../../../core/runs/worker-protocol.ts';
import type { ChildEnd } from '../../../core/runtime/child-end.ts';
import type { Assets } from './asset-service.ts';
import { isShortOfMemory, type MemoryVerdict, type OutOfMemorySteps } from './out-of-memory-steps.ts';
import { isDeath, type RunLedger, type StartedRun } from './run-ledger.ts';
import type { Device } from './services.ts';
import { WorkerProcess } from './worker-process.ts';

/** Time that a worker has to stop a cancelled run before it is ended. */
const CANCEL_MS = 1000;
/** Starts in a row that may fail before waiting generations are failed for it. */
const MAX_FAILED_STARTS = 3;
const FIRST_DELAY_MS = 200;
const LONGEST_DELAY_MS = 30_000;

export interface SupervisorParts {
  readonly program: URL;
  readonly settings: WorkerSettings;
  readonly ledger: RunLedger;
  readonly assets: Assets;
  /** By stage; see RunOrder. */
  readonly corrections: (spec: GenerationSpec) => RunOrder['corrections'];
  readonly memory: OutOfMemorySteps;
  readonly log: Pick<Logger, 'info' | 'warn' | 'error'>;
}

interface ActiveRun extends StartedRun {
  /** Stage that the worker is in. */
  stage: StageName | null;
  cancelled: boolean;
  /** The worker is done with it; its result is being stored. */
  storing: boolean;
  readonly finished: Promise<void>;
  readonly finish: () => void;
}

/** Keeps one worker alive and hands it one generation after the other. */
export class WorkerSupervisor {
  readonly #parts: SupervisorParts;
  #worker: WorkerProcess | undefined;
  #state: Device['worker'] = 'STOPPED';
  #active: ActiveRun | undefined;
  /** Ends in a row without a finished run between them. */
  #deaths = 0;
  #restart: NodeJS.Timeout | undefined;
  #stopping = false;

  constructor(parts: SupervisorParts) {
    this.#parts = parts;
  }

  get state(): Device['worker'] {
    return this.#state;
  }

  /** Generation that the worker is busy with. */
  get generation(): string | null {
    return this.#active?.generation.id ?? null;
  }

  start(): void {
    if (this.#stopping || this.#worker) return;
    this.#state = 'STARTING';
    const worker = new WorkerProcess(this.#parts.program, this.#parts.settings, {
      message: (message) => {
        if (worker === this.#worker && !this.#stopping) this.#hear(message);
      },
      exit: (end) => {
        if (worker === this.#worker && !this.#stopping) this.#mourn(end);
      },
    });
    this.#worker = worker;
  }

  /** To be called when a generation was queued. */
  poke(): void {
    if (this.#stopping || this.#state !== 'IDLE') return;
    const started = this.#parts.ledger.begin();
    if (!started) return;
    let finish = () => {};
    const finished = new Promise<void>((resolve) => {
      finish = resolve;
    });
    this.#active = { ...started, stage: null, cancelled: false, storing: false, finished, finish };
    this.#state = 'BUSY';
    try {
      this.#worker!.send({ type: 'run', order: this.#order(started) });
    } catch (error) {
      this.#conclude((run) => this.#parts.ledger.fail(run, runFailure(error, null)));
    }
  }

  #order({ generation, run }: StartedRun): RunOrder {
    const spec = specOfRun(generation.spec, run.rung);
    const videoSpec = specOfVideo(generation.spec, run.rung);
    const { assets } = this.#parts;
    const path = (field: string, id: string) => {
      try {
        return assets.path(assets.find(id));
      } catch (cause) {
        throw new GenesisError('ASSET_NOT_FOUND', `${field}: the file of asset ${id} is gone`, { field, cause });
      }
    };
    const files = Object.fromEntries(inputAssets(spec).map(([field, { id }]) => [id, path(field, id)]));
    const corrections = this.#parts.corrections(spec);
    return { generation: generation.id, run: run.id, spec, videoSpec, files, corrections };
  }

  #hear(message: WorkerToServer): void {
    const active = this.#active;
    if (message.type === 'ready') {
      this.#state = 'IDLE';
      this.poke();
    } else if (active && active.run.id === message.run && !active.storing) {
      if (message.type !== 'event') this.#deaths = 0;
      if (message.type === 'event') this.#record(active, message.event);
      else if (message.type === 'succeeded') void this.#store(active, message.result);
      else if (message.type === 'failed') this.#lose(active, message.failure);
      else this.#conclude((run) => this.#parts.ledger.cancel(run));
    }
  }

  #record(active: ActiveRun, event: GenerationEvent): void {
    if (event.type === 'StageStarted') active.stage = event.stage;
    this.#parts.ledger.record(active, event);
  }

  async #store(active: ActiveRun, result: RunResult): Promise<void> {
    active.storing = true;
    let output: Asset;
    try {
      output = await this.#parts.assets.adopt(result, active.generation.id);
    } catch (error) {
      this.#parts.log.error({ err: error, run: active.run.id }, 'the result cannot be stored');
      this.#conclude((run) => this.#parts.ledger.fail(run, runFailure(error, 'mux')));
      return;
    }
    this.#conclude((run) => this.#parts.ledger.succeed(run, result, output));
  }

  /** A run failed or its process died: what follows depends on why. */
  #lose(active: ActiveRun, failure: RunFailure): void {
    const { ledger } = this.#parts;
    if (isShortOfMemory(failure)) void this.#stepDown(active, failure);
    else if (isDeath(failure.code)) this.#conclude((run) => ledger.processDied(run, failure));
    else this.#conclude((run) => ledger.fail(run, failure));
  }

  async #stepDown(active: ActiveRun, failure: RunFailure): Promise<void> {
    const { ledger, memory, log } = this.#parts;
    active.storing = true;
    const verdict = await memory.judge(active, failure).catch((error: unknown): MemoryVerdict => {
      log.error({ err: error, run: active.run.id }, 'no way down the out-of-memory ladder');
      return { failure, rung: null };
    });
    this.#conclude((run) => {
      if (!verdict.rung) ledger.fail(run, verdict.failure);
      else if (active.cancelled) ledger.cancel(run);
      else ledger.stepDown(run, verdict.failure, verdict.rung);
    });
  }

  /** Writes down how the active run ended, and goes on to the next one. */
  #conclude(write: (run: StartedRun) => void): void {
    const active = this.#active!;
    this.#active = undefined;
    // The worker may have died while the result was being stored.
    if (this.#state === 'BUSY') this.#state = 'IDLE';
    write(active);
    active.finish();
    this.poke();
  }

  #mourn({ how, outOfMemory }: ChildEnd): void {
    const wasStarting = this.#state === 'STARTING';
    const active = this.#active;
    this.#worker = undefined;
    this.#state = 'STOPPED';
    if (active?.cancelled && !active.storing) {
      this.#deaths = 0;
      this.#conclude((run) => this.#parts.ledger.cancel(run));
    } else {
      this.#deaths += 1;
      this.#parts.log.warn({ how, run: active?.run.id, deaths: this.#deaths }, 'the worker ended');
      if (active && !active.storing) {
        const message = `the worker process ended (${how})`;
        this.#lose(
          active,
          outOfMemory
            ? memoryFailure(message, active.stage, outOfMemory.requestedBytes)
            : plainFailure('WORKER_DIED', message),
        );
      }
      if (wasStarting && this.#deaths >= MAX_FAILED_STARTS) this.#refuseNext(how);
    }
    this.#restartLater();
  }

  /** A worker that does not even start would let generations wait for ever. */
  #refuseNext(how: string): void {
    const next = this.#parts.ledger.begin();
    if (!next) return;
    const message = `the worker process does not start (${how}); the server's log says why`;
    this.#parts.ledger.fail(next, plainFailure('WORKER_DIED', message));
  }

  #restartLater(): void {
    const delay = this.#deaths <= 1 ? 0 : Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** (this.#deaths - 2));
    this.#restart = setTimeout(() => this.start(), delay);
  }

  /** Stops a generation's run; resolves once it has ended, in whatever way. */
  async cancel(generation: string): Promise<void> {
    const active = this.#active;
    if (active?.generation.id !== generation) return;
    const worker = this.#worker;
    active.cancelled = true;
    worker?.send({ type: 'cancel', run: active.run.id });
    const timer = setTimeout(() => {
      if (!active.storing) worker?.kill();
    }, CANCEL_MS);
    await active.finished;
    clearTimeout(timer);
  }

  /** Ends the worker. A run that it is busy with stays RUNNING, to be found at the next start. */
  async stop(): Promise<void> {
    const active = this.#active;
    if (active?.storing) await active.finished;
    this.#stopping = true;
    clearTimeout(this.#restart);
    await this.#worker?.stop();
    this.#worker = undefined;
    this.#state = 'STOPPED';
  }
}
