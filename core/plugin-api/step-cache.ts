import type { Prediction } from './guidance.ts';
import type { Contribution } from './plugin.ts';

export interface StepCacheRequest {
  /** Timesteps of all model calls of the schedule, on the 0..1000 scale; a run may take only a part of them. */
  readonly timesteps: readonly number[];
}

/** A forward that is due. */
export interface StepCacheCall {
  /** Index into `timesteps`. */
  readonly step: number;
  readonly prediction: Prediction;
  /** What the model would be given. */
  readonly latents: Float32Array;
  /**
   * The model's own embedding of this timestep (Wan: the output e of `time_embedding`, `[dim]`), where the network shows
   * it and the cache asks for it. Caches whose published thresholds rest on it go by the latents without it.
   */
  readonly timeEmbedding?: Float32Array | undefined;
}

/** Everything needed to go on in another process. Plain data; survives structured clone and JSON of its numbers. */
export interface StepCacheState {
  readonly tensors: Readonly<Record<string, Float32Array>>;
  readonly scalars: Readonly<Record<string, number>>;
}

/** How many forwards were asked for and answered. */
export interface StepCacheCounts {
  /** Forwards that the model made. */
  readonly forwards: number;
  /** Forwards that were spared. */
  readonly skipped: number;
}

/**
 * The step cache of one window: fresh for each window. At every step, for each prediction that guidance asks for, in its
 * order: `reuse`; where that gives null, the model is called and `store` is told its velocity. All `reuse` calls of a
 * step may come before the first `store`, so that the rest can be one batch.
 */
export interface StepCacheRun {
  /** The velocity to take in place of a forward, or null: the model has to be called. */
  reuse(call: StepCacheCall): Float32Array | null;
  store(call: StepCacheCall, velocity: Float32Array): void;
  counts(): StepCacheCounts;
  save(): StepCacheState;
  restore(state: StepCacheState): void;
}

export interface StepCache {
  /** Whether calls are to carry the time embedding. @default false */
  readonly usesTimeEmbedding?: boolean;
  prepare(request: StepCacheRequest): StepCacheRun;
}

/** A way of sparing forwards that would change little, offered by a plugin. */
export interface StepCacheContribution<Options = unknown> extends Contribution<'step-cache', Options, StepCache> {}
