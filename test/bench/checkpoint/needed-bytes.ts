import { execFile } from 'node:child_process';
import { closeSync, openSync, readSync } from 'node:fs';
import { promisify } from 'node:util';
import type { CheckpointView, StoredBytes, TensorInfo } from '../../../core/plugin-api/index.ts';

const BUFFER_BYTES = 8 << 20;

const regionsOf = ({ parts, blocks, scale, file, offset, length }: TensorInfo): StoredBytes[] => [
  ...(blocks ? [...regionsOf(blocks.codes), ...regionsOf(blocks.scales)] : []),
  ...(parts ? parts.flatMap(regionsOf) : blocks ? [] : [{ file, offset, length }]),
  ...(scale ? regionsOf(scale) : []),
];

/** Where the weights of a checkpoint lie, in the order of files and offsets. */
export const neededRegions = (checkpoint: CheckpointView): StoredBytes[] =>
  checkpoint.names
    .flatMap((name) => regionsOf(checkpoint.get(name)))
    .sort((a, b) => (a.file === b.file ? a.offset - b.offset : a.file < b.file ? -1 : 1));

/** Reads regions one after the other, on this thread. */
export function readRaw(regions: readonly StoredBytes[]): void {
  const buffer = Buffer.alloc(BUFFER_BYTES);
  for (const { file, offset, length } of regions) {
    const handle = openSync(file, 'r');
    for (let at = 0; at < length; at += BUFFER_BYTES)
      readSync(handle, buffer, 0, Math.min(BUFFER_BYTES, length - at), offset + at);
    closeSync(handle);
  }
}

/** Takes files out of the system's page cache, written or not (GNU coreutils, dd: `oflag=nocache`). */
export async function dropFromCache(files: readonly string[]): Promise<void> {
  for (const file of new Set(files))
    await promisify(execFile)('dd', [`of=${file}`, 'oflag=nocache', 'conv=notrunc,fdatasync', 'count=0']);
}
