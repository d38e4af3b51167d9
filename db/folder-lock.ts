import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { GenesisError } from '../core/errors/genesis-error.ts';

/** Holds the URL of the server that works on a data folder; it counts only while the folder is locked. */
const addressFile = (folder: string) => join(folder, 'server-url');

/** @returns the release; null when another process holds the lock */
function tryLock(folder: string): (() => void) | null {
  const client = new Sqlite(join(folder, 'lock.sqlite'), { timeout: 0 });
  try {
    client.exec('BEGIN EXCLUSIVE');
    return () => client.close();
  } catch (cause) {
    client.close();
    if ((cause as { code?: string }).code !== 'SQLITE_BUSY') throw cause;
    return null;
  }
}

/**
 * Makes this process the only one that works on a data folder, until released. The lock is the operating system's, on
 * a file of its own, so a process that dies never leaves it behind.
 * @returns the release
 * @throws GenesisError INPUT_INVALID when another process holds it
 */
export function lockFolder(folder: string): () => void {
  const release = tryLock(folder);
  if (!release) {
    throw new GenesisError('INPUT_INVALID', `the data folder ${folder} is in use by another server`, {
      field: 'GENESIS_DATA',
      accepted: 'a folder that no other server uses',
    });
  }
  rmSync(addressFile(folder), { force: true });
  return release;
}

/** Lets programs on this machine find the server that has locked the folder. A full disk only keeps it from being found. */
export function announceServer(folder: string, url: string): void {
  try {
    writeFileSync(addressFile(folder), url);
  } catch {
    rmSync(addressFile(folder), { force: true });
  }
}

/** URL of the server that works on a data folder and has announced itself; null when there is none. */
export function servedAt(folder: string): string | null {
  try {
    const url = readFileSync(addressFile(folder), 'utf8');
    const release = tryLock(folder);
    release?.();
    return release === null ? url : null;
  } catch {
    return null;
  }
}
