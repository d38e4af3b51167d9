/**
 * Factors that turn shapes into bytes, measured per provider. This is the one place to change when a provider, its
 * lowering or a network's graphs come to hold memory otherwise; docs/memory.md tells how they are measured.
 */

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
}

export interface DitFactors extends RowFactors {
  /** Bytes per token and element of the hidden width that one attention over all queries adds. */
  readonly attention: number;
  /** Bytes per element of the keys and values that are kept for a window. */
  readonly context: number;
}

export interface ProviderCalibration {
  /** Where weights and activations lie. */
  readonly memory: 'vram' | 'ram';
  /** Bytes in memory per byte of a float weight in the compute type. */
  readonly floatWeights: number;
  /** Bytes in memory per byte of codes and scales of a weight in blocks. */
  readonly blockWeights: number;
  /** Sessions that hold the same weights of the VAE: the first chunk's and the next ones'. */
  readonly vaeCopies: number;
  /** RAM of a network host without weights and work. */
  readonly hostBytes: number;
  /** VRAM of a network host without weights and work. */
  readonly deviceBytes: number;
  /** Share of its work that a host keeps while it stays loaded. */
  readonly retained: number;
  readonly textEncoder: RowFactors;
  readonly imageEncoder: RowFactors;
  readonly audioEncoder: RowFactors;
  readonly encode: PixelFactors;
  readonly decode: PixelFactors;
  readonly dit: DitFactors;
}

const MIB = 1024 * 1024;

const cpu: ProviderCalibration = {
  memory: 'ram',
  floatWeights: 1,
  blockWeights: 1.1,
  vaeCopies: 2,
  hostBytes: 110 * MIB,
  deviceBytes: 0,
  retained: 1,
  textEncoder: { hidden: 40, wide: 12 },
  imageEncoder: { hidden: 40, wide: 8 },
  audioEncoder: { hidden: 80, wide: 8 },
  encode: { work: 64, cache: 16 },
  decode: { work: 128, cache: 32 },
  dit: { hidden: 48, wide: 8, attention: 16, context: 4 },
};

const webgpu: ProviderCalibration = {
  memory: 'vram',
  floatWeights: 1,
  blockWeights: 1,
  vaeCopies: 2,
  hostBytes: 250 * MIB,
  deviceBytes: 500 * MIB,
  retained: 1,
  textEncoder: { hidden: 40, wide: 12 },
  imageEncoder: { hidden: 40, wide: 8 },
  audioEncoder: { hidden: 80, wide: 8 },
  encode: { work: 200, cache: 16 },
  decode: { work: 200, cache: 32 },
  dit: { hidden: 150, wide: 16, attention: 80, context: 2 },
};

const BY_PROVIDER: Readonly<Record<string, ProviderCalibration>> = { cpu, webgpu };

/** The factors of a provider; those of WebGPU for one that was not measured. */
export const calibrationOf = (provider: string): ProviderCalibration => BY_PROVIDER[provider] ?? webgpu;

/** RAM of the server and the worker without frames in flight. */
export const BASE_BYTES = 330 * MIB;
