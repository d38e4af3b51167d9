import type { ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import type { ErrorCode } from '../../../core/errors/catalogue.ts';
import { GenesisError } from '../../../core/errors/genesis-error.ts';
import { maskedStorageError } from '../../../core/errors/storage-error.ts';
import { told } from '../../../core/errors/told.ts';
import { ConflictError, NotFoundError, UnavailableError } from '../schema/errors.ts';

/** Sends a small JSON document. */
export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': Buffer.byteLength(text),
    'X-Content-Type-Options': 'nosniff',
  });
  response.end(text);
}

/** Sends an error in the shape that GraphQL errors have. */
export function sendError(
  response: ServerResponse,
  status: number,
  error: {
    readonly code: ErrorCode;
    readonly message: string;
    readonly field?: string | undefined;
    readonly accepted?: string | undefined;
  },
): void {
  const { code, message, field, accepted } = error;
  sendJson(response, status, { errors: [{ message: told(message), extensions: { code, field, accepted } }] });
}

function statusOf(error: GenesisError): number {
  if (error.code === 'ASSET_TOO_LARGE') return 413;
  if (error instanceof NotFoundError) return 404;
  if (error instanceof ConflictError) return 409;
  if (error instanceof UnavailableError) return 503;
  return 400;
}

/** Ends a request that threw: expected failures as they are, others masked and logged. */
export function sendFailure(response: ServerResponse, error: unknown, log: Logger): void {
  const expected = error instanceof GenesisError && error.code !== 'INTERNAL';
  if (!expected && !response.destroyed) log.error({ err: error }, 'unexpected error');
  const told = expected ? error : maskedStorageError(error);
  if (response.headersSent) response.destroy();
  else if (told) sendError(response, statusOf(told), told);
  else sendError(response, 500, { code: 'INTERNAL', message: 'Unexpected error; the server log has its cause.' });
}
