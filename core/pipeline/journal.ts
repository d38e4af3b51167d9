import { GenesisError } from '../errors/genesis-error.ts';
import { contentKey } from '../runs/canonical-json.ts';
import type { GenerationEvent, LogWords, StageName, TensorDiagnostic } from '../runs/events.ts';
import type { MemorySampler } from '../runtime/memory-sampler.ts';
import { diagnoseAll, flatWarning, type NetworkOrigin } from './diagnostics.ts';
import { type PartialStore, SamplerCheckpoint } from './sampler-checkpoint.ts';
import type { StageOutput, StageProduct, StageStore } from './stage-store.ts';

type Distribute<Union> = Union extends unknown ? Omit<Union, 'run'> : never;
/** An event of a run, before the run's id is put in. */
export type RunEvent = Distribute<Extract<GenerationEvent, { run: string }>>;

export interface StageRequest {
  readonly stage: StageName;
  /** null for a stage that runs once. */
  readonly window: number | null;
  readonly windows: number | null;
  /** Counts up when the stage computes something else from the same parts. */
  readonly version: number;
  /** Everything that the output depends on, as plain data. */
  readonly parts: Readonly<Record<string, unknown>>;
  /** The network that makes the output, where one does. */
  readonly origin?: NetworkOrigin;
}

export interface JournalSettings {
  readonly store: StageStore;
  readonly emit: (event: RunEvent) => void;
  readonly sampler: Pick<MemorySampler, 'takePeak'> | null;
  readonly signal: AbortSignal;
  /** Where samplers keep their state, and the least time between two writes. @default nowhere */
  readonly checkpoints?: { readonly store: PartialStore; readonly seconds: number } | null;
  /** Goes into every key; different salts share nothing. */
  readonly salt: string;
}

/** Carries out stages in order: skips what the store has, measures and stores what it has not, and tells about both. */
export class StageJournal {
  readonly store: StageStore;
  readonly emit: (event: RunEvent) => void;
  readonly #settings: JournalSettings;
  /** Highest peak of the stages so far. */
  peakBytes = 0;

  constructor(settings: JournalSettings) {
    this.store = settings.store;
    this.emit = settings.emit;
    this.#settings = settings;
  }

  /** @throws GenesisError CANCELLED once the run's signal has fired */
  checkCancelled(): void {
    if (this.#settings.signal.aborted) throw new GenesisError('CANCELLED', 'the generation was cancelled');
  }

  /** Tells what looks wrong but does not end the run; null: nothing does. */
  warn(words: LogWords | null): void {
    if (words !== null) this.emit({ type: 'Log', level: 'warn', ...words });
  }

  /** Keeps a sampler's state under the content address of its stage; null where nothing is kept. */
  checkpoint(key: string): SamplerCheckpoint | null {
    const { checkpoints } = this.#settings;
    return checkpoints ? new SamplerCheckpoint(checkpoints.store, key, checkpoints.seconds) : null;
  }

  /** @param compute is given the content address of what it makes */
  async ensure(request: StageRequest, compute: (key: string) => Promise<StageProduct>): Promise<StageOutput> {
    this.checkCancelled();
    const { stage, window, windows } = request;
    const key = contentKey({ salt: this.#settings.salt, stage, version: request.version, parts: request.parts });
    this.emit({ type: 'StageStarted', stage, window, windows });
    const started = performance.now();
    const known = await this.store.get(key);
    if (known) {
      const tensors = (known.facts.diagnostics ?? []) as readonly TensorDiagnostic[];
      const seconds = (performance.now() - started) / 1000;
      this.emit({
        type: 'StageFinished',
        stage,
        window,
        key,
        cached: true,
        seconds,
        peakBytes: null,
        peakDeviceBytes: null,
        processes: [],
        bytes: known.bytes,
        tensors,
      });
      return known;
    }
    await this.#settings.sampler?.takePeak();
    const product = await compute(key);
    this.checkCancelled();
    const diagnostics = [...(product.diagnostics ?? []), ...diagnoseAll(request, product.tensors)];
    // Frames were watched as they were decoded; what is kept of them says the same again.
    if (request.origin && stage !== 'decode')
      for (const diagnostic of diagnostics) this.warn(flatWarning(request, diagnostic));
    const output = await this.store.put(key, { ...product, facts: { ...product.facts, diagnostics } });
    await this.#settings.checkpoints?.store.remove(key);
    const seconds = (performance.now() - started) / 1000;
    const measured = await this.#settings.sampler?.takePeak();
    const peakBytes = measured?.ramBytes ?? null;
    this.peakBytes = Math.max(this.peakBytes, peakBytes ?? 0);
    this.emit({
      type: 'StageFinished',
      stage,
      window,
      key,
      cached: false,
      seconds,
      peakBytes,
      peakDeviceBytes: measured?.deviceBytes ?? null,
      processes: measured?.processes ?? [],
      bytes: output.bytes,
      tensors: diagnostics,
    });
    return output;
  }
}
