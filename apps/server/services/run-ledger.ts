import type { ErrorCode } from '../../../core/errors/catalogue.ts';
import { GenesisError } from '../../../core/errors/genesis-error.ts';
import type { GenerationEvent, RunFailure, RunResult } from '../../../core/runs/events.ts';
import type { QueueDriver, QueueEntry } from '../../../core/runs/queue.ts';
import type { Rung } from '../../../core/runs/rung.ts';
import type { Asset, Generation, Run } from '../../../core/runs/service.ts';
import type { GenerationState } from '../../../core/runs/spec.ts';
import type { Database } from '../../../db/database.ts';
import type { GenerationRepository, NewGeneration } from '../../../db/repositories/generations.ts';
import type { RunEnd, RunRepository } from '../../../db/repositories/runs.ts';
import type { StageOutputRepository } from '../../../db/repositories/stage-outputs.ts';
import type { EventHub } from './event-hub.ts';
import type { QueueWatch } from './queue-service.ts';

/** Runs in a row that a dying worker or host may interrupt before the generation fails: the first one and three resumes. */
const MAX_DEATHS = 4;

export interface LedgerParts {
  readonly database: Database;
  readonly generations: GenerationRepository;
  readonly runs: RunRepository;
  readonly stageOutputs: StageOutputRepository;
  readonly queue: QueueDriver;
  readonly hub: EventHub;
  readonly watch: QueueWatch;
}

/** A run that was started, with its generation. */
export interface StartedRun {
  readonly generation: Generation;
  readonly run: Run;
}

/** What a run's row keeps of a failure. */
const endOf = ({ code, message, field, accepted = null, outOfMemory }: RunFailure): Partial<RunEnd> => ({
  errorCode: code,
  errorMessage: message,
  errorField: field,
  errorAccepted: accepted,
  outOfMemory,
});

/** Whether a process that carried the run ended under it: the run can be taken up where it was. */
export const isDeath = (code: ErrorCode | null): boolean => code === 'WORKER_DIED' || code === 'HOST_DIED';

/** Every change of a generation's or a run's state, each with its events in one transaction. */
export class RunLedger {
  readonly #parts: LedgerParts;

  constructor(parts: LedgerParts) {
    this.#parts = parts;
  }

  #change<Result>(work: () => Result): Result {
    const result = this.#parts.database.transaction(work);
    this.#parts.watch.changed();
    return result;
  }

  #setState(generation: string, state: GenerationState, outputAsset: string | null = null): void {
    this.#parts.generations.setState(generation, state, outputAsset);
    this.#parts.hub.append(generation, { type: 'StateChanged', state });
  }

  /** Stores a new generation as QUEUED. @throws GenesisError QUEUE_FULL */
  enqueue(generation: NewGeneration): Generation {
    return this.#change(() => {
      const stored = this.#parts.generations.insert(generation);
      this.#parts.queue.add(stored.id, 'FIRST');
      this.#parts.hub.append(stored.id, { type: 'StateChanged', state: 'QUEUED' });
      return stored;
    });
  }

  /** Queues a generation that failed or was cancelled. @throws GenesisError QUEUE_FULL */
  retry(generation: string): void {
    this.#change(() => {
      this.#parts.queue.add(generation, 'RETRY');
      this.#setState(generation, 'QUEUED');
    });
  }

  /** Takes a paused generation up where it was. */
  resume(generation: string): void {
    this.#change(() => {
      this.#parts.queue.add(generation, 'RESUME');
      this.#setState(generation, 'QUEUED');
    });
  }

  /** Takes a waiting generation out of the queue. false when it does not wait any more. */
  haltWaiting(generation: string, state: 'CANCELLED' | 'PAUSED'): boolean {
    return this.#change(() => {
      if (!this.#parts.queue.remove(generation)) return false;
      this.#setState(generation, state);
      return true;
    });
  }

  /** Cancels a generation that is paused: it has neither a run nor a place in the queue. */
  cancelPaused(generation: string): void {
    this.#change(() => this.#setState(generation, 'CANCELLED'));
  }

  /** Starts the next waiting generation's run. null when none waits. */
  begin(): StartedRun | null {
    if (this.#parts.queue.waiting().length === 0) return null;
    return this.#change(() => {
      const next = this.#parts.queue.take();
      const generation = next && this.#parts.generations.find(next.generation);
      if (!generation) return null;
      const run = this.#parts.runs.insert(generation.id, next.reason, this.#rungFor(next));
      this.#setState(generation.id, 'RUNNING');
      this.#parts.hub.append(generation.id, {
        type: 'RunStarted',
        run: run.id,
        attempt: run.attempt,
        reason: run.reason,
        rung: run.rung,
      });
      return { generation, run };
    });
  }

  /** A first run and one that the user asks for do what the generation says; the others go on where the last one was. */
  #rungFor({ generation, reason }: QueueEntry): Rung | null {
    const last = this.#parts.runs.list(generation).at(-1);
    return reason === 'FIRST' || reason === 'RETRY' || !last ? null : (last.nextRung ?? last.rung);
  }

  /** Stores what a worker tells about its run. */
  record({ generation, run }: StartedRun, event: GenerationEvent): void {
    this.#parts.database.transaction(() => {
      if (event.type === 'StageFinished') this.#parts.stageOutputs.insert(run.id, event);
      if (event.type === 'MemoryPlanned') {
        const { type: _, run: _run, ...memory } = event;
        this.#parts.runs.setMemory(run.id, memory);
      }
      if (event.type === 'MemoryMeasured') this.#parts.runs.setMeasured(run.id, event.timeline);
      if (event.type === 'RunFinished') this.#parts.runs.setPeak(run.id, event.peakBytes);
      this.#parts.hub.append(generation.id, event);
    });
  }

  #end(run: Run, end: RunEnd, state: GenerationState, outputAsset: string | null = null): void {
    this.#change(() => {
      this.#parts.runs.finish(run.id, end);
      this.#setState(run.generation, state, outputAsset);
    });
  }

  succeed({ run }: StartedRun, { file: _, ...result }: RunResult, output: Asset): void {
    this.#end(run, { state: 'SUCCEEDED', result }, 'SUCCEEDED', output.id);
  }

  pause({ run }: Pick<StartedRun, 'run'>): void {
    this.#end(run, { state: 'PAUSED' }, 'PAUSED');
  }

  cancel({ run }: Pick<StartedRun, 'run'>): void {
    this.#end(run, { state: 'CANCELLED' }, 'CANCELLED');
  }

  fail({ run }: Pick<StartedRun, 'run'>, failure: RunFailure): void {
    this.#change(() => {
      this.#parts.hub.append(run.generation, { type: 'RunFailed', run: run.id, ...failure });
      this.#end(run, { state: 'FAILED', ...endOf(failure) }, 'FAILED');
    });
  }

  /** Closes a run that ran out of memory, and queues one that stands on the next rung. */
  stepDown({ run }: Pick<StartedRun, 'run'>, failure: RunFailure, nextRung: Rung): void {
    this.#change(() => {
      this.#parts.hub.append(run.generation, { type: 'RunFailed', run: run.id, ...failure });
      this.#parts.runs.finish(run.id, { state: 'FAILED', ...endOf(failure), nextRung });
      this.#parts.queue.add(run.generation, 'OUT_OF_MEMORY_STEP');
      this.#setState(run.generation, 'QUEUED');
    });
  }

  /** Closes a run whose worker or host died, and queues a resume, unless they have died on this generation too often. */
  processDied({ run }: Pick<StartedRun, 'run'>, failure: RunFailure): void {
    if (this.#deathsInARow(run) + 1 >= MAX_DEATHS) this.fail({ run }, failure);
    else this.#interrupt(run, failure);
  }

  #deathsInARow(run: Run): number {
    const earlier = this.#parts.runs.list(run.generation).filter(({ attempt }) => attempt < run.attempt);
    const alive = earlier.findLastIndex(({ state, errorCode }) => state !== 'INTERRUPTED' || !isDeath(errorCode));
    return earlier.length - 1 - alive;
  }

  #interrupt(run: Run, failure: RunFailure | null): void {
    this.#change(() => {
      if (failure) this.#parts.hub.append(run.generation, { type: 'RunFailed', run: run.id, ...failure });
      this.#parts.runs.finish(run.id, { state: 'INTERRUPTED', ...(failure && endOf(failure)) });
      this.#parts.queue.add(run.generation, 'RESUME');
      this.#setState(run.generation, 'QUEUED');
    });
  }

  /**
   * Puts right what the server's last end left behind: runs that nobody carries any more are closed and their
   * generations queued again. That is no fault of the generation, so it is not counted against it.
   * @returns number of runs that were interrupted
   */
  recover(): number {
    const interrupted = this.#parts.runs.listRunning();
    for (const run of interrupted) this.#interrupt(run, null);
    const waiting = new Set(this.#parts.queue.waiting());
    const lost = this.#parts.generations.idsInState('QUEUED').filter((id) => !waiting.has(id));
    for (const id of lost) this.#parts.queue.add(id, 'RESUME');
    return interrupted.length;
  }

  /** Removes a generation that has ended, with its history. */
  delete(generation: Generation): void {
    if (generation.state === 'QUEUED' || generation.state === 'RUNNING' || generation.state === 'PAUSED') {
      throw new GenesisError('GENERATION_STATE', `the generation is ${generation.state}; cancel it first`, {
        field: 'id',
        accepted: 'a generation that has ended',
      });
    }
    this.#change(() => this.#parts.generations.delete(generation.id));
    this.#parts.hub.wake(generation.id);
  }
}
