import { type FileHandle, open, rm } from 'node:fs/promises';
import { elementCount, type FloatTensor, floatTensor } from '../../plugin-api/tensor.ts';

/** Chunks of several clips on disk, so that memory grows neither with frames nor with tiles. */
export class ChunkSpool {
  readonly #path: string;
  readonly #file: FileHandle;
  readonly #chunks: { readonly at: number; readonly dims: readonly number[] }[][] = [];
  #end = 0;

  private constructor(path: string, file: FileHandle) {
    this.#path = path;
    this.#file = file;
  }

  static async create(path: string): Promise<ChunkSpool> {
    return new ChunkSpool(path, await open(path, 'w+'));
  }

  /** Adds the next chunk of a clip. */
  async append(clip: number, { data, dims }: FloatTensor): Promise<void> {
    const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
    await this.#file.writeFile(bytes);
    this.#chunks[clip] ??= [];
    this.#chunks[clip].push({ at: this.#end, dims });
    this.#end += bytes.length;
  }

  /** A chunk of a clip, counted from 0. */
  async read(clip: number, chunk: number): Promise<FloatTensor> {
    const { at, dims } = this.#chunks[clip]![chunk]!;
    const data = new Float32Array(elementCount(dims));
    const { bytesRead } = await this.#file.read(new Uint8Array(data.buffer), 0, data.byteLength, at);
    if (bytesRead !== data.byteLength) throw new Error(`${this.#path} ends early`);
    return floatTensor(data, dims);
  }

  /** Closes and removes the file. */
  async close(): Promise<void> {
    await this.#file.close();
    await rm(this.#path, { force: true });
  }
}
