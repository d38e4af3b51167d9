import type { SchedulerRun, SchedulerState } from '../plugin-api/scheduler.ts';

/** What a sampler remembers between steps: plain, never changed in place. */
export type SamplerMemory = Pick<SchedulerState, 'tensors' | 'scalars'>;

export interface StepCall {
  readonly index: number;
  /** The model's prediction (noise − x0). */
  readonly velocity: Float32Array;
  readonly sample: Float32Array;
  /** Standard-normal noise; empty where `needsNoise(index)` is false. */
  readonly noise: Float32Array;
  /** What the previous step returned; empty at the first step of a run. */
  readonly memory: SamplerMemory;
}

export interface StepResult {
  readonly sample: Float32Array;
  readonly memory: SamplerMemory;
}

export interface SchedulerRunParts {
  readonly timesteps: readonly number[];
  readonly sigmas: readonly number[];
  /** @default no step needs noise */
  readonly needsNoise?: (index: number) => boolean;
  /** A pure function: new arrays, inputs left as they are. */
  readonly advance: (call: StepCall) => StepResult;
}

export const EMPTY_MEMORY: SamplerMemory = { tensors: {}, scalars: {} };

/**
 * A SchedulerRun around a pure step function: keeps the index and the memory, checks calls, saves and restores.
 * Restoring `{ index, tensors: {}, scalars: {} }` begins at `index` without history.
 * @throws RangeError (a bug in the caller) when steps come out of order, lengths differ or noise is missing
 */
export function createSchedulerRun(parts: SchedulerRunParts): SchedulerRun {
  const { timesteps, sigmas, advance } = parts;
  const needsNoise = parts.needsNoise ?? (() => false);
  let next = 0;
  let memory = EMPTY_MEMORY;
  return {
    timesteps,
    sigmas,
    needsNoise,
    step(velocity, index, sample, noise) {
      if (index !== next) throw new RangeError(`step ${index} was called where step ${next} is due`);
      if (index >= timesteps.length) throw new RangeError(`step ${index} is past the last of ${timesteps.length}`);
      if (velocity.length !== sample.length) throw new RangeError('velocity and sample differ in length');
      const used = needsNoise(index) ? noise : new Float32Array(0);
      if (!used) throw new RangeError(`step ${index} needs noise`);
      if (used.length !== 0 && used.length !== sample.length) throw new RangeError('noise and sample differ in length');
      const result = advance({ index, velocity, sample, noise: used, memory });
      next = index + 1;
      memory = result.memory;
      return result.sample;
    },
    save: () => ({ index: next, ...copyMemory(memory) }),
    restore(state) {
      if (!Number.isInteger(state.index) || state.index < 0 || state.index > timesteps.length) {
        throw new RangeError(`saved step ${state.index} is not one of 0..${timesteps.length}`);
      }
      next = state.index;
      memory = copyMemory(state);
    },
  };
}

function copyMemory(memory: SamplerMemory): SamplerMemory {
  const tensors = Object.entries(memory.tensors).map(([name, values]) => [name, Float32Array.from(values)] as const);
  return { tensors: Object.fromEntries(tensors), scalars: { ...memory.scalars } };
}

/** A multistep sampler's past predictions under `name.0` (newest), `name.1`, ... as far as they are there. */
export function history(memory: SamplerMemory, name: string): Float32Array[] {
  const past: Float32Array[] = [];
  for (let entry = memory.tensors[`${name}.0`]; entry; entry = memory.tensors[`${name}.${past.length}`]) {
    past.push(entry);
  }
  return past;
}

/** Memory tensors of a history, newest first. */
export function historyTensors(name: string, past: readonly Float32Array[]): Record<string, Float32Array> {
  return Object.fromEntries(past.map((values, age) => [`${name}.${age}`, values]));
}

/** x0 = sample − sigma·velocity. */
export function predictX0(sample: Float32Array, velocity: Float32Array, sigma: number): Float32Array {
  return sample.map((value, i) => value - sigma * velocity[i]!);
}

/** Half the log signal-to-noise ratio of a flow: ln(1 − sigma) − ln(sigma); infinite at 0 and 1. */
export function flowLambda(sigma: number): number {
  return Math.log(1 - sigma) - Math.log(sigma);
}
