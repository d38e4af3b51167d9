import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { z } from 'zod';

/** What is hashed, and read, together. */
const PIECE_BYTES = 2 ** 20;

/** A file's length and the SHA-256 of each MiB of it, so that a part can be checked without reading all. */
export const fileRecordSchema = z.object({ bytes: z.number(), pieces: z.array(z.string()) });
export type FileRecord = z.infer<typeof fileRecordSchema>;

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Fills as much of a buffer as there is from a position on. @returns bytes */
async function fill(handle: FileHandle, buffer: Buffer, position: number): Promise<number> {
  let filled = 0;
  while (filled < buffer.length) {
    const { bytesRead } = await handle.read(buffer, filled, buffer.length - filled, position + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return filled;
}

/** Holds one piece of the file, whatever its size. */
export async function recordFile(file: string): Promise<FileRecord> {
  const piece = Buffer.allocUnsafeSlow(PIECE_BYTES);
  const pieces: string[] = [];
  const handle = await open(file);
  try {
    for (let bytes = 0; ; ) {
      const filled = await fill(handle, piece, bytes);
      if (filled > 0) pieces.push(sha256(piece.subarray(0, filled)));
      bytes += filled;
      if (filled < PIECE_BYTES) return { bytes, pieces };
    }
  } finally {
    await handle.close();
  }
}

/** Whether a file is still as it was recorded. */
export async function isIntact(file: string, record: FileRecord): Promise<boolean> {
  const found = await recordFile(file).catch(() => null);
  return found !== null && found.bytes === record.bytes && found.pieces.join() === record.pieces.join();
}

/**
 * Bytes `start .. start + length` of a file, which must lie in it.
 * @returns null when the pieces that hold them are not as they were recorded
 */
export async function readChecked(
  file: string,
  record: FileRecord,
  start: number,
  length: number,
): Promise<Uint8Array | null> {
  if (start < 0 || start + length > record.bytes) throw new RangeError(`${file} ends before byte ${start + length}`);
  const first = Math.floor(start / PIECE_BYTES);
  const from = first * PIECE_BYTES;
  const to = Math.min(Math.ceil((start + length) / PIECE_BYTES) * PIECE_BYTES, record.bytes);
  const held = Buffer.allocUnsafeSlow(to - from);
  const handle = await open(file).catch(() => null);
  if (!handle) return null;
  try {
    if ((await fill(handle, held, from)) < held.length) return null;
  } finally {
    await handle.close();
  }
  for (let at = 0; at < held.length; at += PIECE_BYTES) {
    if (sha256(held.subarray(at, at + PIECE_BYTES)) !== record.pieces[first + at / PIECE_BYTES]) return null;
  }
  // A copy, so that it starts where numbers may start and keeps nothing else in memory.
  return new Uint8Array(held.subarray(start - from, start - from + length));
}
