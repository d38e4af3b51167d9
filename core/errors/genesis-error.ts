import type { ErrorCode } from './catalogue.ts';

export interface GenesisErrorDetail {
  /** The field of the caller's input that is at fault, e.g. `steps` or `image`. */
  readonly field?: string;
  /** What would be accepted, in words. */
  readonly accepted?: string;
  readonly cause?: unknown;
}

/** An expected failure with a stable code. Anything else that is thrown is a bug and is masked for API callers. */
export class GenesisError extends Error {
  readonly code: ErrorCode;
  readonly field: string | undefined;
  readonly accepted: string | undefined;

  constructor(code: ErrorCode, message: string, detail: GenesisErrorDetail = {}) {
    super(message, detail.cause === undefined ? undefined : { cause: detail.cause });
    this.name = 'GenesisError';
    this.code = code;
    this.field = detail.field;
    this.accepted = detail.accepted;
  }
}
