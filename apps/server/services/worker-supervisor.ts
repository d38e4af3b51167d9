import type { Logger } from 'pino';
import { GenesisError } from '../../../core/errors/genesis-error.ts';
import type { GenerationEvent, RunFailure, RunResult } from '../../../core/runs/events.ts';
import { isStorageFailure, memoryFailure, plainFailure, runFailure } from '../../../core/runs/run-failure.ts';
import { specOfRun, specOfVideo } from '../../../core/runs/rung.ts';
import type { Asset } from '../../../core/runs/service.ts';
import type { GenerationSpec } from '../../../core/runs/spec.ts';
import { inputAssets, voicesOf } from '../../../core/runs/spec-inputs.ts';
import type { RunOrder, WorkerSettings, WorkerToServer } from '../../../core/runs/worker-protocol.ts';
import type { ChildEnd } from '../../../core/runtime/child-end.ts';
import { type ActiveRun, activeRun, type StopWish } from './active-run.ts';
import type { Assets } from './asset-service.ts';
import { isShortOfMemory, type MemoryVerdict, type OutOfMemorySteps } from './out-of-memory-steps.ts';
import type { Previews } from './previews.ts';
import { isDeath, type RunLedger, type StartedRun } from './run-ledger.ts';
import type { Device } from './services.ts';
import { WorkerProcess } from './worker-process.ts';

/** Time that a worker has to stop a cancelled run before it is ended: a cancel takes a second at most. */
const CANCEL_MS = 500;
/** The same for a run that is paused: its forward pass ends at once, its state takes a moment to write. */
const PAUSE_MS = 10_000;
/** Time after which what could not be written is tried again. */
const WRITE_AGAIN_MS = 1000;
/** Starts in a row that may fail before waiting generations are failed for it. */
const MAX_FAILED_STARTS = 3;
const FIRST_DELAY_MS = 200;
const LONGEST_DELAY_MS = 30_000;

export interface SupervisorParts {
  readonly program: URL;
  readonly settings: WorkerSettings;
  readonly ledger: RunLedger;
  readonly assets: Assets;
  readonly previews: Previews;
  /** By stage; see RunOrder. */
  readonly corrections: (spec: GenerationSpec) => RunOrder['corrections'];
  readonly memory: OutOfMemorySteps;
  readonly log: Pick<Logger, 'info' | 'warn' | 'error'>;
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
  #again: NodeJS.Timeout | undefined;
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
    const started = this.#begin();
    if (!started) return;
    this.#active = activeRun(started);
    this.#state = 'BUSY';
    try {
      this.#worker!.send({ type: 'run', order: this.#order(started) });
    } catch (error) {
      this.#conclude((run) => this.#parts.ledger.fail(run, runFailure(error, null)));
    }
  }

  /** The next waiting generation's run. null when none waits, or when it cannot be written that it starts. */
  #begin(): StartedRun | null {
    try {
      return this.#parts.ledger.begin();
    } catch (error) {
      this.#parts.log.error({ err: error }, 'the next run cannot be started; it is tried again');
      this.#later(() => this.poke());
      return null;
    }
  }

  #later(work: () => void): void {
    clearTimeout(this.#again);
    this.#again = setTimeout(work, WRITE_AGAIN_MS);
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
    const voiceSeconds = voicesOf(spec).map(({ id }) => assets.find(id).seconds ?? 0);
    return { generation: generation.id, run: run.id, spec, videoSpec, files, voiceSeconds, corrections };
  }

  #hear(message: WorkerToServer): void {
    const active = this.#active;
    if (message.type === 'ready') {
      this.#state = 'IDLE';
      this.poke();
    } else if (active && active.run.id === message.run && !active.storing) {
      if (message.type !== 'event' && message.type !== 'preview') this.#deaths = 0;
      if (message.type === 'preview') this.#parts.previews.show(active.generation.id, message.image);
      else if (message.type === 'event') this.#record(active, message.event);
      else if (message.type === 'succeeded') void this.#store(active, message.result);
      else if (message.type === 'failed') this.#lose(active, message.failure);
      else this.#conclude((run) => this.#halt(run, message.type === 'paused' ? 'pause' : 'cancel'));
    }
  }

  #halt(run: StartedRun, wish: StopWish): void {
    if (wish === 'pause') this.#parts.ledger.pause(run);
    else this.#parts.ledger.cancel(run);
  }

  #record(active: ActiveRun, event: GenerationEvent): void {
    if (event.type === 'StageStarted') active.stage = event.stage;
    // A history with a gap is no history: the run ends, and a retry finds what it had finished.
    if (active.broken) return;
    try {
      this.#parts.ledger.record(active, event);
    } catch (error) {
      this.#parts.log.error({ err: error, run: active.run.id }, 'an event cannot be stored; the run is stopped');
      active.broken = runFailure(error, active.stage);
      this.#worker?.send({ type: 'pause', run: active.run.id });
    }
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
      else if (active.wish) this.#halt(run, active.wish);
      else ledger.stepDown(run, verdict.failure, verdict.rung);
    });
  }

  /** Writes down how the active run ended, and goes on to the next one. What cannot be written is tried again. */
  #conclude(write: (run: StartedRun) => void): void {
    const active = this.#active!;
    active.storing = true;
    try {
      if (active.broken) this.#parts.ledger.fail(active, active.broken);
      else write(active);
    } catch (error) {
      if (!active.unwritten)
        this.#parts.log.error({ err: error, run: active.run.id }, 'the end of a run cannot be stored');
      active.unwritten = isStorageFailure(error);
      if (active.unwritten) {
        this.#later(() => this.#conclude(write));
        return;
      }
    }
    this.#active = undefined;
    // The worker may have died while the result was being stored.
    if (this.#state === 'BUSY') this.#state = 'IDLE';
    active.finish();
    this.poke();
  }

  #mourn({ how, outOfMemory }: ChildEnd): void {
    const wasStarting = this.#state === 'STARTING';
    const active = this.#active;
    this.#worker = undefined;
    this.#state = 'STOPPED';
    const wish = active?.wish ?? null;
    if (wish && !active?.storing) {
      this.#deaths = 0;
      this.#conclude((run) => this.#halt(run, wish));
    } else {
      this.#deaths += 1;
      this.#parts.log.warn({ how, run: active?.run.id, deaths: this.#deaths }, 'the worker ended');
      if (active && !active.storing) {
        // One that is killed says nothing; one that ends by itself has said why, code of a plugin that did it among it.
        const where = how.startsWith('exit code') ? "; the server's log has what it said last" : '';
        const message = `the worker process ended (${how})${where}`;
        this.#lose(
          active,
          outOfMemory
            ? memoryFailure(message, active.stage, outOfMemory.requestedBytes)
            : plainFailure('WORKER_DIED', message, active.stage),
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
  async halt(generation: string, wish: StopWish): Promise<void> {
    const active = this.#active;
    if (active?.generation.id !== generation) return;
    const worker = this.#worker;
    active.wish = wish;
    worker?.send({ type: wish, run: active.run.id });
    const timer = setTimeout(
      () => {
        if (!active.storing) worker?.kill();
      },
      wish === 'cancel' ? CANCEL_MS : PAUSE_MS,
    );
    await active.finished;
    clearTimeout(timer);
  }

  /** Ends the worker. A run that it is busy with stays RUNNING, to be found at the next start. */
  async stop(): Promise<void> {
    const active = this.#active;
    if (active?.storing && !active.unwritten) await active.finished;
    this.#stopping = true;
    clearTimeout(this.#restart);
    clearTimeout(this.#again);
    // What could not be written is found at the next start.
    if (active?.unwritten) active.finish();
    await this.#worker?.stop();
    this.#worker = undefined;
    this.#state = 'STOPPED';
  }
}
