import { createHash, type Hash } from 'node:crypto';
import { type FileHandle, open, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { GenesisError } from '../../errors/genesis-error.ts';
import { makeFolder } from '../../runtime/make-folder.ts';
import { writeAll } from '../../runtime/write-all.ts';
import { downloadFailed, type Hub, type HubFile, readFrom } from './hub.ts';

/** Attempts in a row that may end without a byte. */
const RETRIES = 4;
const FIRST_DELAY_MS = 250;

/** Where a file grows until it is whole and checked. Another version on the hub grows in another file. */
const partialPath = (file: HubFile, target: string): string => `${target}.${file.checksum.value.slice(0, 12)}.part`;

const sizeOf = (path: string): Promise<number> =>
  stat(path).then(
    ({ size }) => size,
    () => -1,
  );

/** A file gets its own name after the check, so one of the right size is whole. */
export const isFinished = async (file: HubFile, target: string): Promise<boolean> =>
  (await sizeOf(target)) === file.bytes;

/** Bytes of a file that need not be fetched any more. */
export async function bytesPresent(file: HubFile, target: string): Promise<number> {
  if (await isFinished(file, target)) return file.bytes;
  return Math.max(0, Math.min(await sizeOf(partialPath(file, target)), file.bytes));
}

function startHash({ checksum, bytes }: HubFile): Hash {
  return checksum.algorithm === 'sha256' ? createHash('sha256') : createHash('sha1').update(`blob ${bytes}\0`);
}

async function addPresent(handle: FileHandle, hash: Hash): Promise<number> {
  let done = 0;
  for await (const chunk of handle.createReadStream({ start: 0, autoClose: false })) {
    hash.update(chunk as Buffer);
    done += (chunk as Buffer).length;
  }
  return done;
}

const corrupt = ({ repo, path, checksum }: HubFile, found: string): GenesisError =>
  new GenesisError('DOWNLOAD_CORRUPT', `${path} of ${repo} arrived as ${found}; it was removed`, {
    accepted: `${checksum.algorithm} ${checksum.value}`,
  });

/** Fills the file from `start` on, through connections that end early. Yields the bytes that it has. */
async function* fill(
  handle: FileHandle,
  file: HubFile,
  hash: Hash,
  start: number,
  hub: Hub,
): AsyncGenerator<number, void> {
  let done = start;
  let failures = 0;
  while (done < file.bytes) {
    const before = done;
    try {
      for await (const chunk of readFrom(file, done, hub)) {
        hub.signal?.throwIfAborted();
        if (done + chunk.length > file.bytes)
          throw corrupt(file, `more than the ${file.bytes} bytes that the hub lists`);
        await writeAll(handle, chunk, done);
        hash.update(chunk);
        done += chunk.length;
        yield done;
      }
      if (done < file.bytes) throw new Error('the connection ended early');
    } catch (error) {
      hub.signal?.throwIfAborted();
      if (error instanceof GenesisError || (error as NodeJS.ErrnoException).code === 'ENOSPC') throw error;
      failures = done > before ? 1 : failures + 1;
      if (failures > RETRIES) throw downloadFailed(`${file.path} of ${file.repo}`, error);
      await delay(FIRST_DELAY_MS * 2 ** (failures - 1), undefined, hub.signal ? { signal: hub.signal } : {});
    }
  }
}

/**
 * Downloads one file, or what an earlier attempt left of it, and gives it its name once its checksum is right. Yields
 * the bytes that are there.
 * @throws GenesisError DOWNLOAD_FAILED when the hub does not answer (what has arrived stays), DOWNLOAD_CORRUPT when the
 *   content is not what the hub states (it is removed), DISK_FULL
 */
export async function* fetchFile(file: HubFile, target: string, hub: Hub): AsyncGenerator<number, void> {
  const part = partialPath(file, target);
  await makeFolder(dirname(target));
  const handle = await open(part, 'a+').then(async (touched) => {
    await touched.close();
    return open(part, 'r+');
  });
  try {
    const hash = startHash(file);
    const present = await addPresent(handle, hash);
    if (present > file.bytes) throw corrupt(file, `${present} bytes`);
    yield present;
    yield* fill(handle, file, hash, present, hub);
    await handle.datasync();
    const found = hash.digest('hex');
    if (found !== file.checksum.value) throw corrupt(file, `${file.checksum.algorithm} ${found}`);
  } catch (error) {
    if (error instanceof GenesisError && error.code === 'DOWNLOAD_CORRUPT') await rm(part, { force: true });
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
    throw new GenesisError('DISK_FULL', `the disk became full while ${target} was written`, { cause: error });
  } finally {
    await handle.close();
  }
  await rename(part, target);
}
