import type { FileHandle } from 'node:fs/promises';

/**
 * Writes all of the bytes at a position. A single write to a disk that is nearly full takes a part of them and is no
 * error; the hole would be read as zeros.
 * @throws NodeJS.ErrnoException such as ENOSPC
 */
export async function writeAll(handle: Pick<FileHandle, 'write'>, bytes: Uint8Array, position: number): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    const { bytesWritten } = await handle.write(bytes, done, bytes.length - done, position + done);
    done += bytesWritten;
  }
}
