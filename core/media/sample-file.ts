import { type FileHandle, open } from 'node:fs/promises';
import type { SpeechSource } from '../plugin-api/network.ts';

/** Numbers that are moved at once. */
const PIECE = 65_536;

/** Numbers `start .. start + count` of a file of little-endian float32. */
export async function readFloatsAt(file: string, start: number, count: number): Promise<Float32Array> {
  const out = new Float32Array(count);
  const bytes = new Uint8Array(out.buffer);
  const handle = await open(file);
  try {
    const { bytesRead } = await handle.read(bytes, 0, bytes.length, start * 4);
    if (bytesRead !== bytes.length) throw new RangeError(`${file} ends before ${start + count} numbers`);
    return out;
  } finally {
    await handle.close();
  }
}

/** Samples in a file of float32. */
export function speechInFile(file: string, length: number): SpeechSource {
  return { length, read: (start, count) => readFloatsAt(file, start, count) };
}

/** A new file of float32 that grows piece by piece. */
export class FloatFile implements AsyncDisposable {
  readonly #handle: FileHandle;
  /** Numbers so far. */
  count = 0;

  private constructor(handle: FileHandle) {
    this.#handle = handle;
  }

  static async create(file: string): Promise<FloatFile> {
    return new FloatFile(await open(file, 'w'));
  }

  async append(piece: Float32Array): Promise<void> {
    await this.#handle.writeFile(new Uint8Array(piece.buffer, piece.byteOffset, piece.byteLength));
    this.count += piece.length;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#handle.close();
  }
}

/** Writes pieces into a new file of float32. @returns how many numbers there are */
export async function writeFloats(file: string, pieces: AsyncIterable<Float32Array>): Promise<number> {
  await using out = await FloatFile.create(file);
  for await (const piece of pieces) await out.append(piece);
  return out.count;
}

/** Numbers `0 .. count` of a file of float32, in pieces. */
export async function* floatPieces(file: string, count: number): AsyncGenerator<Float32Array> {
  for (let start = 0; start < count; start += PIECE)
    yield await readFloatsAt(file, start, Math.min(PIECE, count - start));
}
