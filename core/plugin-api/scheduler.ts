import type { Contribution } from './plugin.ts';

/** What a scheduler is asked to prepare. */
export interface SchedulerRequest {
  /** Number of sampling steps, at least 1. */
  readonly steps: number;
  /** Time shift s of the flow: sigma' = s·sigma / (1 + (s − 1)·sigma). Greater than 0. */
  readonly shift: number;
  /** A caller's own sigmas, decreasing, without the terminal 0 (already shifted). */
  readonly sigmas?: readonly number[];
}

/** Everything needed to continue a sampling run in another process. Plain data; survives structured clone and JSON of its numbers. */
export interface SchedulerState {
  readonly index: number;
  readonly tensors: Readonly<Record<string, Float32Array>>;
  readonly scalars: Readonly<Record<string, number>>;
}

/**
 * One sampling run. `timesteps.length` model calls are made, in order; call i is
 * followed by `step(velocity, i, sample, noise)`, which returns the next sample.
 */
export interface SchedulerRun {
  /** Timesteps handed to the model, on the 0..1000 scale, one per model call. */
  readonly timesteps: readonly number[];
  /** Sigmas, one per model call plus the terminal value. */
  readonly sigmas: readonly number[];
  /** Whether `step(…, i, …)` consumes a standard-normal noise tensor of the sample's shape. */
  needsNoise(index: number): boolean;
  /**
   * Advances the sample. Calls come in order of `index`, from 0 (or from the restored state).
   * @param velocity the model's prediction (noise − x0), same length as `sample`
   * @returns a new array; the inputs are left as they are
   */
  step(velocity: Float32Array, index: number, sample: Float32Array, noise?: Float32Array): Float32Array;
  save(): SchedulerState;
  restore(state: SchedulerState): void;
}

export interface Scheduler {
  prepare(request: SchedulerRequest): SchedulerRun;
}

export interface SchedulerCapabilities {
  /** Whether some step consumes fresh noise. */
  readonly stochastic: boolean;
  /** Model calls per step (Heun: 2). */
  readonly callsPerStep: number;
  /** Numbers of steps that it can be prepared for without a caller's own sigmas. @default any */
  readonly steps?: readonly number[];
}

/** A scheduler (sampler) offered by a plugin. */
export interface SchedulerContribution<Options = unknown> extends Contribution<'scheduler', Options, Scheduler> {
  readonly capabilities: SchedulerCapabilities;
}
