import { z } from 'zod';
import type { StepCacheCall, StepCacheRun, StepCacheState } from '../plugin-api/step-cache.ts';

/** Options that every step cache shares: spread them into its own Zod object. */
export const stepCacheRangeOptions = {
  startStep: z
    .int()
    .min(0)
    .max(9999)
    .default(1)
    .describe('First step that may be skipped, from 0.')
    .meta({ translations: { zh: '可以跳过的第一步，从 0 开始。' } }),
  endStep: z
    .int()
    .min(-1)
    .max(9999)
    .default(-1)
    .describe('Last step that may be skipped; -1: to the end.')
    .meta({ translations: { zh: '可以跳过的最后一步；-1：直到结束。' } }),
};

export interface StepCacheRange {
  readonly startStep: number;
  readonly endStep: number;
}

/** What a cache remembers besides the velocities: plain, never changed in place. */
export type StepCacheMemory = StepCacheState;

/** The last velocity of a prediction that the model gave, and the latents that it was given. */
export interface StoredForward {
  readonly velocity: Float32Array;
  readonly latents: Float32Array;
}

export interface StepCacheDecision {
  readonly skip: boolean;
  readonly memory: StepCacheMemory;
}

/** The part in which caches differ; pure functions. */
export interface StepCacheParts {
  readonly range: StepCacheRange;
  /**
   * Whether a forward may be spared.
   * @param allowed false where it has to be made (out of range, nothing stored): accumulated change starts anew then
   */
  readonly decide: (call: StepCacheCall, allowed: boolean, memory: StepCacheMemory) => StepCacheDecision;
  /** What a velocity teaches. @default nothing */
  readonly learn?: (call: StepCacheCall, velocity: Float32Array, memory: StepCacheMemory) => StepCacheMemory;
  /** The velocity in place of a forward. @default the stored one */
  readonly replay?: (call: StepCacheCall, stored: StoredForward) => Float32Array;
}

/**
 * A StepCacheRun around pure functions: keeps the velocities by prediction, counts, saves and restores. A prediction
 * that was not asked for at the step before is never skipped: what is stored of it is too old.
 */
export function createStepCacheRun(parts: StepCacheParts): StepCacheRun {
  const { startStep, endStep } = parts.range;
  let memory: StepCacheMemory = { tensors: {}, scalars: {} };
  let stored: Record<string, StoredForward> = {};
  let lastStep: Record<string, number> = {};
  let counts = { forwards: 0, skipped: 0 };

  return {
    reuse(call) {
      const { step, prediction, latents } = call;
      const entry = stored[prediction];
      const inRange = step >= startStep && (endStep === -1 || step <= endStep);
      const fresh = entry?.velocity.length === latents.length && lastStep[prediction] === step - 1;
      const decision = parts.decide(call, inRange && fresh, memory);
      memory = decision.memory;
      if (!decision.skip || !inRange || !fresh || !entry) return null;
      counts = { ...counts, skipped: counts.skipped + 1 };
      lastStep = { ...lastStep, [prediction]: step };
      return parts.replay ? parts.replay(call, entry) : entry.velocity.slice();
    },
    store(call, velocity) {
      const { step, prediction, latents } = call;
      counts = { ...counts, forwards: counts.forwards + 1 };
      lastStep = { ...lastStep, [prediction]: step };
      stored = { ...stored, [prediction]: { velocity: velocity.slice(), latents: latents.slice() } };
      if (parts.learn) memory = parts.learn(call, velocity, memory);
    },
    counts: () => counts,
    save() {
      const tensors: Record<string, Float32Array> = {};
      const scalars: Record<string, number> = { 'count.forwards': counts.forwards, 'count.skipped': counts.skipped };
      for (const [prediction, { velocity, latents }] of Object.entries(stored)) {
        tensors[`velocity.${prediction}`] = velocity.slice();
        tensors[`latents.${prediction}`] = latents.slice();
      }
      for (const [prediction, step] of Object.entries(lastStep)) scalars[`last.${prediction}`] = step;
      for (const [name, values] of Object.entries(memory.tensors)) tensors[`memory.${name}`] = values.slice();
      for (const [name, value] of Object.entries(memory.scalars)) scalars[`memory.${name}`] = value;
      return { tensors, scalars };
    },
    restore({ tensors, scalars }) {
      counts = { forwards: scalars['count.forwards'] ?? 0, skipped: scalars['count.skipped'] ?? 0 };
      lastStep = under('last.', scalars);
      memory = { tensors: copies(under('memory.', tensors)), scalars: under('memory.', scalars) };
      const latents = copies(under('latents.', tensors));
      stored = Object.fromEntries(
        Object.entries(copies(under('velocity.', tensors))).map(([prediction, velocity]) => [
          prediction,
          { velocity, latents: latents[prediction]! },
        ]),
      );
    },
  };
}

/** Entries whose name begins with `prefix`, without it. */
function under<Value>(prefix: string, entries: Readonly<Record<string, Value>>): Record<string, Value> {
  return Object.fromEntries(
    Object.entries(entries)
      .filter(([name]) => name.startsWith(prefix))
      .map(([name, value]) => [name.slice(prefix.length), value]),
  );
}

function copies(tensors: Readonly<Record<string, Float32Array>>): Record<string, Float32Array> {
  return Object.fromEntries(Object.entries(tensors).map(([name, values]) => [name, values.slice()]));
}

/** Mean of |a − b|; without `b`, of |a|. */
export function meanAbsolute(a: ArrayLike<number>, b?: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += Math.abs(a[i]! - (b ? b[i]! : 0));
  return sum / a.length;
}
