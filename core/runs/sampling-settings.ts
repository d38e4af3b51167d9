import { GenesisError } from '../errors/genesis-error.ts';
import { schedulePart } from '../sampling/schedule-part.ts';

export const ROPE_FUNCTIONS = ['default', 'comfy', 'comfy_chunked'] as const;
/**
 * Names of ComfyUI-WanVideoWrapper for three ways to compute one rotary embedding: complex numbers in float64, real
 * numbers in float32, and the latter in four parts to spare memory. The angles are the same. Here they are computed once
 * per window in float64, so the choice changes nothing; it is kept so that imported settings come back as they were.
 */
export type RopeFunction = (typeof ROPE_FUNCTIONS)[number];

export const COLOR_METHODS = ['none', 'lab', 'mkl'] as const;

/** Moves the colours of decoded frames to those of the source picture; ignored in I2V. */
export interface ColorCorrection {
  /** lab: mean and deviation of CIE Lab, as InfiniteTalk has it · mkl: mean and covariance of RGB. */
  readonly method: (typeof COLOR_METHODS)[number];
  /** 0 (leave as it is) .. 1. */
  readonly strength: number;
}

/** Which part of the schedule is run, from what, and what is done to positions and colours. */
export interface SamplingSettings {
  /** Own sigmas, decreasing, one per step, without the terminal 0; empty: the scheduler's. */
  readonly sigmas: readonly number[];
  /** First step to run, from 0. */
  readonly startStep: number;
  /** Step before which to stop; -1: run to the end. */
  readonly endStep: number;
  /** Noise the input latents to the first step's sigma. */
  readonly addNoiseToSamples: boolean;
  /** 0..1: how much of the schedule the input latents go through; below 1 it takes the place of `startStep`. */
  readonly denoiseStrength: number;
  /** RIFLEx: 1-based index of the temporal frequency that is lowered; 0: none. */
  readonly riflexFreqIndex: number;
  readonly ropeFunction: RopeFunction;
  readonly colorCorrection: ColorCorrection;
}

/** What changes nothing; settings that were stored before a field was there have it. */
export const SAMPLING_DEFAULTS: SamplingSettings = {
  sigmas: [],
  startStep: 0,
  endStep: -1,
  addNoiseToSamples: false,
  denoiseStrength: 1,
  riflexFreqIndex: 0,
  ropeFunction: 'default',
  colorCorrection: { method: 'none', strength: 1 },
};

type Unset<Value> = Value | undefined;
/** The sampling settings of a request; undefined: as the base has it. */
export type SamplingRequest = {
  readonly [Field in Exclude<keyof SamplingSettings, 'colorCorrection'>]?: Unset<SamplingSettings[Field]>;
} & {
  readonly colorCorrection?: Unset<{
    readonly method?: Unset<ColorCorrection['method']>;
    readonly strength?: Unset<number>;
  }>;
};

/** Lays a request over a base. */
export function resolveSampling(request: SamplingRequest, base: SamplingSettings): SamplingSettings {
  const { method, strength } = request.colorCorrection ?? {};
  return {
    sigmas: request.sigmas ?? base.sigmas,
    startStep: request.startStep ?? base.startStep,
    endStep: request.endStep ?? base.endStep,
    addNoiseToSamples: request.addNoiseToSamples ?? base.addNoiseToSamples,
    denoiseStrength: request.denoiseStrength ?? base.denoiseStrength,
    riflexFreqIndex: request.riflexFreqIndex ?? base.riflexFreqIndex,
    ropeFunction: request.ropeFunction ?? base.ropeFunction,
    colorCorrection: {
      method: method ?? base.colorCorrection.method,
      strength: strength ?? base.colorCorrection.strength,
    },
  };
}

function refuse(field: string, value: unknown, accepted: string): never {
  throw new GenesisError('INPUT_INVALID', `${field}: ${JSON.stringify(value)} is not ${accepted}`, { field, accepted });
}

/** @throws GenesisError INPUT_INVALID */
export function checkSampling(settings: SamplingSettings & { readonly steps: number }): void {
  const { sigmas, steps, riflexFreqIndex, ropeFunction, colorCorrection } = settings;
  const decreasing = sigmas.every((sigma, i) => sigma > 0 && sigma <= 1 && (i === 0 || sigma < sigmas[i - 1]!));
  if (sigmas.length > 0 && (sigmas.length !== steps || !decreasing)) {
    refuse('sigmas', sigmas, `${steps} decreasing numbers in (0, 1], one per step, without the terminal 0`);
  }
  schedulePart(settings);
  if (!Number.isInteger(riflexFreqIndex) || riflexFreqIndex < 0) {
    refuse('riflexFreqIndex', riflexFreqIndex, 'a whole number of at least 0');
  }
  if (!ROPE_FUNCTIONS.includes(ropeFunction)) refuse('ropeFunction', ropeFunction, ROPE_FUNCTIONS.join(', '));
  const { method, strength } = colorCorrection;
  if (!COLOR_METHODS.includes(method)) refuse('colorCorrection.method', method, COLOR_METHODS.join(', '));
  if (!(strength >= 0 && strength <= 1)) refuse('colorCorrection.strength', strength, 'a number from 0 to 1');
}
