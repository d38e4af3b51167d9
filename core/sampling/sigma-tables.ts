import { GenesisError } from '../errors/genesis-error.ts';
import type { SchedulerRequest } from '../plugin-api/scheduler.ts';
import { betaQuantile } from './beta-quantile.ts';

/** Length of the training schedule: timesteps lie on the scale 0..1000. */
export const TRAIN_TIMESTEPS = 1000;

/** Sigmas of a run without the terminal value, from steps and shift. */
export type SigmaTable = (steps: number, shift: number) => readonly number[];

/** `count` evenly spaced values, both ends included, in float64 as numpy computes them. */
export function linspace(start: number, end: number, count: number): number[] {
  const step = count > 1 ? (end - start) / (count - 1) : 0;
  return Array.from({ length: count }, (_, index) => (index > 0 && index === count - 1 ? end : index * step + start));
}

/** Time shift of a flow's sigma: s·sigma / (1 + (s − 1)·sigma). */
export function shiftSigma(sigma: number, shift: number): number {
  return (shift * sigma) / (1 + (shift - 1) * sigma);
}

/** `shiftSigma` with every intermediate rounded to float32. */
export function shiftSigma32(sigma: number, shift: number): number {
  const numerator = Math.fround(Math.fround(shift) * sigma);
  const denominator = Math.fround(1 + Math.fround(Math.fround(shift - 1) * sigma));
  return Math.fround(numerator / denominator);
}

/**
 * Sigmas that Wan's pipelines hand to FlowDPMSolver: linspace(1, 0, steps + 1) without the 0, shifted. The first is
 * exactly 1. Source: Wan-Video/Wan2.1 wan/utils/fm_solvers.py, get_sampling_sigmas.
 */
export function pipelineSigmas(steps: number, shift: number): number[] {
  return linspace(1, 0, steps + 1)
    .slice(0, steps)
    .map((sigma) => shiftSigma(sigma, shift));
}

/**
 * Table of Wan's own flow schedulers (FlowUniPC and FlowDPMSolver without custom sigmas): from 0.999 as a float32
 * to 0, without the 0, shifted. Source: Wan-Video/Wan2.1 wan/utils/fm_solvers_unipc.py, set_timesteps.
 */
export function wanSigmas(steps: number, shift: number): number[] {
  return linspace(Math.fround(0.999), 0, steps + 1)
    .slice(0, steps)
    .map((sigma) => shiftSigma(sigma, shift));
}

/**
 * `use_flow_sigmas` of diffusers' DPM-Solver and DEIS: 1 − linspace(1, 0.001, steps + 1), shifted, reversed, without
 * the 0. Source: huggingface/diffusers scheduling_dpmsolver_multistep.py, scheduling_deis_multistep.py.
 */
export function diffusersDpmSigmas(steps: number, shift: number): number[] {
  return linspace(1, 1 / TRAIN_TIMESTEPS, steps + 1)
    .map((alpha) => shiftSigma(1 - alpha, shift))
    .reverse()
    .slice(0, steps);
}

/**
 * `use_flow_sigmas` of diffusers' UniPC: linspace(1, 0.001, steps + 1) without the last, shifted; combine with
 * `belowOne`. Source: huggingface/diffusers scheduling_unipc_multistep.py.
 */
export function diffusersUnipcSigmas(steps: number, shift: number): number[] {
  return linspace(1, 1 / TRAIN_TIMESTEPS, steps + 1)
    .slice(0, steps)
    .map((sigma) => shiftSigma(sigma, shift));
}

/**
 * Table of diffusers' FlowMatch schedulers (Euler, Heun, LCM). The shift acts twice: once in float32 on the ends
 * 1 and 0.001, once in float64 on the values between. Source: scheduling_flow_match_euler_discrete.py.
 */
export function flowMatchSigmas(steps: number, shift: number): number[] {
  const end = (sigma: number) => shiftSigma32(Math.fround(sigma), shift) * TRAIN_TIMESTEPS;
  return linspace(end(1), end(1 / TRAIN_TIMESTEPS), steps).map((timestep) =>
    shiftSigma(timestep / TRAIN_TIMESTEPS, shift),
  );
}

/** A request with the caller's own sigmas, or, where the list is empty, the scheduler's. */
export function schedulerRequest({ steps, shift, sigmas }: Required<SchedulerRequest>): SchedulerRequest {
  return sigmas.length > 0 ? { steps, shift, sigmas } : { steps, shift };
}

const SIGMA_MIN = 0.003 / 1.002;

/**
 * Every (1000/steps)-th entry of the training table linspace(1, 0.003/1.002, 1000), shifted: the `simple` spacing of
 * ComfyUI, which WanVideoWrapper's res_multistep and er_sde take (wanvideo/schedulers/flowmatch_res_multistep.py).
 * @throws GenesisError INPUT_INVALID above 1000 steps, where entries would repeat
 */
export function trainingTableSigmas(steps: number, shift: number): number[] {
  if (steps > TRAIN_TIMESTEPS) {
    const accepted = `at most ${TRAIN_TIMESTEPS}`;
    throw new GenesisError('INPUT_INVALID', `steps must be ${accepted} here`, { field: 'steps', accepted });
  }
  const table = linspace(1, SIGMA_MIN, TRAIN_TIMESTEPS);
  return Array.from({ length: steps }, (_, index) => {
    const sigma = table[roundHalfEven((index * TRAIN_TIMESTEPS) / steps)]!;
    return shiftSigma32(Math.fround(sigma), shift);
  });
}

/** Python's `round`: halves go to the even neighbour. */
function roundHalfEven(value: number): number {
  const floor = Math.floor(value);
  if (value - floor !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}

/**
 * A table's first and last sigma with the spacing of Beta(0.6, 0.6) between them, dense at both ends (arXiv
 * 2407.12173). Source: huggingface/diffusers, `use_beta_sigmas` (_convert_to_beta); the `/beta` schedulers of
 * WanVideoWrapper. ComfyUI's scheduler called `beta` rounds to its training table and ends above the last sigma.
 */
export function betaSpaced(table: SigmaTable): SigmaTable {
  return (steps, shift) => {
    const ends = table(steps, shift);
    const [first, last] = [ends[0]!, ends.at(-1)!];
    return linspace(0, 1, steps).map((part) => last + betaQuantile(1 - part, 0.6, 0.6) * (first - last));
  };
}

/** Lowers a first sigma of 1 by 1e-6, for solvers in which ln(1 − sigma) must be finite. */
export function belowOne(sigmas: readonly number[]): number[] {
  return sigmas.map((sigma, index) => (index === 0 && Math.abs(sigma - 1) < 1e-6 ? sigma - 1e-6 : sigma));
}

/** Sigmas rounded to float32, as samplers store them, with the terminal value appended. */
export function storedSigmas(sigmas: readonly number[], terminal = 0): number[] {
  return [...sigmas, terminal].map(Math.fround);
}

/** trunc(1000·sigma) of the unrounded sigmas: what Wan's solvers hand to the model. */
export function truncatedTimesteps(sigmas: readonly number[]): number[] {
  return sigmas.map((sigma) => Math.trunc(sigma * TRAIN_TIMESTEPS));
}

/** 1000·sigma in float32: what FlowMatch schedulers hand to the model. */
export function float32Timesteps(sigmas: readonly number[]): number[] {
  return sigmas.map((sigma) => Math.fround(Math.fround(sigma) * TRAIN_TIMESTEPS));
}

/**
 * Checks a request and gives its sigmas without the terminal value: the caller's own, or the table's.
 * @throws GenesisError INPUT_INVALID on `steps`, `shift` or `sigmas`
 */
export function requestedSigmas(request: SchedulerRequest, table: SigmaTable): readonly number[] {
  const { steps, shift, sigmas } = request;
  const refuse = (field: string, accepted: string): never => {
    throw new GenesisError('INPUT_INVALID', `${field} must be ${accepted}`, { field, accepted });
  };
  if (!Number.isInteger(steps) || steps < 1) refuse('steps', 'a whole number of at least 1');
  if (!Number.isFinite(shift) || shift <= 0) refuse('shift', 'a number greater than 0');
  if (!sigmas) return table(steps, shift);
  const decreasing = sigmas.every((sigma, i) => sigma > 0 && sigma <= 1 && (i === 0 || sigma < sigmas[i - 1]!));
  if (sigmas.length !== steps || !decreasing) refuse('sigmas', `${steps} decreasing numbers in (0, 1]`);
  return sigmas;
}
