import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

/** @returns the error when the folder cannot be made, null when it is there */
async function tryFolder(path: string): Promise<NodeJS.ErrnoException | null> {
  try {
    await mkdir(path);
    return null;
  } catch (error) {
    return (await isFolder(path)) ? null : (error as NodeJS.ErrnoException);
  }
}

/**
 * Makes a folder and those that it lies in, where they are missing. Not by Node's `recursive`, which never ends below a
 * folder that answers ENOENT to what cannot be made in it, as `/proc` does.
 * @throws NodeJS.ErrnoException
 */
export async function makeFolder(path: string): Promise<void> {
  const error = await tryFolder(path);
  if (!error) return;
  if (error.code !== 'ENOENT' || dirname(path) === path) throw error;
  await makeFolder(dirname(path));
  const still = await tryFolder(path);
  if (still) throw still;
}
