import { type FileHandle, open } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { Tinypool } from 'tinypool';
import { storedTensors } from '../checkpoints/tensor-values.ts';
import { GenesisError } from '../errors/genesis-error.ts';
import { DTYPE_BYTES, storageView } from '../graph/floats.ts';
import type { TensorInfo } from '../plugin-api/checkpoint.ts';
import type { SuppliedWeight } from '../plugin-api/graph.ts';
import { elementCount, type Tensor } from '../plugin-api/tensor.ts';
import { siblingProgram, threadFlags } from './child-program.ts';
import { bringIntoCache } from './file-cache.ts';
import type { WeightTask } from './weight-thread.ts';
import { convertStored, isStoredAs } from './weight-values.ts';

export type Weights = Readonly<Record<string, SuppliedWeight>>;

/** Reads of so much are handed to the system's threads, several at a time. */
const READ_BYTES = 2 ** 24;
/** Values that are worth a task of a thread. */
const TASK_ELEMENTS = 2 ** 18;
/** More would read faster than any device takes weights. */
const MOST_THREADS = 4;
/** How long threads, and what they hold, wait for the next weights. */
const IDLE_MS = 1000;

const makeThreads = (): Tinypool => {
  const program = siblingProgram(import.meta.url, './weight-thread');
  return new Tinypool({
    filename: program.href,
    execArgv: threadFlags(program),
    minThreads: 0,
    maxThreads: Math.min(MOST_THREADS, availableParallelism()),
    idleTimeout: IDLE_MS,
    // V8 13 (Node 24) reserves 512 MB of addresses for the code of every thread, which a limit of memory counts as used.
    resourceLimits: { codeRangeSizeMb: 16 },
  });
};

/**
 * Reads the weights that graphs have as inputs. Files stay open, every read is handed to the system's threads at once, and
 * values that have to be made of what is stored are made in threads, but for small ones, which would wait there for large
 * ones: both go on while a session blocks this thread. Buffers that are given back serve the next reads of their size.
 */
export class WeightReader {
  readonly #files: ReadonlyMap<string, FileHandle>;
  readonly #free = new Map<number, ArrayBuffer[]>();
  #threads: Tinypool | null = null;
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
    const reads = Object.entries(weights).map(async ([name, weight]) => [name, await this.readOne(weight)] as const);
    return Object.fromEntries(await Promise.all(reads));
  }

  /** A weight's values in the element type that its graph has them in, in the shape in which they are stored. */
  async readOne(weight: SuppliedWeight): Promise<Tensor> {
    const { tensor, dtype } = weight;
    const dims = tensor.shape;
    const elements = elementCount(dims);
    let buffer = this.#buffer(elements * DTYPE_BYTES[dtype]);
    if (isStoredAs(tensor, dtype)) await this.#stored(tensor, buffer);
    else if (elements < TASK_ELEMENTS) await this.#made(weight, buffer);
    else {
      this.#threads ??= makeThreads();
      const files = new Map([...this.#files].map(([file, { fd }]) => [file, fd]));
      const task: WeightTask = { weight, files, buffer };
      buffer = (await this.#threads.run(task, { transferList: [buffer] })) as ArrayBuffer;
    }
    return { dtype, dims, data: storageView(dtype, buffer) };
  }

  async #made({ tensor, dtype }: SuppliedWeight, buffer: ArrayBuffer): Promise<void> {
    const parts = storedTensors(tensor).map(
      async (part) => [part, await this.#stored(part, new ArrayBuffer(part.length))] as const,
    );
    convertStored(tensor, dtype, new Map(await Promise.all(parts)), buffer);
  }

  #buffer(bytes: number): ArrayBuffer {
    return this.#free.get(bytes)?.pop() ?? new ArrayBuffer(bytes);
  }

  async #stored(tensor: TensorInfo, buffer: ArrayBuffer): Promise<ArrayBuffer> {
    const pieces = Math.ceil(tensor.length / READ_BYTES);
    await Promise.all(Array.from({ length: pieces }, (_, i) => this.#piece(tensor, buffer, i * READ_BYTES)));
    return buffer;
  }

  async #piece({ file, name, offset, length }: TensorInfo, buffer: ArrayBuffer, start: number): Promise<void> {
    const bytes = new Uint8Array(buffer);
    const end = Math.min(length, start + READ_BYTES);
    for (let done = start; done < end; ) {
      const { bytesRead } = await this.#files.get(file)!.read(bytes, done, end - done, offset + done);
      if (bytesRead === 0) throw new GenesisError('CHECKPOINT_INVALID', `${file}: tensor ${name} is truncated`);
      done += bytesRead;
    }
  }

  /** Takes back tensors that were read. */
  recycle(tensors: readonly Tensor[]): void {
    for (const { data } of tensors) {
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
    await this.#threads?.destroy();
    for (const file of this.#files.values()) await file.close();
  }
}
