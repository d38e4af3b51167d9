import type { TensorInfo } from '../../plugin-api/checkpoint.ts';

/** A file, or a set of files, that holds tensors: headers checked, the tensors' bytes still on disk. */
export interface TensorContainer {
  readonly kind: 'safetensors' | 'sharded safetensors' | 'PyTorch zip';
  /** Absolute real paths of the files that hold tensors. */
  readonly files: readonly string[];
  /** Size of these files together. */
  readonly bytes: number;
  readonly metadata: Readonly<Record<string, string>>;
  /** By the name that the file gives. */
  readonly tensors: ReadonlyMap<string, TensorInfo>;
  /** SHA-256 of everything that was read: names, shapes, dtypes and places. */
  readonly headerHash: string;
}
