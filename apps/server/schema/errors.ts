import type { ErrorCode } from '../../../core/errors/catalogue.ts';
import { GenesisError } from '../../../core/errors/genesis-error.ts';

const NOT_FOUND: ReadonlySet<ErrorCode> = new Set([
  'PRESET_NOT_FOUND',
  'PLUGIN_NOT_FOUND',
  'MODEL_NOT_FOUND',
  'GENERATION_NOT_FOUND',
  'ASSET_NOT_FOUND',
  'JOB_NOT_FOUND',
]);
const CONFLICT: ReadonlySet<ErrorCode> = new Set(['PRESET_CONFLICT', 'GENERATION_STATE', 'IDEMPOTENCY_CONFLICT']);
const UNAVAILABLE: ReadonlySet<ErrorCode> = new Set([
  'QUEUE_FULL',
  'DISK_FULL',
  'STORAGE_FAILED',
  'DOWNLOAD_FAILED',
  'DOWNLOAD_CORRUPT',
  'PLUGIN_UNAVAILABLE',
  'MEMORY_PLAN_IMPOSSIBLE',
  'WORKER_DIED',
  'HOST_DIED',
]);

function hasCode(value: unknown, accepts: (code: ErrorCode) => boolean): boolean {
  // Symbol.hasInstance of the plain base class is untouched, so this does not recurse.
  return (
    Object.prototype.isPrototypeOf.call(GenesisError.prototype, value as object) &&
    accepts((value as GenesisError).code)
  );
}

/*
 * The members of every result union. Services throw plain GenesisErrors; which member one belongs to is decided by its
 * code, so that `instanceof` (which the errors plugin goes by) tells them apart.
 */

/** What was asked for does not exist. */
export class NotFoundError extends GenesisError {
  static override [Symbol.hasInstance](value: unknown): boolean {
    return hasCode(value, (code) => NOT_FOUND.has(code));
  }
}

/** The request is fine, but not in the present state. */
export class ConflictError extends GenesisError {
  static override [Symbol.hasInstance](value: unknown): boolean {
    return hasCode(value, (code) => CONFLICT.has(code));
  }
}

/** The request is fine, but cannot be carried out here or now. */
export class UnavailableError extends GenesisError {
  static override [Symbol.hasInstance](value: unknown): boolean {
    return hasCode(value, (code) => UNAVAILABLE.has(code));
  }
}

/** The request itself is at fault. INTERNAL is no member: it is masked. */
export class InputError extends GenesisError {
  static override [Symbol.hasInstance](value: unknown): boolean {
    return hasCode(
      value,
      (code) => code !== 'INTERNAL' && !NOT_FOUND.has(code) && !CONFLICT.has(code) && !UNAVAILABLE.has(code),
    );
  }
}

/** Null instead of a GenesisError that says that something does not exist. */
export async function orNull<Value>(find: () => Value | Promise<Value>): Promise<Value | null> {
  try {
    return await find();
  } catch (error) {
    if (error instanceof NotFoundError) return null;
    throw error;
  }
}
