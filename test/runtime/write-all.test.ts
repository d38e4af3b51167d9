import { type FileHandle, mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { writeAll } from '../../core/runtime/write-all.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'genesis-writes-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A file on a disk that takes a few bytes at a time, and after `room` of them none. */
function tight(handle: FileHandle, room = Number.POSITIVE_INFINITY): Pick<FileHandle, 'write'> {
  let left = room;
  const write = async (bytes: Uint8Array, offset: number, length: number, position: number) => {
    if (left === 0) throw Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });
    const taken = Math.min(3, length, left);
    left -= taken;
    return handle.write(bytes, offset, taken, position);
  };
  return { write } as Pick<FileHandle, 'write'>;
}

it('writes what a disk takes in parts to its end, at its place', async () => {
  const file = join(folder, 'parts');
  const handle = await open(file, 'w');
  await writeAll(tight(handle), Buffer.from('0123456789'), 2);
  await handle.close();
  expect(await readFile(file, 'latin1')).toBe('\0\x000123456789');
});

it('fails where the disk takes only a part', async () => {
  const handle = await open(join(folder, 'full'), 'w');
  await expect(writeAll(tight(handle, 4), Buffer.from('0123456789'), 0)).rejects.toMatchObject({ code: 'ENOSPC' });
  await handle.close();
});
