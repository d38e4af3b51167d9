import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { GenesisError } from '../core/errors/genesis-error.ts';

/**
 * Makes this process the only one that works on a data folder, until released. The lock is the operating system's, on
 * a file of its own, so a process that dies never leaves it behind.
 * @returns the release
 * @throws GenesisError INPUT_INVALID when another process holds it
 */
export function lockFolder(folder: string): () => void {
  const client = new Sqlite(join(folder, 'lock.sqlite'), { timeout: 0 });
  try {
    client.exec('BEGIN EXCLUSIVE');
  } catch (cause) {
    client.close();
    if ((cause as { code?: string }).code !== 'SQLITE_BUSY') throw cause;
    throw new GenesisError('INPUT_INVALID', `the data folder ${folder} is in use by another server`, {
      field: 'GENESIS_DATA',
      accepted: 'a folder that no other server uses',
      cause,
    });
  }
  return () => client.close();
}
