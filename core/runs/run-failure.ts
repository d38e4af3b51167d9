import { GenesisError } from '../errors/genesis-error.ts';
import { OutOfMemoryError } from '../errors/out-of-memory-error.ts';
import { outOfMemoryText } from '../errors/out-of-memory-text.ts';
import { storageError } from '../errors/storage-error.ts';
import type { RunFailure } from './events.ts';

/** Whether it is the disk or the database that failed: the same may work when it is tried again. */
export function isStorageFailure(error: unknown): boolean {
  const { code } = runFailure(error, null);
  return code === 'DISK_FULL' || code === 'STORAGE_FAILED';
}

/** A failure that is no shortage of memory. */
export function plainFailure(
  code: RunFailure['code'],
  message: string,
  stage: RunFailure['stage'] = null,
  { field = null, accepted = null }: Partial<Pick<RunFailure, 'field' | 'accepted'>> = {},
): RunFailure {
  return { code, message, field, accepted, stage, outOfMemory: null };
}

/** A shortage of memory whose circumstances are not known. */
export function memoryFailure(
  message: string,
  stage: RunFailure['stage'],
  requestedBytes: number | null = null,
  network: string | null = null,
): RunFailure {
  const outOfMemory = { network, requestedBytes, forecastBytes: null };
  return { code: 'OUT_OF_MEMORY', message, field: null, accepted: null, stage, outOfMemory };
}

/** How an error of any kind is stored as the reason why a run failed. */
export function runFailure(error: unknown, stage: RunFailure['stage']): RunFailure {
  if (error instanceof OutOfMemoryError) {
    return memoryFailure(error.message, stage, error.requestedBytes, error.network);
  }
  if (error instanceof GenesisError) {
    const { code, field = null, accepted = null } = error;
    return plainFailure(code, error.message, stage, { field, accepted });
  }
  const message = error instanceof Error ? error.message : String(error);
  const storage = storageError(error);
  if (storage) return plainFailure(storage.code, message, stage);
  const shortage = outOfMemoryText(message);
  if (shortage) return memoryFailure(message, stage, shortage.requestedBytes);
  return plainFailure('STAGE_FAILED', message, stage);
}
