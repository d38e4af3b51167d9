import type { Contribution } from './plugin.ts';

/**
 * Names of the model predictions that guidance can ask for.
 * cond: prompt + audio · dropText: negative prompt + audio · dropAudio: prompt + zero audio · uncond: negative prompt + zero audio.
 * Without audio (I2V) only cond and dropText exist.
 */
export type Prediction = 'cond' | 'dropText' | 'dropAudio' | 'uncond';

export interface GuidanceRequest {
  readonly steps: number;
  /** Text guidance scale; 1 switches text guidance off. */
  readonly textScale: number;
  /** Audio guidance scale; 1 switches audio guidance off. Ignored without audio. */
  readonly audioScale: number;
  readonly hasAudio: boolean;
}

export interface GuidanceState {
  readonly tensors: Readonly<Record<string, Float32Array>>;
}

/** Guidance of one window: fresh for each window, since buffers do not carry over. */
export interface GuidanceRun {
  /** Predictions needed at a step, in the order in which the model is called. */
  predictions(step: number): readonly Prediction[];
  /** Combines the predictions of a step to one velocity of the same length. */
  combine(predictions: Readonly<Partial<Record<Prediction, Float32Array>>>, step: number): Float32Array;
  save(): GuidanceState;
  restore(state: GuidanceState): void;
}

export interface Guidance {
  prepare(request: GuidanceRequest): GuidanceRun;
}

export interface GuidanceContribution<Options = unknown> extends Contribution<'guidance', Options, Guidance> {}
