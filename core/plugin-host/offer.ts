import { GenesisError } from '../errors/genesis-error.ts';
import { outOfMemoryText } from '../errors/out-of-memory-text.ts';
import { storageError } from '../errors/storage-error.ts';

/** A chosen contribution while it is used: how errors name it, and where its author finds more. */
export interface Offer {
  /** `scheduler "mine" of plugin my-plugin`. */
  readonly name: string;
  /** Input field that chose it. */
  readonly field: string;
  readonly log: (message: string) => void;
  /** Told of a call that has not ended after so many seconds. */
  readonly slow: (part: string, seconds: number) => void;
}

/** PLUGIN_INVALID: what a contribution broke of its contract while it was used. */
export function broken({ name, field }: Offer, what: string, cause?: unknown): GenesisError {
  const accepted = 'another choice, or a version of this plugin that keeps the contract';
  return new GenesisError('PLUGIN_INVALID', `${name}: ${what}`, { field, accepted, cause });
}

/**
 * What a call of plugin code is to be told to have ended with. Shortages of memory, the disk's failures and GenesisErrors
 * are expected of any code and stay as they are; anything else breaks the contract, and its stack is logged.
 * @param part the call, such as `step 3 of 8`
 */
export function blame(offer: Offer, part: string, error: unknown): unknown {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof GenesisError || storageError(error) || outOfMemoryText(message)) return error;
  offer.log(error instanceof Error ? (error.stack ?? message) : message);
  return broken(offer, `${part} failed: ${message}`, error);
}

/** Calls plugin code. @throws what `blame` makes of its error */
export function calling<Result>(offer: Offer, part: string, call: () => Result): Result {
  try {
    return call();
  } catch (error) {
    throw blame(offer, part, error);
  }
}

/** The same for code that may answer later. */
export async function awaiting<Result>(offer: Offer, part: string, call: () => Promise<Result>): Promise<Result> {
  try {
    return await call();
  } catch (error) {
    throw blame(offer, part, error);
  }
}

/** `undefined`, `an object of class Promise`, `Float32Array of 3`: what a call returned in place of what it should have. */
export function shown(value: unknown): string {
  if (ArrayBuffer.isView(value)) return `${value.constructor.name} of ${(value as Float32Array).length}`;
  if (typeof value !== 'object' || value === null) return typeof value === 'function' ? 'a function' : String(value);
  return `an object of class ${value.constructor?.name ?? 'none'}`;
}

/** @throws GenesisError PLUGIN_INVALID when a product lacks one of its functions */
export function requireFunctions(offer: Offer, part: string, made: unknown, names: readonly string[]): void {
  const parts = (typeof made === 'object' && made !== null ? made : {}) as Readonly<Record<string, unknown>>;
  const missing = names.find((name) => typeof parts[name] !== 'function');
  if (missing === undefined) return;
  const returned = made === parts ? `an object without ${missing}` : shown(made);
  throw broken(offer, `${part} must return an object with the functions ${names.join(', ')}; it returned ${returned}`);
}

/**
 * Checks the values that a plugin computed from finite ones.
 * @throws GenesisError PLUGIN_INVALID for another type or length, NON_FINITE_TENSOR for NaN and infinity
 */
export function requireValues(offer: Offer, part: string, values: unknown, length: number): Float32Array {
  if (!(values instanceof Float32Array) || values.length !== length)
    throw broken(offer, `${part} must return a Float32Array of ${length} values; it returned ${shown(values)}`);
  let wrong = 0;
  for (const value of values) if (!Number.isFinite(value)) wrong += 1;
  if (wrong === 0) return values;
  const accepted = 'another choice, or weaker guidance';
  const message = `${offer.name}: ${part} made ${wrong} of ${length} values NaN or infinite out of finite ones`;
  throw new GenesisError('NON_FINITE_TENSOR', message, { field: offer.field, accepted });
}
