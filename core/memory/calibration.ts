/**
 * Factors that turn shapes into bytes, measured per provider. This is the one place to change when a provider, its
 * lowering or a network's graphs come to hold memory otherwise; docs/memory.md tells how they are measured.
 */
import type { Lowering } from '../plugin-api/lowering.ts';
import type { MemoryBytes } from '../plugin-api/memory-forecast.ts';
import { NO_BYTES } from './memory-bytes.ts';

/** Bytes of a transformer per row of its input: per element of the hidden width, and of the feed-forward width. */
export interface RowFactors {
  readonly hidden: number;
  readonly wide: number;
}

/** Bytes of one direction of the VAE per pixel and channel of its first level. */
export interface PixelFactors {
  /** While a chunk is worked on. */
  readonly work: number;
  /** Causal caches from chunk to chunk. */
  readonly cache: number;
  /** With tiles: what is at the size of the latents, per pixel of the whole frame. */
  readonly whole: number;
}

export interface DitFactors extends RowFactors {
  /** Bytes per token and element of the hidden width that an attention adds which nothing slices. */
  readonly attention: number;
  /** Tokens that it works on at once by itself; null: all. */
  readonly attentionPart: number | null;
  /** Bytes per element of the keys and values that are kept for a window. */
  readonly context: number;
}

/** A value for each group of networks that have about as many sessions. */
export type PerGroup<Value> = Readonly<Record<'dit' | 'vae' | 'others', Value>>;

export interface ProviderCalibration {
  /** Where weights and activations lie. */
  readonly memory: 'vram' | 'ram';
  /** Bytes in memory per byte of a float weight in the compute type. */
  readonly floatWeights: number;
  /** Bytes in memory per byte of codes and scales of a weight in blocks, scales in the compute type. */
  readonly blockWeights: number;
  /** Sessions that hold the same weights of the VAE: the first chunk's and the next ones'. */
  readonly vaeCopies: number;
  /** RAM of libraries that all processes share. */
  readonly sharedBytes: number;
  /** RAM of a network host besides that, without weights and work. */
  readonly hostBytes: number;
  /** What a network's sessions take besides: the VAE and the DiT have many. */
  readonly sessionBytes: PerGroup<MemoryBytes>;
  /** VRAM of a network host without weights and work. */
  readonly deviceBytes: number;
  /** See NetworkForecast.kept; the more sessions a network has, the more. */
  readonly kept: PerGroup<number>;
  readonly textEncoder: RowFactors & {
    /** Bytes per pair of tokens and head. */
    readonly pairs: number;
  };
  readonly imageEncoder: RowFactors;
  readonly audioEncoder: RowFactors & {
    /** Bytes per output of the first convolution, over the samples of one chunk. */
    readonly convolution: number;
  };
  readonly encode: PixelFactors;
  readonly decode: PixelFactors;
  readonly dit: DitFactors;
}

const MIB = 1024 * 1024;

const cpu: ProviderCalibration = {
  memory: 'ram',
  floatWeights: 1,
  blockWeights: 1.03,
  vaeCopies: 2,
  sharedBytes: 21 * MIB,
  hostBytes: 33 * MIB,
  sessionBytes: { vae: { vram: 0, ram: 60 * MIB }, dit: { vram: 0, ram: 14 * MIB }, others: NO_BYTES },
  deviceBytes: 0,
  kept: { dit: 1.3, vae: 1.6, others: 0.5 },
  textEncoder: { hidden: 24, wide: 12, pairs: 20 },
  imageEncoder: { hidden: 60, wide: 6 },
  audioEncoder: { hidden: 12, wide: 6, convolution: 4 },
  encode: { work: 258, cache: 62, whole: 0 },
  decode: { work: 425, cache: 105, whole: 0 },
  dit: { hidden: 48, wide: 0, attention: 12, attentionPart: null, context: 4 },
};

/**
 * From 14B generations on cards, of four sizes and several plans, with buffers that are used again (docs/gpu.md).
 * Encoders' factors that their small share of memory could not tell are those of the processor.
 */
const webgpu: ProviderCalibration = {
  memory: 'vram',
  floatWeights: 1,
  blockWeights: 1,
  vaeCopies: 2,
  sharedBytes: 52 * MIB,
  hostBytes: 128 * MIB,
  sessionBytes: { vae: { vram: 305 * MIB, ram: 0 }, dit: { vram: 500 * MIB, ram: 240 * MIB }, others: NO_BYTES },
  deviceBytes: 160 * MIB,
  // The encoder's buffers serve the decoder where they have the same size.
  kept: { dit: 1, vae: 0.62, others: 0.62 },
  textEncoder: { hidden: 24, wide: 12, pairs: 20 },
  imageEncoder: { hidden: 60, wide: 6 },
  audioEncoder: { hidden: 12, wide: 6, convolution: 32 },
  encode: { work: 366, cache: 20, whole: 9.5 },
  decode: { work: 388, cache: 37, whole: 11 },
  // Self-attention with keys and values in 8 bits.
  dit: { hidden: 73, wide: 8, attention: 24, attentionPart: 8192, context: 2 },
};

/** The runtime's own attention on a card keeps no codes and no parts of its result. */
const FUSED_ATTENTION = { attention: 0, attentionPart: null } as const;

const BY_PROVIDER: Readonly<Record<string, ProviderCalibration>> = { cpu, webgpu };

/**
 * The factors of a provider with the options that it has; those of WebGPU for one that was not measured.
 * @param lowering how it computes a DiT
 */
export function calibrationOf(provider: string, lowering?: Lowering): ProviderCalibration {
  const calibration = BY_PROVIDER[provider] ?? webgpu;
  if (calibration.memory === 'ram' || !lowering || lowering.oneSize) return calibration;
  return { ...calibration, dit: { ...calibration.dit, ...FUSED_ATTENTION } };
}

/** RAM of the server and the worker without frames in flight and shared libraries. */
export const BASE_BYTES = 189 * MIB;

/** What the worker takes besides once it writes a video. */
export const OUTPUT_BYTES = 28 * MIB;
