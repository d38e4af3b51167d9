import type { GenerationSettings, GenerationSpec } from './spec.ts';

/** What a run may do otherwise than its generation asks for. */
export type OverridableField =
  | 'memory'
  | 'precision'
  | 'networkPrecision'
  | 'width'
  | 'height'
  | 'frameWindowSize'
  | 'steps';
export type RunOverrides = Partial<Pick<GenerationSettings, OverridableField>>;

/** Ways of needing less memory, from the one that costs least. */
export type RungStep =
  | 'TILE_VAE'
  | 'OFFLOAD'
  | 'SWAP_BLOCKS'
  | 'ONE_PREDICTION_AT_A_TIME'
  | 'EIGHT_BIT_WEIGHTS'
  | 'SMALLER_SIZE'
  | 'FEWER_FRAMES'
  | 'FEWER_STEPS';

/** One setting that a rung changes, both values as a person reads them. */
export interface SettingChange {
  readonly field: string;
  readonly from: string;
  readonly to: string;
}

/** A place on the out-of-memory ladder: what the last step changed, and everything that the steps so far changed. */
export interface Rung {
  readonly step: RungStep;
  /** Whether the step promises the same picture: to the byte, or below one grey level for a tiled VAE. */
  readonly samePicture: boolean;
  readonly changes: readonly SettingChange[];
  readonly overrides: RunOverrides;
}

/** The spec that a run carries out: the generation's own, or what its rung makes of it. */
export function specOfRun(spec: GenerationSpec, rung: Rung | null): GenerationSpec {
  return rung ? { ...spec, ...rung.overrides } : spec;
}

/**
 * The spec that a finished video carries. A memory strategy leaves no trace in the picture, so the generation's own
 * stays; what does change the picture is told as it was.
 */
export function specOfVideo(spec: GenerationSpec, rung: Rung | null): GenerationSpec {
  const run = specOfRun(spec, rung);
  return { ...run, memory: { ...spec.memory, tiledVae: run.memory.tiledVae } };
}
