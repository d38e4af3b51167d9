import { type FileHandle, open } from 'node:fs/promises';
import { storedTensors } from '../checkpoints/tensor-values.ts';
import { GenesisError } from '../errors/genesis-error.ts';
import { DTYPE_BYTES, storageView } from '../graph/floats.ts';
import type { TensorInfo } from '../plugin-api/checkpoint.ts';
import type { SwappedWeight } from '../plugin-api/graph.ts';
import { elementCount, type Tensor } from '../plugin-api/tensor.ts';
import { bringIntoCache } from './file-cache.ts';
import { convertStored, isStoredAs } from './weight-values.ts';

export type Weights = Readonly<Record<string, SwappedWeight>>;

/** Largest single read; the system's own limit is just under 2 GiB. */
const MAX_READ_BYTES = 2 ** 30;

/**
 * Reads the weights of swapped graphs. Files stay open and every read is handed to the system's threads at once, so that
 * reading goes on while a session blocks this thread. Buffers that are given back serve the next reads of their size.
 */
export class WeightReader {
  readonly #files: ReadonlyMap<string, FileHandle>;
  readonly #free = new Map<number, ArrayBuffer[]>();
  #touching = false;

  private constructor(files: ReadonlyMap<string, FileHandle>) {
    this.#files = files;
  }

  /** @param weights everything that will be read */
  static async open(weights: readonly Weights[]): Promise<WeightReader> {
    const stored = weights.flatMap((each) => Object.values(each)).flatMap(({ tensor }) => storedTensors(tensor));
    const files = new Map<string, FileHandle>();
    try {
      for (const { file } of stored) if (!files.has(file)) files.set(file, await open(file, 'r'));
    } catch (error) {
      for (const file of files.values()) await file.close();
      throw error;
    }
    return new WeightReader(files);
  }

  /** The weights' values in the element types that the graph has them in. */
  async read(weights: Weights): Promise<Record<string, Tensor>> {
    const reads = Object.entries(weights).map(async ([name, weight]) => [name, await this.#value(weight)] as const);
    return Object.fromEntries(await Promise.all(reads));
  }

  async #value({ tensor, dtype }: SwappedWeight): Promise<Tensor> {
    const dims = tensor.shape;
    const buffer = this.#buffer(elementCount(dims) * DTYPE_BYTES[dtype]);
    if (isStoredAs(tensor, dtype)) await this.#stored(tensor, buffer);
    else {
      const parts = await Promise.all(
        storedTensors(tensor).map(
          async (part) => [part, await this.#stored(part, new ArrayBuffer(part.length))] as const,
        ),
      );
      convertStored(tensor, dtype, new Map(parts), buffer);
    }
    return { dtype, dims, data: storageView(dtype, buffer) };
  }

  #buffer(bytes: number): ArrayBuffer {
    return this.#free.get(bytes)?.pop() ?? new ArrayBuffer(bytes);
  }

  async #stored({ file, name, offset, length }: TensorInfo, buffer: ArrayBuffer): Promise<ArrayBuffer> {
    const bytes = new Uint8Array(buffer);
    for (let done = 0; done < length; ) {
      const count = Math.min(length - done, MAX_READ_BYTES);
      const { bytesRead } = await this.#files.get(file)!.read(bytes, done, count, offset + done);
      if (bytesRead === 0) throw new GenesisError('CHECKPOINT_INVALID', `${file}: tensor ${name} is truncated`);
      done += bytesRead;
    }
    return buffer;
  }

  /** Takes back tensors that `read` has given. */
  recycle(tensors: Readonly<Record<string, Tensor>>): void {
    for (const { data } of Object.values(tensors)) {
      const buffer = data.buffer as ArrayBuffer;
      const free = this.#free.get(buffer.byteLength);
      if (free) free.push(buffer);
      else this.#free.set(buffer.byteLength, [buffer]);
    }
  }

  /** Lets go of the buffers that were taken back. */
  forget(): void {
    this.#free.clear();
  }

  /** Brings the weights' pages into the system's file cache. Does nothing while it is still busy with others. */
  touch(weights: Weights): void {
    if (this.#touching) return;
    this.#touching = true;
    const stored = Object.values(weights).flatMap(({ tensor }) => storedTensors(tensor));
    void bringIntoCache(this.#files, stored).then(() => {
      this.#touching = false;
    });
  }

  async close(): Promise<void> {
    this.forget();
    for (const file of this.#files.values()) await file.close();
  }
}
