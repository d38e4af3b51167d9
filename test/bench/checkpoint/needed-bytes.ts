import { execFile } from 'node:child_process';
import { open } from 'node:fs/promises';
import { promisify } from 'node:util';
import type { CheckpointView, TensorInfo } from '../../../core/plugin-api/index.ts';

/** A run of bytes of a file. */
export interface Region {
  readonly file: string;
  readonly offset: number;
  readonly length: number;
}

const BUFFER_BYTES = 8 << 20;

const regionsOf = ({ parts, blocks, scale, file, offset, length }: TensorInfo): Region[] => [
  ...(blocks ? [...regionsOf(blocks.codes), ...regionsOf(blocks.scales)] : []),
  ...(parts ? parts.flatMap(regionsOf) : blocks ? [] : [{ file, offset, length }]),
  ...(scale ? regionsOf(scale) : []),
];

/** Where the weights of a checkpoint lie, in the order of files and offsets. */
export const neededRegions = (checkpoint: CheckpointView): Region[] =>
  checkpoint.names
    .flatMap((name) => regionsOf(checkpoint.get(name)))
    .sort((a, b) => (a.file === b.file ? a.offset - b.offset : a.file < b.file ? -1 : 1));

/** Seconds that it takes to read regions one after the other. */
export async function rawReadSeconds(regions: readonly Region[]): Promise<number> {
  const buffer = Buffer.alloc(BUFFER_BYTES);
  const began = performance.now();
  for (const { file, offset, length } of regions) {
    const handle = await open(file, 'r');
    for (let at = 0; at < length; at += BUFFER_BYTES)
      await handle.read(buffer, 0, Math.min(BUFFER_BYTES, length - at), offset + at);
    await handle.close();
  }
  return (performance.now() - began) / 1000;
}

/** Takes files out of the system's page cache, written or not (GNU coreutils, dd: `oflag=nocache`). */
export async function dropFromCache(files: readonly string[]): Promise<void> {
  for (const file of new Set(files))
    await promisify(execFile)('dd', [`of=${file}`, 'oflag=nocache', 'conv=notrunc,fdatasync', 'count=0']);
}
