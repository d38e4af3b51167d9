import { GenesisError } from '../errors/genesis-error.ts';
import type { RunFailure } from './events.ts';

/** How an error of any kind is stored as the reason why a run failed. */
export function runFailure(error: unknown, stage: RunFailure['stage']): RunFailure {
  if (error instanceof GenesisError) {
    return { code: error.code, message: error.message, field: error.field ?? null, stage };
  }
  const message = error instanceof Error ? error.message : String(error);
  const diskFull = (error as NodeJS.ErrnoException | null)?.code === 'ENOSPC';
  return { code: diskFull ? 'DISK_FULL' : 'STAGE_FAILED', message, field: null, stage };
}
