import { GenesisError } from '../errors/genesis-error.ts';
import type { SchedulerRun } from '../plugin-api/scheduler.ts';
import { linearCombination } from './linear-combination.ts';

/** Which part of a schedule the caller asks for. */
export interface SchedulePartRequest {
  readonly steps: number;
  /** First step to run, from 0. @default 0 */
  readonly startStep?: number;
  /** Step before which to stop; -1: run to the end. @default -1 */
  readonly endStep?: number;
  /** Noise input latents to the first step's sigma. @default false */
  readonly addNoiseToSamples?: boolean;
  /** 0 .. 1: how much of the schedule input latents go through; below 1 it takes the place of `startStep`. @default 1 */
  readonly denoiseStrength?: number;
}

/** Steps `start` .. `end` − 1 are run. */
export interface SchedulePart {
  readonly start: number;
  readonly end: number;
  readonly addNoiseToSamples: boolean;
}

/**
 * Resolves the part of a schedule to run. A denoise strength s below 1 starts at steps − trunc(steps·s) − 1 and noises
 * the input latents. Source: kijai/ComfyUI-WanVideoWrapper nodes_sampler.py.
 * @throws GenesisError INPUT_INVALID on `startStep`, `endStep` or `denoiseStrength`
 */
export function schedulePart(request: SchedulePartRequest): SchedulePart {
  const { steps, startStep = 0, endStep = -1, addNoiseToSamples = false, denoiseStrength = 1 } = request;
  const refuse = (field: string, accepted: string): never => {
    throw new GenesisError('INPUT_INVALID', `${field} must be ${accepted}`, { field, accepted });
  };
  if (!(denoiseStrength >= 0 && denoiseStrength <= 1)) refuse('denoiseStrength', 'a number in 0..1');
  if (!Number.isInteger(startStep) || startStep < 0 || startStep >= steps)
    refuse('startStep', `one of 0..${steps - 1}`);
  const partial = denoiseStrength < 1;
  if (partial && startStep !== 0) refuse('startStep', '0 when denoiseStrength is below 1');
  const start = partial ? Math.max(steps - Math.trunc(steps * denoiseStrength) - 1, 0) : startStep;
  const end = endStep === -1 ? steps : endStep;
  if (!Number.isInteger(end) || end <= start || end > steps) refuse('endStep', `-1 or one of ${start + 1}..${steps}`);
  return { start, end, addNoiseToSamples: addNoiseToSamples || partial };
}

/** The model calls of a part: `first` .. `end` − 1 index `run.timesteps`. */
export interface CallRange {
  readonly first: number;
  readonly end: number;
}

/**
 * Model calls that belong to the steps of a part. With several calls per step the last step may take fewer.
 * A run begins there with `run.restore({ index: first, tensors: {}, scalars: {} })`.
 */
export function callRange(part: SchedulePart, run: SchedulerRun, callsPerStep: number): CallRange {
  const calls = run.timesteps.length;
  const boundary = (step: number) => Math.min(step * callsPerStep, calls);
  return { first: boundary(part.start), end: boundary(part.end) };
}

/** Clean latents noised to `sigma`: (1 − sigma)·latents + sigma·noise. Both of the same length. */
export function noiseLatents(latents: Float32Array, noise: Float32Array, sigma: number): Float32Array {
  return linearCombination([
    [1 - sigma, latents],
    [sigma, noise],
  ]);
}

/**
 * The sample that a part of a schedule starts from: noise; input latents as they are (already noised by an earlier
 * sampler); or input latents noised to the first sigma.
 * @param latents null: pure noise
 * @param sigma the sigma of the first model call
 */
export function startingSample(
  latents: Float32Array | null,
  noise: Float32Array,
  sigma: number,
  addNoiseToSamples: boolean,
): Float32Array {
  if (!latents) return noise;
  return addNoiseToSamples ? noiseLatents(latents, noise, sigma) : latents;
}
