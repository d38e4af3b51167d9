import type { ErrorCode } from '../../core/errors/catalogue.ts';
import { GenesisError } from '../../core/errors/genesis-error.ts';
import { storageError } from '../../core/errors/storage-error.ts';
import { ApiError, NoServerError } from './client.ts';
import { GenerationFailed, GenerationPaused } from './generate.ts';
import { printable } from './printable.ts';

/** 0 is success. */
export const EXIT = { BUG: 1, REFUSED: 2, FAILED: 3, NO_SERVER: 4, UNUSABLE: 5, CANCELLED: 130 } as const;

/** Failures of the surroundings, not of what was asked for: the same command may work later. */
const FAILURES: readonly string[] = [
  'DOWNLOAD_FAILED',
  'DOWNLOAD_CORRUPT',
  'DISK_FULL',
  'STORAGE_FAILED',
  'QUEUE_FULL',
] satisfies ErrorCode[];

function exitCodeOf(code: string): number {
  if (code === 'INTERNAL') return EXIT.BUG;
  return FAILURES.includes(code) ? EXIT.FAILED : EXIT.REFUSED;
}

/** What is told of a failure. */
export interface Failure {
  readonly code: string;
  readonly message: string;
  readonly field: string | null;
  readonly accepted: string | null;
}

/** A failure in the words of who reads it. */
export type Wording = (failure: Failure) => Failure;

const asItIs: Wording = (failure) => failure;

function errorText({ code, message, field, accepted }: Failure, place = ''): string {
  const lines = [`${code}: ${message}${place}`];
  if (field !== null) lines.push(`  field:    ${field}`);
  if (accepted !== null) lines.push(`  accepted: ${accepted}`);
  return lines.map(printable).join('\n');
}

/** What a failed command says, and its exit code. @throws whatever is no expected failure */
export function explain(error: unknown, wording = asItIs): { readonly text: string; readonly exitCode: number } {
  if (error instanceof GenesisError) {
    if (error.code === 'CANCELLED') return { text: `Cancelled: ${error.message}`, exitCode: EXIT.CANCELLED };
    return explain(new ApiError(error), wording);
  }
  if (error instanceof GenerationFailed) {
    if (error.code === 'CANCELLED') return { text: 'Cancelled.', exitCode: EXIT.CANCELLED };
    const place = error.stage === null ? '' : ` (stage ${error.stage})`;
    return { text: errorText(wording(error), place), exitCode: EXIT.FAILED };
  }
  if (error instanceof ApiError) return { text: errorText(wording(error)), exitCode: exitCodeOf(error.code) };
  if (error instanceof GenerationPaused) return { text: `Paused: ${error.message}`, exitCode: EXIT.CANCELLED };
  if (error instanceof NoServerError) return { text: error.message, exitCode: EXIT.NO_SERVER };
  const storage = storageError(error);
  if (storage) return explain(storage, wording);
  throw error;
}

/** The fields of an expected failure that scripts may go by. */
export function plainFailure(error: unknown, wording = asItIs): Failure {
  const {
    code = 'INTERNAL',
    message,
    field = null,
    accepted = null,
  } = (storageError(error) ?? error) as Error & Partial<ApiError>;
  return wording({ code: error instanceof NoServerError ? 'NO_SERVER' : code, message, field, accepted });
}
