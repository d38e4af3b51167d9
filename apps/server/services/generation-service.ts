import { randomInt } from 'node:crypto';
import { GenesisError } from '../../../core/errors/genesis-error.ts';
import { contentKey } from '../../../core/runs/canonical-json.ts';
import type { StoredEvent } from '../../../core/runs/events.ts';
import { type RerunChanges, rerunContext, rerunRequest } from '../../../core/runs/rerun.ts';
import { type ResolveContext, resolveGeneration } from '../../../core/runs/resolve.ts';
import type {
  Generation,
  GenerationFilter,
  PageRequest,
  Run,
  StartInput,
  StoredStage,
} from '../../../core/runs/service.ts';
import type { GenerationSpec, GenerationState } from '../../../core/runs/spec.ts';
import { requestedAssets } from '../../../core/runs/spec-inputs.ts';
import type { EventRepository } from '../../../db/repositories/events.ts';
import type { GenerationRepository } from '../../../db/repositories/generations.ts';
import type { RunRepository } from '../../../db/repositories/runs.ts';
import type { StageOutputRepository } from '../../../db/repositories/stage-outputs.ts';
import type { EventHub } from './event-hub.ts';
import type { RunLedger } from './run-ledger.ts';
import type { GenerationService } from './services.ts';
import type { WorkerSupervisor } from './worker-supervisor.ts';

/** Seeds that are drawn are short enough to be typed. */
const SEED_RANGE = 2 ** 32;

export interface GenerationParts {
  readonly generations: GenerationRepository;
  readonly runs: RunRepository;
  readonly stageOutputs: StageOutputRepository;
  readonly events: EventRepository;
  readonly hub: EventHub;
  readonly ledger: RunLedger;
  readonly supervisor: Pick<WorkerSupervisor, 'poke' | 'halt'>;
  readonly resolving: Omit<ResolveContext, 'drawSeed'>;
}

export class Generations implements GenerationService {
  readonly #parts: GenerationParts;

  constructor(parts: GenerationParts) {
    this.#parts = parts;
  }

  start(input: StartInput, idempotencyKey?: string): Promise<Generation> {
    return this.#accept(input, contentKey(input), (context) => context, idempotencyKey);
  }

  async rerun(id: string, changes: RerunChanges, idempotencyKey?: string): Promise<Generation> {
    const { spec } = this.find(id);
    const requestHash = contentKey({ rerun: id, changes });
    return this.#accept(
      rerunRequest(spec, changes),
      requestHash,
      (context) => rerunContext(spec, context),
      idempotencyKey,
    );
  }

  async #accept(
    input: StartInput,
    requestHash: string,
    adapt: (context: ResolveContext) => ResolveContext,
    idempotencyKey: string | undefined,
  ): Promise<Generation> {
    const earlier = this.#earlier(idempotencyKey, requestHash);
    if (earlier) return earlier;
    const context = { ...this.#parts.resolving, drawSeed: () => randomInt(SEED_RANGE) };
    const spec = await resolveGeneration(input, adapt(context));
    // The same request may have been accepted while this one was being checked.
    const meanwhile = this.#earlier(idempotencyKey, requestHash);
    if (meanwhile) return meanwhile;
    this.#requireAssets(input, spec);
    const specHash = contentKey(spec);
    const generation = this.#parts.ledger.enqueue({
      spec,
      specHash,
      requestHash,
      idempotencyKey: idempotencyKey ?? null,
    });
    this.#parts.supervisor.poke();
    return generation;
  }

  #earlier(idempotencyKey: string | undefined, requestHash: string): Generation | undefined {
    const known = idempotencyKey === undefined ? undefined : this.#parts.generations.findByKey(idempotencyKey);
    if (known && known.requestHash !== requestHash) {
      throw new GenesisError('IDEMPOTENCY_CONFLICT', `idempotencyKey: it was used for another request`, {
        field: 'idempotencyKey',
        accepted: 'a new key, or the same request as before',
      });
    }
    return known?.generation;
  }

  /** Assets that nobody referred to may have been cleaned away while the request was being checked. */
  #requireAssets(input: StartInput, spec: GenerationSpec): void {
    for (const [field, { id }] of requestedAssets(input, spec)) {
      if (this.#parts.resolving.asset(id)) continue;
      const accepted = 'the file, uploaded again';
      throw new GenesisError('ASSET_NOT_FOUND', `${field}: no asset has the id ${id} any more`, { field, accepted });
    }
  }

  find(id: string): Generation {
    const found = this.#parts.generations.find(id);
    if (found) return found;
    throw new GenesisError('GENERATION_NOT_FOUND', 'no generation has this id', { field: 'id' });
  }

  list(filter: GenerationFilter, page: PageRequest): Generation[] {
    return this.#parts.generations.list(filter, page);
  }

  async cancel(id: string): Promise<Generation> {
    const state = this.#require(id, ['QUEUED', 'RUNNING', 'PAUSED']);
    if (state === 'PAUSED') this.#parts.ledger.cancelPaused(id);
    else if (!this.#parts.ledger.haltWaiting(id, 'CANCELLED')) await this.#parts.supervisor.halt(id, 'cancel');
    return this.find(id);
  }

  async pause(id: string): Promise<Generation> {
    this.#require(id, ['QUEUED', 'RUNNING']);
    if (!this.#parts.ledger.haltWaiting(id, 'PAUSED')) await this.#parts.supervisor.halt(id, 'pause');
    return this.find(id);
  }

  async resume(id: string): Promise<Generation> {
    this.#require(id, ['PAUSED']);
    this.#parts.ledger.resume(id);
    const queued = this.find(id);
    this.#parts.supervisor.poke();
    return queued;
  }

  /** @throws GenesisError GENERATION_STATE, GENERATION_NOT_FOUND */
  #require(id: string, accepted: readonly GenerationState[]): GenerationState {
    const { state } = this.find(id);
    if (accepted.includes(state)) return state;
    throw new GenesisError('GENERATION_STATE', `the generation is ${state}`, {
      field: 'id',
      accepted: `a generation that is ${accepted.join(' or ')}`,
    });
  }

  async retry(id: string): Promise<Generation> {
    this.#require(id, ['FAILED', 'CANCELLED']);
    this.#parts.ledger.retry(id);
    const queued = this.find(id);
    this.#parts.supervisor.poke();
    return queued;
  }

  async delete(id: string): Promise<Generation> {
    const generation = this.find(id);
    this.#parts.ledger.delete(generation);
    return generation;
  }

  runs(generation: string): Run[] {
    return this.#parts.runs.list(generation);
  }

  findRun(id: string): Run {
    const found = this.#parts.runs.find(id);
    if (found) return found;
    throw new GenesisError('GENERATION_NOT_FOUND', `no run has the id ${id}`, { field: 'id' });
  }

  stages(run: string): StoredStage[] {
    return this.#parts.stageOutputs.list(run);
  }

  events(generation: string, after: number, limit: number): StoredEvent[] {
    return this.#parts.events.after(generation, after, limit);
  }

  lastEvent(generation: string): number {
    return this.#parts.events.last(generation);
  }

  subscribe(generation: string, after: number, signal: AbortSignal): AsyncIterable<StoredEvent> {
    this.find(generation);
    return this.#parts.hub.subscribe(generation, after, signal);
  }
}
