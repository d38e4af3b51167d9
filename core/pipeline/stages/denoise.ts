import type { GuidanceRun, Prediction } from '../../plugin-api/guidance.ts';
import type { Dit, DitWindowInput } from '../../plugin-api/network.ts';
import type { SchedulerRun } from '../../plugin-api/scheduler.ts';
import type { StepCache, StepCacheCounts } from '../../plugin-api/step-cache.ts';
import { type FloatTensor, floatTensor } from '../../plugin-api/tensor.ts';
import { type CallRange, startingSample } from '../../sampling/schedule-part.ts';
import { overwriteFrames } from '../latents.ts';

/** Standard-normal numbers in the order in which a run consumes them. */
export interface NoiseSource {
  randn(count: number): Float32Array;
}

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
  readonly noise: NoiseSource;
  /** Called with the velocities of a step, `[channels, T, h, w]`, before they are combined. May throw to stop. */
  readonly onVelocities?: (
    step: number,
    steps: number,
    velocities: Readonly<Partial<Record<Prediction, Float32Array>>>,
  ) => void;
  /** Called after each model-call step with its 1-based number. May throw to stop. */
  readonly onStep: (step: number, steps: number) => void;
}

export interface Denoised extends StepCacheCounts {
  /** `[channels, T, h, w]`. */
  readonly latents: FloatTensor;
}

/** Samples one window, from noise to latents. */
export async function denoise(request: DenoiseRequest): Promise<Denoised> {
  const { shape, scheduler, guidance, motionLatents, noise, input } = request;
  const { first, end } = request.calls;
  const count = shape.reduce((product, size) => product * size, 1);
  const sigma = scheduler.sigmas[first]!;
  const started = startingSample(input?.latents.data ?? null, noise.randn(count), sigma, input?.addNoise ?? false);
  let latents = floatTensor(started, shape);
  scheduler.restore({ index: first, tensors: {}, scalars: {} });
  const pin = () => {
    if (motionLatents) overwriteFrames(latents, motionLatents);
  };
  const cache = request.stepCache.prepare({ timesteps: scheduler.timesteps });
  const window = await request.dit.openWindow(request.window);
  try {
    for (let step = first; step < end; step++) {
      pin();
      const timestep = scheduler.timesteps[step]!;
      const timeEmbedding = request.stepCache.usesTimeEmbedding ? await window.timeEmbedding?.(timestep) : undefined;
      const predictions: Partial<Record<Prediction, Float32Array>> = {};
      for (const prediction of guidance.predictions(step)) {
        const call = { step, prediction, latents: latents.data, timeEmbedding };
        let velocity = cache.reuse(call);
        if (!velocity) {
          velocity = (await window.forward(latents, timestep, prediction)).data;
          cache.store(call, velocity);
        }
        predictions[prediction] = velocity;
      }
      request.onVelocities?.(step + 1 - first, end - first, predictions);
      const velocity = guidance.combine(predictions, step);
      const fresh = scheduler.needsNoise(step) ? noise.randn(count) : undefined;
      latents = floatTensor(scheduler.step(velocity, step, latents.data, fresh), shape);
      pin();
      request.onStep(step + 1 - first, end - first);
    }
    return { latents, ...cache.counts() };
  } finally {
    await window.close();
  }
}
