import type { CheckpointView } from './checkpoint.ts';
import type { GraphRunner, GraphSet } from './graph.ts';
import type { Prediction } from './guidance.ts';
import type { LoraStrength } from './lora.ts';
import type { Lowering } from './lowering.ts';
import type { Contribution } from './plugin.ts';
import type { FloatTensor } from './tensor.ts';

export const NETWORK_ROLES = ['text-encoder', 'image-encoder', 'audio-encoder', 'vae', 'dit'] as const;
/** What a network does in the pipeline. */
export type NetworkRole = (typeof NETWORK_ROLES)[number];

/** umT5: token ids to text features. */
export interface TextEncoder {
  /** Width of a feature vector. */
  readonly dim: number;
  /** Token ids are below it. */
  readonly vocabulary: number;
  /**
   * @param ids token ids, `[batch][tokens]`, padded to one length
   * @param mask 1 for a token, 0 for padding, same shape
   * @returns `[batch, tokens, dim]`, padded rows included
   */
  encode(ids: readonly (readonly number[])[], mask: readonly (readonly number[])[]): Promise<FloatTensor>;
}

/** CLIP vision tower: penultimate block, class token first, no final norm. */
export interface ImageEncoder {
  /** Side of the square input in pixels. */
  readonly imageSize: number;
  readonly dim: number;
  /**
   * @param pixels `[batch, 3, imageSize, imageSize]`, already CLIP-normalised
   * @returns `[batch, 1 + grid², dim]`
   */
  encode(pixels: FloatTensor): Promise<FloatTensor>;
}

/** Mono samples at 16 kHz that are read piece by piece, so that their length costs no memory. */
export interface SpeechSource {
  readonly length: number;
  /** Samples `start .. start + count`, all of which exist. */
  read(start: number, count: number): Promise<Float32Array>;
}

/** wav2vec2: 16 kHz samples to one stack of hidden states per video frame. */
export interface AudioEncoder {
  readonly layers: number;
  readonly dim: number;
  /**
   * Normalises to zero mean and unit variance over the whole speech, then encodes.
   * @param speech after loudness normalisation
   * @param frames number of video frames to resample the features to
   * @param consume receives `[n, layers, dim]`, hidden states 1..L, of one piece of the frames after the other
   */
  encode(speech: SpeechSource, frames: number, consume: (features: FloatTensor) => Promise<void>): Promise<void>;
}

/** A causal encoder or decoder in the middle of a video. Chunks must be pushed in order; close() drops its cache. */
export interface VaeStream {
  push(chunk: FloatTensor): Promise<FloatTensor>;
  close(): Promise<void>;
}

/**
 * Wan VAE, streaming in time with a causal cache, so that memory does not depend on the number of frames. Each direction
 * is two parts in a row. The part at the size of the latents sees the whole frame; the part at the size of the pixels
 * needs nearly all of the memory, sees only what is near, and can be used in tiles.
 */
export interface Vae {
  readonly latentChannels: number;
  /** Pixels per latent position in height and width (8). */
  readonly spatialScale: number;
  /** Frames per latent frame after the first (4). */
  readonly temporalScale: number;
  /** push: `[3, 1, H, W]` first, then `[3, 4, H, W]`, in [-1, 1]; each gives `[z, 1, H/8, W/8]`, normalised (mu − mean)/std. */
  openEncoder(): VaeStream;
  /** push: `[z, 1, h, w]`, normalised; gives `[3, 1, 8h, 8w]` first, then `[3, 4, 8h, 8w]`, clamped to [-1, 1]. */
  openDecoder(): VaeStream;
  /** First part of the encoder: what the encoder takes; gives feature maps `[c, 1, H/8, W/8]`. */
  openPixelEncoder(): VaeStream;
  /** Second part of the encoder: feature maps of the first; gives what the encoder gives. */
  openLatentEncoder(): VaeStream;
  /** First part of the decoder: what the decoder takes; gives feature maps `[c, 1, h, w]`. */
  openLatentDecoder(): VaeStream;
  /** Second part of the decoder: feature maps of the first; gives what the decoder gives. */
  openPixelDecoder(): VaeStream;
}

/** The conditions of one prediction (see Prediction). */
export interface DitCondition {
  /** Text features without padding, `[tokens, textDim]`. */
  readonly context: FloatTensor;
  /** Audio windows `[people, frames, window, blocks, channels]`; null in a network without audio. */
  readonly audio: FloatTensor | null;
}

/** What stays the same over all sampling steps of a window. */
export interface DitWindowInput {
  /** Mask (4 channels), then the image latent: `[inChannels − latentChannels, T, h, w]`. */
  readonly y: FloatTensor;
  /** `[imageTokens, clipDim]`. */
  readonly imageFeatures: FloatTensor;
  /** The people, at least two, then the background: `[people + 1, h, w]` of 0 and 1; null in a network without audio. */
  readonly refTargetMasks: FloatTensor | null;
  readonly conditions: Readonly<Partial<Record<Prediction, DitCondition>>>;
  /** RIFLEx: 1-based index of the temporal frequency that is lowered; 0: none. @default 0 */
  readonly riflexFreqIndex?: number;
}

export interface DitWindow {
  /**
   * One forward pass.
   * @param latents `[latentChannels, T, h, w]`
   * @param timestep on the 0..1000 scale
   * @returns the velocity (noise − x0), same shape as `latents`
   */
  forward(latents: FloatTensor, timestep: number, prediction: Prediction): Promise<FloatTensor>;
  /**
   * The same for several predictions at once; present in a network that was loaded with `cut.batched`. Those of
   * different numbers of people are made apart. Equal to one by one up to the order in which kernels sum.
   * @returns a velocity per prediction, in their order
   */
  forwardBatch?(
    latents: FloatTensor,
    timestep: number,
    predictions: readonly Prediction[],
  ): Promise<readonly FloatTensor[]>;
  /** The network's own embedding of a timestep, `[dim]` (Wan: the output e of `time_embedding`). */
  timeEmbedding?(timestep: number): Promise<Float32Array>;
  close(): Promise<void>;
}

export interface Dit {
  readonly latentChannels: number;
  /** Width of the text features that it takes. */
  readonly textDim: number;
  /** Width of the image features that it takes. */
  readonly imageDim: number;
  /** Layers times width of the audio features that it takes, or null in a network without audio. */
  readonly audioFeatures: number | null;
  /** Length to which text is padded before the text MLP (512 in the official networks). */
  readonly textLength: number;
  /** Frames per audio window (5), or null in a network without audio. */
  readonly audioWindow: number | null;
  /** Frequencies of the rotary embedding that turn with the frame. */
  readonly temporalFrequencies: number;
  openWindow(input: DitWindowInput): Promise<DitWindow>;
}

export interface NetworkHandles {
  'text-encoder': TextEncoder;
  'image-encoder': ImageEncoder;
  'audio-encoder': AudioEncoder;
  vae: Vae;
  dit: Dit;
}

/** Facts about a recognised network that are published and used by the forecast. */
export interface NetworkFacts {
  readonly parameters: number;
  readonly dims: Readonly<Record<string, number | string | readonly number[]>>;
}

/** How the memory plan has a network cut; `build` and `bind` are given the same. A network may leave parts of it aside. */
export interface NetworkCut {
  /**
   * The graphs of the last so many blocks are swapped, a block each: written by builders with `lowering.swap`. Other
   * graphs that hold weights of such a block are swapped as well. More than there are: all.
   */
  readonly blocksToSwap: number;
  /** Several predictions of a step can be made in one pass (`DitWindow.forwardBatch`). */
  readonly batched: boolean;
  /** Slices of a self-attention's queries (see Lowering.attention). */
  readonly attentionSlices: number;
  /** Of the lowering: see there. @default no limit */
  readonly parametersPerGraph?: number | undefined;
}

/** Nothing is cut. */
export const WHOLE_NETWORK: NetworkCut = { blocksToSwap: 0, batched: false, attentionSlices: 1 };

/** Latents that a network is used with. */
export interface LatentSize {
  readonly frames: number;
  readonly height: number;
  readonly width: number;
}

/** What `build` may use. */
export interface BuildContext {
  readonly checkpoint: CheckpointView;
  readonly lowering: Lowering;
  /** @default WHOLE_NETWORK */
  readonly cut?: NetworkCut;
  /** Set for a lowering that writes graphs for one size; no other latents then reach them. */
  readonly latents?: LatentSize;
}

/** How a loaded network is driven this time. */
export interface BindSettings {
  /** As it was built with. @default WHOLE_NETWORK */
  readonly cut?: NetworkCut;
  /** Of the checkpoint's LoRAs, in their order; absent: it has none. They change without loading the network anew. */
  readonly loras?: readonly LoraStrength[];
}

/**
 * A network once its plugin's options are applied. `Config` holds every dim, read from the checkpoint's shapes
 * (and from its settings where shapes cannot tell, such as the number of heads).
 */
export interface Network<Role extends NetworkRole = NetworkRole, Config = unknown> {
  /** null when the checkpoint is another network. Throws a GenesisError when it is this network but malformed. */
  detect(checkpoint: CheckpointView): Config | null;
  facts(config: Config): NetworkFacts;
  /** Writes the graphs. Pure: reads shapes only, weights stay in the checkpoint's files. */
  build(config: Config, context: BuildContext): GraphSet;
  /** Drives the graphs on a runner. */
  bind(config: Config, runner: GraphRunner, settings?: BindSettings): NetworkHandles[Role];
}

export interface NetworkContribution<Role extends NetworkRole = NetworkRole, Config = unknown, Options = unknown>
  extends Contribution<'network', Options, Network<Role, Config>> {
  readonly role: Role;
}
