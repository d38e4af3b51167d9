import type { DType } from './tensor.ts';

/** Where a tensor's bytes lie: row-major, little-endian, uncompressed, in `file` from `offset`. */
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
  /** Content identity, part of cache keys. */
  readonly hash: string;
}
