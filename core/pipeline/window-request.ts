import type { Guidance } from '../plugin-api/guidance.ts';
import type { Scheduler } from '../plugin-api/scheduler.ts';
import type { StepCache } from '../plugin-api/step-cache.ts';
import type { FloatTensor } from '../plugin-api/tensor.ts';
import type { SamplingSettings } from '../runs/sampling-settings.ts';
import type { GenerationMode } from '../runs/spec.ts';
import type { AudioEmbedding } from './conditions/audio-embedding.ts';
import type { StageJournal } from './journal.ts';
import type { Networks } from './networks.ts';
import type { Previews } from './preview.ts';
import type { ResumableNoise } from './resumable-noise.ts';
import type { StageOutput } from './stage-store.ts';
import type { FrameConsumer } from './stages/decode.ts';
import type { VideoCodec } from './video-codec.ts';
import type { WindowPlan } from './windows.ts';

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

/** Clean or partly noised latents that windows start from. */
export interface WindowInput {
  /** Plain data that identifies a window's latents. */
  identity(window: WindowPlan): unknown;
  /** `[z, T, h, w]` */
  latents(window: WindowPlan, codec: VideoCodec, checkpoint: () => void): Promise<FloatTensor>;
}

/** Where a window's frames go; one per window, made when the window is decoded. */
export interface WindowSink {
  readonly write: FrameConsumer;
  /** Ends the window; the files become part of the decode stage's output. */
  finish(): Promise<{
    readonly tensors: Readonly<Record<string, FloatTensor>>;
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
  readonly prompt: (window: WindowPlan) => Identified<FloatTensor>;
  readonly negativePrompt: Identified<FloatTensor>;
  /** INFINITETALK guides by audio and pins the motion frames; I2V does neither. */
  readonly mode: GenerationMode;
  /** One embedding per person; null in a network without audio. */
  readonly audio: Identified<readonly AudioEmbedding[]> | null;
  /** The people, at least two, and the background at latent size `[people + 1, h, w]`; null in a network without audio. */
  readonly refTargetMasks: FloatTensor | null;
  readonly scheduler: Identified<Scheduler>;
  readonly guidance: Identified<Guidance>;
  /** `sparing`: it may leave forwards out, and then says how many. */
  readonly stepCache: Identified<StepCache> & { readonly sparing: boolean };
  readonly steps: number;
  readonly shift: number;
  readonly sampling: Omit<SamplingSettings, 'colorCorrection' | 'ropeFunction'>;
  /** What the windows start from in place of noise; null: noise. */
  readonly input: WindowInput | null;
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
  readonly onWindow: (window: WindowPlan, decoded: StageOutput) => Promise<void>;
  /** Shows what is being sampled; null: nobody looks. */
  readonly previews: Previews | null;
}

export function isLast(request: WindowChainRequest, window: WindowPlan): boolean {
  return window.index === request.windows.length - 1;
}

export const asFloat = (output: Readonly<Record<string, unknown>>, name: string) => output[name] as FloatTensor;
