import type { GuidanceRun, Prediction } from '../../plugin-api/guidance.ts';
import type { Dit, DitWindow, DitWindowInput } from '../../plugin-api/network.ts';
import type { SchedulerRun } from '../../plugin-api/scheduler.ts';
import type { StepCache, StepCacheCounts } from '../../plugin-api/step-cache.ts';
import { type FloatTensor, floatTensor } from '../../plugin-api/tensor.ts';
import { type CallRange, startingSample } from '../../sampling/schedule-part.ts';
import { predictX0 } from '../../sampling/scheduler-run.ts';
import { overwriteFrames } from '../latents.ts';
import type { ResumableNoise } from '../resumable-noise.ts';
import type { SamplerCheckpoint, SamplerState } from '../sampler-checkpoint.ts';

export interface DenoiseRequest {
  readonly dit: Dit;
  readonly window: DitWindowInput;
  /** `[channels, T, h, w]` of the latents to sample. */
  readonly shape: readonly [number, number, number, number];
  /** Clean latents `[channels, m, h, w]` that the first frames are pinned to before every step and after the last; null in I2V. */
  readonly motionLatents: FloatTensor | null;
  readonly scheduler: SchedulerRun;
  /** Model calls that are made, by index into the scheduler's timesteps. */
  readonly calls: CallRange;
  /** What the first call starts from. @default noise */
  readonly input?: { readonly latents: FloatTensor; readonly addNoise: boolean } | null;
  readonly guidance: GuidanceRun;
  readonly stepCache: StepCache;
  readonly noise: ResumableNoise;
  /** Keeps the state between steps, and has the one to go on from. @default nothing is kept */
  readonly checkpoint?: SamplerCheckpoint | null;
  /** Called with the velocities of a step, `[channels, T, h, w]`, before they are combined. May throw to stop. */
  readonly onVelocities?: (
    step: number,
    steps: number,
    velocities: Readonly<Partial<Record<Prediction, Float32Array>>>,
  ) => void;
  /** Called after each model-call step with its 1-based number, and a way to the prediction of the clean latents. May throw to stop. */
  readonly onStep: (step: number, steps: number, predicted: () => FloatTensor) => void;
}

export interface Denoised extends StepCacheCounts {
  /** `[channels, T, h, w]`. */
  readonly latents: FloatTensor;
}

type Velocities = Partial<Record<Prediction, Float32Array>>;

interface StepVelocities {
  reuse(prediction: Prediction): Float32Array | null;
  store(prediction: Prediction, velocity: Float32Array): void;
}

/** The velocities of a step: those that the step cache spares, and the others in one pass where the network can do that. */
async function predict(
  window: DitWindow,
  latents: FloatTensor,
  timestep: number,
  wanted: readonly Prediction[],
  cache: StepVelocities,
): Promise<Velocities> {
  const made: Velocities = {};
  if (!window.forwardBatch) {
    for (const prediction of wanted) {
      let velocity = cache.reuse(prediction);
      if (!velocity) {
        velocity = (await window.forward(latents, timestep, prediction)).data;
        cache.store(prediction, velocity);
      }
      made[prediction] = velocity;
    }
    return made;
  }
  const missing: Prediction[] = [];
  for (const prediction of wanted) {
    const velocity = cache.reuse(prediction);
    if (velocity) made[prediction] = velocity;
    else missing.push(prediction);
  }
  const velocities = missing.length > 0 ? await window.forwardBatch(latents, timestep, missing) : [];
  for (const [i, prediction] of missing.entries()) {
    made[prediction] = velocities[i]!.data;
    cache.store(prediction, velocities[i]!.data);
  }
  return made;
}

/** Samples one window, from noise to latents. */
export async function denoise(request: DenoiseRequest): Promise<Denoised> {
  const { shape, scheduler, guidance, motionLatents, noise, input } = request;
  const { first, end } = request.calls;
  const count = shape.reduce((product, size) => product * size, 1);
  const sigma = scheduler.sigmas[first]!;
  const cache = request.stepCache.prepare({ timesteps: scheduler.timesteps });
  const resumed = (await request.checkpoint?.load()) ?? null;
  const begin = (): Float32Array => {
    scheduler.restore({ index: first, tensors: {}, scalars: {} });
    return startingSample(input?.latents.data ?? null, noise.randn(count), sigma, input?.addNoise ?? false);
  };
  const goOn = (state: SamplerState): Float32Array => {
    scheduler.restore(state.scheduler);
    guidance.restore(state.guidance);
    cache.restore(state.stepCache);
    noise.restore(state.noise);
    return state.latents.data;
  };
  let latents = floatTensor(resumed ? goOn(resumed) : begin(), shape);
  const pin = () => {
    if (motionLatents) overwriteFrames(latents, motionLatents);
  };
  const window = await request.dit.openWindow(request.window);
  try {
    for (let step = resumed?.next ?? first; step < end; step++) {
      pin();
      const timestep = scheduler.timesteps[step]!;
      const timeEmbedding = request.stepCache.usesTimeEmbedding ? await window.timeEmbedding?.(timestep) : undefined;
      const call = { step, latents: latents.data, timeEmbedding };
      const predictions = await predict(window, latents, timestep, guidance.predictions(step), {
        reuse: (prediction) => cache.reuse({ ...call, prediction }),
        store: (prediction, velocity) => cache.store({ ...call, prediction }, velocity),
      });
      request.onVelocities?.(step + 1 - first, end - first, predictions);
      const velocity = guidance.combine(predictions, step);
      const fresh = scheduler.needsNoise(step) ? noise.randn(count) : undefined;
      const before = latents.data;
      latents = floatTensor(scheduler.step(velocity, step, latents.data, fresh), shape);
      pin();
      await request.checkpoint?.passed({
        next: step + 1,
        latents: floatTensor(latents.data.slice(), shape),
        scheduler: scheduler.save(),
        guidance: guidance.save(),
        stepCache: cache.save(),
        noise: noise.save(),
      });
      const clean = () => floatTensor(predictX0(before, velocity, scheduler.sigmas[step]!), shape);
      request.onStep(step + 1 - first, end - first, clean);
    }
    return { latents, ...cache.counts() };
  } catch (error) {
    // What was sampled is worth keeping, but the reason why it ends is worth more.
    await request.checkpoint?.store().catch(() => {});
    throw error;
  } finally {
    await window.close();
  }
}
