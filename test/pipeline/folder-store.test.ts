import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FolderStore } from '../../core/pipeline/folder-store.ts';
import { floatTensor } from '../../core/plugin-api/index.ts';

const KEY = 'a'.repeat(64);
let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'genesis-store-'));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

async function fill(store: FolderStore): Promise<void> {
  const clip = await store.scratch('clip.bin');
  await writeFile(clip, 'frames');
  await store.put(KEY, {
    tensors: { x: floatTensor(Float32Array.of(1, 2), [2]) },
    files: { 'clip.bin': clip },
    facts: { frames: 3 },
  });
}

describe('stage outputs in a folder', () => {
  it('come back in another process with tensors, files and facts', async () => {
    await fill(new FolderStore(dir));
    const output = await new FolderStore(dir).get(KEY);
    expect(output?.facts).toEqual({ frames: 3 });
    expect((await output!.tensors()).x?.data).toEqual(Float32Array.of(1, 2));
    expect(await readFile(output!.file('clip.bin'), 'utf8')).toBe('frames');
  });

  it.each([
    ['a changed file', (entry: string) => writeFile(join(entry, 'clip.bin'), 'Frames')],
    ['a truncated tensor file', (entry: string) => truncate(join(entry, 'tensors.safetensors'), 20)],
    ['a missing file', (entry: string) => rm(join(entry, 'clip.bin'))],
    ['a garbled record', (entry: string) => writeFile(join(entry, 'record.json'), '{')],
  ])('with %s count as absent and make room for a new one', async (_what, damage) => {
    const store = new FolderStore(dir);
    await fill(store);
    await damage(join(dir, KEY.slice(0, 2), KEY));
    expect(await store.get(KEY)).toBeNull();
    await fill(store);
    expect(await store.get(KEY)).not.toBeNull();
  });

  it('that are damaged while they are in use are refused, and are made again afterwards', async () => {
    const store = new FolderStore(dir);
    await fill(store);
    const output = (await store.get(KEY))!;
    await output.check();
    const entry = join(dir, KEY.slice(0, 2), KEY);
    await truncate(join(entry, 'tensors.safetensors'), 20);
    await expect(output.tensors()).rejects.toMatchObject({ code: 'STORAGE_FAILED' });
    expect(await store.get(KEY)).toBeNull();
    await fill(store);
    const again = (await store.get(KEY))!;
    await writeFile(join(entry, 'clip.bin'), 'Frames');
    await expect(again.check()).rejects.toMatchObject({ code: 'STORAGE_FAILED' });
    expect(await store.get(KEY)).toBeNull();
  });

  it('are read in part, and only as they were made', async () => {
    const store = new FolderStore(dir);
    const long = Buffer.from(Uint8Array.from({ length: 2 ** 21 + 5 }, (_, i) => (i * 31 + (i >> 8)) & 255));
    const file = await store.scratch('long');
    await writeFile(file, long);
    await store.put(KEY, { tensors: {}, files: { long: file } });
    const output = (await store.get(KEY))!;
    for (const [start, length] of [
      [0, 1],
      [2 ** 20 - 3, 7],
      [2 ** 21 + 1, 4],
      [5, 2 ** 21],
    ] as const)
      expect(Buffer.from(await output.read('long', start, length)).equals(long.subarray(start, start + length))).toBe(
        true,
      );
    await expect(output.read('long', 2 ** 21, 6)).rejects.toThrow(RangeError);
    long[2 ** 20 + 9]! ^= 1;
    await writeFile(output.file('long'), long);
    expect((await output.read('long', 0, 2 ** 20))[1]).toBe(31);
    await expect(output.read('long', 2 ** 20, 1)).rejects.toMatchObject({ code: 'STORAGE_FAILED' });
    expect(await store.get(KEY)).toBeNull();
  });

  it('leave nothing half-written behind once cleaned', async () => {
    const store = new FolderStore(dir);
    await writeFile(await store.scratch('unfinished'), 'x');
    await store.clean();
    expect(await readdir(join(dir, 'scratch'))).toEqual([]);
  });

  it('lose what killed processes left half-written, and not what others are writing', async () => {
    const { pid: gone } = spawnSync(process.execPath, ['--version']);
    const [left, earlier, others] = [`${gone}-a`, `${process.pid}-b`, `${process.ppid}-c`];
    for (const name of [left, earlier, others]) await mkdir(join(dir, 'scratch', name), { recursive: true });
    await new FolderStore(dir).cleanAfterOthers();
    expect(await readdir(join(dir, 'scratch'))).toEqual([others]);
  });
});
