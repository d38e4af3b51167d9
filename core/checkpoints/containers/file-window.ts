import { type FileHandle, open, realpath } from 'node:fs/promises';
import { GenesisError } from '../../errors/genesis-error.ts';

/** Throws CHECKPOINT_INVALID for a file, saying what is wrong with it. */
export type Refuse = (what: string, cause?: unknown) => never;

/** @param accepted what the file should have been */
export function refusal(path: string, accepted: string): Refuse {
  return (what, cause) => {
    throw new GenesisError('CHECKPOINT_INVALID', `${path}: ${what}`, { accepted, cause });
  };
}

/** An open regular file that is read at positions inside it only. */
export class FileWindow {
  /** Absolute real path. */
  readonly file: string;
  readonly bytes: number;
  readonly #handle: FileHandle;
  readonly #refuse: Refuse;

  private constructor(file: string, bytes: number, handle: FileHandle, refuse: Refuse) {
    this.file = file;
    this.bytes = bytes;
    this.#handle = handle;
    this.#refuse = refuse;
  }

  /** Opens a regular file, hands it to `use` and closes it. */
  static async with<Result>(
    path: string,
    refuse: Refuse,
    use: (window: FileWindow) => Promise<Result>,
  ): Promise<Result> {
    const file = await realpath(path).catch((cause: unknown) => refuse('cannot be opened', cause));
    const handle = await open(file, 'r').catch((cause: unknown) => refuse('cannot be opened', cause));
    try {
      const stat = await handle.stat();
      if (!stat.isFile()) refuse('is not a regular file');
      return await use(new FileWindow(file, stat.size, handle, refuse));
    } finally {
      await handle.close();
    }
  }

  /** Exactly `length` bytes from `offset`. */
  async read(offset: number, length: number, what: string): Promise<Buffer> {
    if (!Number.isSafeInteger(offset) || offset < 0 || length < 0 || offset + length > this.bytes) {
      this.#refuse(`${what} lies outside the file`);
    }
    const bytes = Buffer.alloc(length);
    const { bytesRead } = await this.#handle.read(bytes, 0, length, offset);
    if (bytesRead < length) this.#refuse(`${what} is truncated`);
    return bytes;
  }
}
