import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { GenesisError } from '../core/errors/genesis-error.ts';

/** Holds the address of the server that works on a data folder; it counts only while the folder is locked. */
const addressFile = (folder: string) => join(folder, 'server-url');

/** Of servers, and of commands that start one for themselves. */
type Holder = 'lock' | 'command';

/** The server that works on a data folder. */
export interface FolderServer {
  readonly url: string;
  /** It stays until somebody stops it; others end with the command that started them. */
  readonly lasting: boolean;
}

/**
 * The lock is the operating system's, on a file of its own, so a process that dies never leaves it behind.
 * @returns the release; null when another process holds the lock
 */
function tryLock(folder: string, holder: Holder = 'lock'): (() => void) | null {
  const client = new Sqlite(join(folder, `${holder}.sqlite`), { timeout: 0 });
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
 * Makes this process the only one that works on a data folder, until released.
 * @returns the release
 * @throws GenesisError INPUT_INVALID when another process holds it
 */
export function lockFolder(folder: string): () => void {
  const release = tryLock(folder);
  if (!release) {
    throw new GenesisError('INPUT_INVALID', `the data folder ${folder} is in use by another server or command`, {
      field: 'GENESIS_DATA',
      accepted: 'a folder that nobody else uses; or wait until the other one has ended',
    });
  }
  rmSync(addressFile(folder), { force: true });
  return release;
}

/** Makes this command the only one that may start a server on the folder. @returns the release; null: another one is */
export const tryCommandLock = (folder: string): (() => void) | null => tryLock(folder, 'command');

/** Whether a server works on the folder, announced or not. */
export function folderInUse(folder: string): boolean {
  const release = tryLock(folder);
  release?.();
  return release === null;
}

/** Lets programs on this machine find the server that has locked the folder. A full disk only keeps it from being found. */
export function announceServer(folder: string, server: FolderServer): void {
  try {
    writeFileSync(addressFile(folder), JSON.stringify(server));
  } catch {
    rmSync(addressFile(folder), { force: true });
  }
}

/** The server that works on a data folder and has announced itself; null when there is none. */
export function servedAt(folder: string): FolderServer | null {
  try {
    const server = JSON.parse(readFileSync(addressFile(folder), 'utf8')) as FolderServer;
    return folderInUse(folder) ? server : null;
  } catch {
    return null;
  }
}
