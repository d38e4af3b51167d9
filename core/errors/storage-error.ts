import { GenesisError } from './genesis-error.ts';

/** Codes of the system and of SQLite. */
const DISK_FULL: readonly string[] = ['ENOSPC', 'EDQUOT', 'SQLITE_FULL'];
const STORAGE_FAILED = /^(?:EROFS|EACCES|EPERM|EIO|ENOENT|EEXIST|EMFILE|ENFILE|ENOTDIR|EISDIR|SQLITE_\w+)$/;

/** An error of the file system or the database as one of ours: DISK_FULL, STORAGE_FAILED, or null where it is another. */
export function storageError(error: unknown): GenesisError | null {
  if (!(error instanceof Error)) return null;
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === undefined) return null;
  if (DISK_FULL.includes(code)) return new GenesisError('DISK_FULL', message, { cause: error });
  return STORAGE_FAILED.test(code) ? new GenesisError('STORAGE_FAILED', message, { cause: error }) : null;
}

/** The same for a caller who may be on another machine: without paths, which the log has. */
export function maskedStorageError(error: unknown): GenesisError | null {
  const code = storageError(error)?.code;
  if (code === undefined) return null;
  const what = code === 'DISK_FULL' ? 'the disk is full' : 'a file or the database cannot be read or written';
  return new GenesisError(code, `${what}; the server log says where`, { cause: error });
}
