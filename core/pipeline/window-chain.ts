import type { Guidance } from '../plugin-api/guidance.ts';
import type { Scheduler } from '../plugin-api/scheduler.ts';
import type { StepCache } from '../plugin-api/step-cache.ts';
import type { FloatTensor } from '../plugin-api/tensor.ts';
import { canonicalJson } from '../runs/canonical-json.ts';
import type { GenerationMode } from '../runs/spec.ts';
import { firstFrameMask } from './conditions/first-frame-mask.ts';
import { predictionConditions } from './conditions/prediction-conditions.ts';
import { FrameTail } from './frame-tail.ts';
import type { StageJournal } from './journal.ts';
import { sliceFrames, stack } from './latents.ts';
import type { Networks } from './networks.ts';
import { FrameWatch, watchVelocities } from './output-watch.ts';
import type { StageOutput } from './stage-store.ts';
import { decodeLatents, type FrameConsumer } from './stages/decode.ts';
import { denoise, type NoiseSource } from './stages/denoise.ts';
import { encodeClip, encodePicture } from './stages/encode-video.ts';
import type { WindowPlan } from './windows.ts';

/** A noise stream that can be continued from a stored state. */
export interface ResumableNoise extends NoiseSource {
  save(): unknown;
  restore(state: unknown): void;
}

/** A value with the plain data that identifies it in cache keys. */
export interface Identified<Value> {
  readonly value: Value;
  readonly identity: unknown;
}

/** What conditions a window's picture. */
export interface WindowSource {
  /** `[3, 1, H, W]` in [-1, 1]. */
  readonly picture: FloatTensor;
  /** CLIP features `[tokens, dim]`. */
  readonly imageFeatures: FloatTensor;
}

/** Where a window's frames go; one per window, made when the window is decoded. */
export interface WindowSink {
  readonly write: FrameConsumer;
  /** Ends the window; the files become part of the decode stage's output. */
  finish(): Promise<{
    readonly files: Readonly<Record<string, string>>;
    readonly facts: Readonly<Record<string, unknown>>;
  }>;
  abort(): Promise<void>;
}

export interface WindowChainRequest {
  readonly windows: readonly WindowPlan[];
  readonly motionFrames: number;
  /** The picture that conditions a window: the same for a still image, the frame at the window's start for a video. */
  readonly source: (window: WindowPlan) => Promise<Identified<WindowSource>>;
  /** Text features without padding, `[tokens, dim]`. */
  readonly prompt: Identified<FloatTensor>;
  readonly negativePrompt: Identified<FloatTensor>;
  /** INFINITETALK guides by audio and pins the motion frames; I2V does neither. */
  readonly mode: GenerationMode;
  /** One embedding `[frames, blocks, channels]` per person; null in a network without audio. */
  readonly audio: Identified<readonly FloatTensor[]> | null;
  /** person 1, person 2, background at latent size `[3, h, w]`; null in a network without audio. */
  readonly refTargetMasks: FloatTensor | null;
  readonly scheduler: Identified<Scheduler>;
  readonly guidance: Identified<Guidance>;
  readonly stepCache: Identified<StepCache>;
  readonly steps: number;
  readonly shift: number;
  readonly textScale: number;
  readonly audioScale: number;
  readonly noise: Identified<ResumableNoise>;
  /** Applied to decoded frames before they are written and before they become motion frames. */
  readonly correctFrames: Identified<(frames: FloatTensor) => FloatTensor> | null;
  readonly networks: Networks;
  readonly journal: StageJournal;
  readonly openSink: (window: WindowPlan) => Promise<WindowSink>;
  /** What the sink does to the frames, for the cache key. */
  readonly sinkIdentity: unknown;
  readonly onWindow: (window: WindowPlan, decoded: StageOutput) => void;
}

/** Samples and decodes the windows in order; each takes its motion frames from the one before. */
export async function renderWindows(request: WindowChainRequest): Promise<StageOutput[]> {
  const segments: StageOutput[] = [];
  let previous: PreviousWindow | null = null;
  for (const window of request.windows) {
    const condition: StageOutput = await encodeCondition(request, window, previous);
    const denoised = await denoiseWindow(request, window, condition);
    const decoded = await decodeWindow(request, window, denoised);
    const { identity } = await request.source(window);
    previous = { condition, decoded, picture: canonicalJson(identity) };
    segments.push(decoded);
    request.onWindow(window, decoded);
  }
  return segments;
}

/** What a window takes over from the one before. */
interface PreviousWindow {
  readonly condition: StageOutput;
  readonly decoded: StageOutput;
  /** Identity of its picture. */
  readonly picture: string;
}

function isLast(request: WindowChainRequest, window: WindowPlan): boolean {
  return window.index === request.windows.length - 1;
}

const asFloat = (output: Readonly<Record<string, unknown>>, name: string) => output[name] as FloatTensor;

/**
 * The stage `encode-latents`: the picture's latents, and those of the motion frames from the second window on. A still
 * image is encoded once: later windows take its latents from the one before.
 */
async function encodeCondition(
  request: WindowChainRequest,
  window: WindowPlan,
  previous: PreviousWindow | null,
): Promise<StageOutput> {
  const { journal, networks } = request;
  const source = await request.source(window);
  const place = { window: window.index, windows: request.windows.length };
  return journal.ensure(
    {
      stage: 'encode-latents',
      ...place,
      version: 1,
      origin: networks.origin('vae'),
      parts: {
        vae: networks.identity('vae'),
        picture: source.identity,
        frames: window.frames,
        motion: previous?.decoded.key ?? null,
      },
    },
    () =>
      networks.use('vae', async (vae) => {
        const checkpoint = () => journal.checkCancelled();
        const picture =
          previous?.picture === canonicalJson(source.identity)
            ? asFloat(await previous.condition.tensors(), 'picture')
            : await encodePicture(vae, source.value.picture, window.frames, checkpoint);
        const motion = previous
          ? await encodeClip(vae, asFloat(await previous.decoded.tensors(), 'tail'), checkpoint)
          : sliceFrames(picture, 0, 1);
        return { tensors: { picture, motion } };
      }),
  );
}

/** The stage `denoise`. Its output carries the state of the noise stream, so that the next window continues it. */
async function denoiseWindow(
  request: WindowChainRequest,
  window: WindowPlan,
  condition: StageOutput,
): Promise<StageOutput> {
  const { journal, networks, noise } = request;
  const { steps, shift, textScale, audioScale, mode } = request;
  const talk = mode === 'INFINITETALK';
  const source = await request.source(window);
  const place = { window: window.index, windows: request.windows.length };
  const output = await journal.ensure(
    {
      stage: 'denoise',
      ...place,
      version: 1,
      origin: networks.origin('dit'),
      parts: {
        dit: networks.identity('dit'),
        condition: condition.key,
        picture: source.identity,
        window: { start: window.start, frames: window.frames },
        prompt: request.prompt.identity,
        negativePrompt: request.negativePrompt.identity,
        audio: request.audio?.identity ?? null,
        scheduler: request.scheduler.identity,
        guidance: request.guidance.identity,
        stepCache: request.stepCache.identity,
        settings: { mode, steps, shift, textScale, audioScale },
        noise: noise.identity,
      },
    },
    () =>
      networks.use('dit', async (dit) => {
        const { picture, motion } = (await condition.tensors()) as Record<string, FloatTensor>;
        const [, latentFrames, height, width] = picture!.dims as [number, number, number, number];
        const y = stack([firstFrameMask(window.frames, height, width), picture!]);
        let last = performance.now();
        const { latents, forwards, skipped } = await denoise({
          dit,
          shape: [dit.latentChannels, latentFrames, height, width],
          window: {
            y,
            imageFeatures: source.value.imageFeatures,
            refTargetMasks: request.refTargetMasks,
            conditions: predictionConditions({
              prompt: request.prompt.value,
              negativePrompt: request.negativePrompt.value,
              embeddings: request.audio?.value ?? null,
              slots: dit.audioWindow,
              window,
              last: isLast(request, window),
            }),
          },
          motionLatents: talk ? motion! : null,
          scheduler: request.scheduler.value.prepare({ steps, shift }),
          guidance: request.guidance.value.prepare({ steps, textScale, audioScale, hasAudio: talk }),
          stepCache: request.stepCache.value,
          noise: noise.value,
          onVelocities: watchVelocities(
            { stage: 'denoise', window: window.index, origin: networks.origin('dit') },
            [dit.latentChannels, latentFrames, height, width],
            (message) => journal.warn(message),
          ),
          onStep: (step, of) => {
            const now = performance.now();
            const secondsPerStep = (now - last) / 1000;
            last = now;
            const left = of - step + of * (request.windows.length - 1 - window.index);
            journal.emit({
              type: 'StepProgress',
              ...place,
              step,
              steps: of,
              secondsPerStep,
              secondsLeft: secondsPerStep * left,
            });
            journal.checkCancelled();
          },
        });
        if (skipped > 0) {
          const message = `step cache: ${skipped} of ${forwards + skipped} forwards of window ${window.index + 1} were spared`;
          journal.emit({ type: 'Log', level: 'info', message });
        }
        return { tensors: { latents }, facts: { noise: noise.value.save(), forwards, skipped } };
      }),
  );
  noise.value.restore(output.facts.noise);
  return output;
}

/** The stage `decode`: frames into the sink, the last motion frames kept for the next window. */
async function decodeWindow(
  request: WindowChainRequest,
  window: WindowPlan,
  denoised: StageOutput,
): Promise<StageOutput> {
  const { journal, networks, correctFrames } = request;
  const last = isLast(request, window);
  const frames = last ? window.overlap + window.newFrames : window.frames;
  return journal.ensure(
    {
      stage: 'decode',
      window: window.index,
      windows: request.windows.length,
      version: 1,
      origin: networks.origin('vae'),
      parts: {
        vae: networks.identity('vae'),
        latents: denoised.key,
        frames,
        overlap: window.overlap,
        tail: last ? 0 : request.motionFrames,
        correction: correctFrames?.identity ?? null,
        sink: request.sinkIdentity,
      },
    },
    () =>
      networks.use('vae', async (vae) => {
        const sink = await request.openSink(window);
        const watch = new FrameWatch({ stage: 'decode', window: window.index, origin: networks.origin('vae') });
        const tail = new FrameTail(last ? 0 : request.motionFrames);
        try {
          let seen = 0;
          await decodeLatents(vae, asFloat(await denoised.tensors(), 'latents'), frames, async (chunk) => {
            journal.checkCancelled();
            watch.see(chunk);
            const corrected = correctFrames ? correctFrames.value(chunk) : chunk;
            const skip = Math.min(Math.max(window.overlap - seen, 0), corrected.dims[1]!);
            seen += corrected.dims[1]!;
            tail.push(corrected);
            if (skip < corrected.dims[1]!) await sink.write(sliceFrames(corrected, skip, corrected.dims[1]! - skip));
          });
          const { files, facts } = await sink.finish();
          for (const warning of watch.warnings()) journal.warn(warning);
          const tensors: Record<string, FloatTensor> = last ? {} : { tail: tail.join() };
          return { tensors, files, facts: { ...facts, frames: window.newFrames } };
        } catch (error) {
          await sink.abort();
          throw error;
        }
      }),
  );
}
