import type { Tensor } from '../plugin-api/tensor.ts';
import type { TensorDiagnostic } from '../runs/events.ts';

/** What a stage made. */
export interface StageProduct {
  readonly tensors: Readonly<Record<string, Tensor>>;
  /** Files by name; each is moved into the store. */
  readonly files?: Readonly<Record<string, string>>;
  /** Plain JSON data. */
  readonly facts?: Readonly<Record<string, unknown>>;
  /** What values in files looked like; tensors are measured by the journal. */
  readonly diagnostics?: readonly TensorDiagnostic[];
}

/** A stage's output as it lies in a store; tensors are read when they are asked for. */
export interface StageOutput {
  readonly key: string;
  readonly bytes: number;
  readonly facts: Readonly<Record<string, unknown>>;
  /** @throws GenesisError STORAGE_FAILED when they have been damaged meanwhile */
  tensors(): Promise<Readonly<Record<string, Tensor>>>;
  /** Lets go of tensors that are in memory; they are read again when they are asked for. */
  forget(): void;
  /** Absolute path of one of the files. */
  file(name: string): string;
  /**
   * Bytes `start .. start + length` of one of the files, which must lie in it, for one that is read as it is needed.
   * @throws GenesisError STORAGE_FAILED when they have been damaged meanwhile
   */
  read(name: string, start: number, length: number): Promise<Uint8Array>;
  /**
   * Looks whether all of it is still as it was made; to be asked before a file is used that was made long before.
   * @throws GenesisError STORAGE_FAILED when it is not; it is removed, so that another attempt makes it again
   */
  check(): Promise<void>;
}

/** Finished stage outputs by content address. */
export interface StageStore {
  /** null when absent or damaged: a damaged entry is removed, so that the stage runs again. */
  get(key: string): Promise<StageOutput | null>;
  put(key: string, product: StageProduct): Promise<StageOutput>;
  /** A path for a file that a stage is about to write; it disappears unless it becomes part of a product. */
  scratch(name: string): Promise<string>;
}
