import { existsSync } from 'node:fs';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeFolder } from '../../core/runtime/make-folder.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'genesis-folders-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it('makes every folder on the way, by several callers at once, and leaves one that is there', async () => {
  const deep = join(folder, 'a', 'b', 'c');
  await Promise.all([1, 2, 3, 4].map(() => makeFolder(deep)));
  await makeFolder(deep);
  expect(existsSync(deep)).toBe(true);
});

it('follows a link to a folder', async () => {
  await symlink(folder, join(folder, 'link'));
  await makeFolder(join(folder, 'link'));
  await makeFolder(join(folder, 'link', 'behind'));
  expect(existsSync(join(folder, 'behind'))).toBe(true);
});

it('ends with an error where there is a file, or a link to nothing', async () => {
  await writeFile(join(folder, 'file'), '');
  await symlink(join(folder, 'nothing'), join(folder, 'dangling'));
  await expect(makeFolder(join(folder, 'file'))).rejects.toMatchObject({ code: 'EEXIST' });
  await expect(makeFolder(join(folder, 'file', 'below'))).rejects.toMatchObject({ code: 'ENOTDIR' });
  await expect(makeFolder(join(folder, 'dangling'))).rejects.toMatchObject({ code: 'EEXIST' });
});

it.runIf(existsSync('/proc/self'))('ends with an error below a folder in which nothing can be made', async () => {
  await expect(makeFolder('/proc/genesis/deep/data')).rejects.toMatchObject({ code: 'ENOENT' });
});
