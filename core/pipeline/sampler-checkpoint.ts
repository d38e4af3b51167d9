import type { GuidanceState } from '../plugin-api/guidance.ts';
import type { SchedulerState } from '../plugin-api/scheduler.ts';
import type { StepCacheState } from '../plugin-api/step-cache.ts';
import { type FloatTensor, floatTensor, type Tensor } from '../plugin-api/tensor.ts';
import type { StageOutput, StageProduct } from './stage-store.ts';

/** Where a window's sampling stands between two steps. */
export interface SamplerState {
  /** Index of the next model call. */
  readonly next: number;
  /** `[channels, T, h, w]`. */
  readonly latents: FloatTensor;
  readonly scheduler: SchedulerState;
  readonly guidance: GuidanceState;
  readonly stepCache: StepCacheState;
  /** The noise stream, as plain JSON data. */
  readonly noise: unknown;
}

/** Unfinished outputs of a generation's stages, by the content address of the finished ones. */
export interface PartialStore {
  get(key: string): Promise<StageOutput | null>;
  /** Takes the place of what was there; until it is whole, that stays. */
  put(key: string, product: StageProduct): Promise<void>;
  remove(key: string): Promise<void>;
}

const NAMES = { scheduler: 'schedulerScalars', stepCache: 'stepCacheScalars' } as const;

type Scalars = Readonly<Record<string, number>>;
type FloatTensors = Readonly<Record<string, Float32Array>>;

const under = (prefix: string, tensors: FloatTensors): [string, Tensor][] =>
  Object.entries(tensors).map(([name, data]) => [`${prefix}.${name}`, floatTensor(data, [data.length])]);

/** Doubles, not JSON, which knows neither infinity nor minus zero. */
const doubles = (scalars: Scalars): Tensor => {
  const data = Float64Array.from(Object.values(scalars));
  return { dtype: 'float64', dims: [data.length], data };
};

/** A state as a stage store keeps it, to the bit. */
export function encodeSamplerState({
  next,
  latents,
  scheduler,
  guidance,
  stepCache,
  noise,
}: SamplerState): StageProduct {
  return {
    tensors: {
      latents,
      ...Object.fromEntries(under('scheduler', scheduler.tensors)),
      ...Object.fromEntries(under('guidance', guidance.tensors)),
      ...Object.fromEntries(under('stepCache', stepCache.tensors)),
      [NAMES.scheduler]: doubles(scheduler.scalars),
      [NAMES.stepCache]: doubles(stepCache.scalars),
    },
    facts: {
      next,
      noise,
      schedulerIndex: scheduler.index,
      [NAMES.scheduler]: Object.keys(scheduler.scalars),
      [NAMES.stepCache]: Object.keys(stepCache.scalars),
    },
  };
}

export async function decodeSamplerState(stored: StageOutput): Promise<SamplerState> {
  const tensors = await stored.tensors();
  const { facts } = stored;
  const below = (prefix: string): Record<string, Float32Array> =>
    Object.fromEntries(
      Object.entries(tensors)
        .filter(([name]) => name.startsWith(`${prefix}.`))
        .map(([name, { data }]) => [name.slice(prefix.length + 1), data as Float32Array]),
    );
  const scalars = (name: string): Record<string, number> => {
    const values = tensors[name]!.data as Float64Array;
    return Object.fromEntries((facts[name] as string[]).map((key, i) => [key, values[i]!]));
  };
  return {
    next: facts.next as number,
    latents: tensors.latents as FloatTensor,
    scheduler: {
      index: facts.schedulerIndex as number,
      tensors: below('scheduler'),
      scalars: scalars(NAMES.scheduler),
    },
    guidance: { tensors: below('guidance') },
    stepCache: { tensors: below('stepCache'), scalars: scalars(NAMES.stepCache) },
    noise: facts.noise,
  };
}

/** Keeps the state of one window's sampling: in memory after every step, on disk now and then and at an untimely end. */
export class SamplerCheckpoint {
  readonly #store: PartialStore;
  readonly #key: string;
  readonly #seconds: number;
  #last: SamplerState | null = null;
  #storedAt = performance.now();
  #stored: SamplerState | null = null;

  /** @param seconds least time between two writes */
  constructor(store: PartialStore, key: string, seconds: number) {
    this.#store = store;
    this.#key = key;
    this.#seconds = seconds;
  }

  /** The state to go on from, or null: from the start. */
  async load(): Promise<SamplerState | null> {
    const stored = await this.#store.get(this.#key);
    return stored && decodeSamplerState(stored);
  }

  /** To be called after every step. */
  async passed(state: SamplerState): Promise<void> {
    this.#last = state;
    if (performance.now() - this.#storedAt >= this.#seconds * 1000) await this.store();
  }

  /** Writes the state after the last step, if it is not written yet. */
  async store(): Promise<void> {
    if (!this.#last || this.#last === this.#stored) return;
    const state = this.#last;
    await this.#store.put(this.#key, encodeSamplerState(state));
    this.#stored = state;
    this.#storedAt = performance.now();
  }
}
