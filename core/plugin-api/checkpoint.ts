import type { LoraTerm } from './lora.ts';
import type { DType } from './tensor.ts';

/**
 * Where a tensor's bytes lie: row-major, little-endian, uncompressed, in `file` from `offset`. With `parts` or `scale`
 * these bytes are not yet the values: see there. `weightValue`, `weightRows` and `CheckpointView.read` give values.
 */
export interface TensorInfo {
  readonly name: string;
  readonly dtype: DType;
  readonly shape: readonly number[];
  /** Absolute real path. */
  readonly file: string;
  /** Bytes from the start of the file. */
  readonly offset: number;
  /** Bytes. */
  readonly length: number;
  /**
   * The tensor is these, joined along axis 0 (separate q, k and v of a fused projection). `file` and `offset` are then
   * those of the first part, `length` is the sum, `dtype` the first part's, and scales are on the parts.
   */
  readonly parts?: readonly TensorInfo[];
  /** What the stored values are multiplied by: one number, or `[rows, 1, ...]` for one per row. Absent: 1. */
  readonly scale?: TensorInfo;
  /** Set when the weight is held in blocks of whole numbers. `dtype` and `shape` remain those of the weight that they stand for. */
  readonly blocks?: BlockWeight;
  /** What LoRAs add to the values at run time, by strengths that the graph is given. Absent: nothing. */
  readonly loras?: readonly LoraTerm[];
}

/**
 * A weight `[out, in]` as onnxruntime's MatMulNBits reads it: value = (code − 2^(bits − 1)) · scale of its block. Blocks
 * run along `in`; the last one of a row is padded with codes of value zero.
 */
export interface BlockWeight {
  readonly bits: 4 | 8;
  readonly block: number;
  /** uint8 `[out, ⌈in / block⌉, block · bits / 8]`; of two 4-bit codes in a byte the first is the low half. */
  readonly codes: TensorInfo;
  /** float32 `[out, ⌈in / block⌉]` */
  readonly scales: TensorInfo;
}

/** A checkpoint's tensors under their canonical (official) names. Opening one reads headers only. */
export interface CheckpointView {
  /** Canonical tensor names, sorted. */
  readonly names: readonly string[];
  has(name: string): boolean;
  /** Throws GenesisError CHECKPOINT_TENSOR_MISSING. */
  get(name: string): TensorInfo;
  /** Reads one tensor as float32; meant for small ones (a gain, a table). */
  read(name: string): Promise<Float32Array>;
  /** What the files beside the checkpoint say that shapes cannot (`num_heads`, `text_len`, `latents_mean`, ...). */
  readonly settings: Readonly<Record<string, unknown>>;
  /** How many LoRAs add to its tensors at run time (`TensorInfo.loras`). Absent: none. */
  readonly loras?: number;
  /** Content identity, part of cache keys. */
  readonly hash: string;
}
