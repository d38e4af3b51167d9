import { GraphQLError } from 'graphql';
import type { Logger } from 'pino';
import { GenesisError } from '../../../core/errors/genesis-error.ts';
import { maskedStorageError } from '../../../core/errors/storage-error.ts';
import { told } from '../../../core/errors/told.ts';
import type { ServerConfig } from '../config.ts';
import { toldOutside } from '../outside.ts';
import { missingVariable, variableError } from './variable-error.ts';

/** By shape: two copies of the graphql package in one process must not make a syntax error look like a bug. */
function isGraphQLError(error: unknown): error is GraphQLError {
  return error instanceof Error && 'extensions' in error && 'locations' in error;
}

/** Errors that GraphQL and its plugins make of a request's values have no code of their own, or Apollo's. */
function withCode(error: GraphQLError): GraphQLError {
  const { code = 'BAD_USER_INPUT' } = error.extensions;
  error.extensions.code = code === 'BAD_USER_INPUT' ? 'INPUT_INVALID' : code;
  error.extensions.field ??= missingVariable(error);
  error.message = told(error.message);
  return error;
}

/**
 * What a caller sees of an error outside the result unions: GraphQL's own errors as they are (with a code), GenesisErrors
 * with theirs, anything else masked, and logged here, once, with its cause. Of a disk or database that fails the code is
 * told.
 */
export function createMask(log: Logger, config: ServerConfig): (error: unknown) => Error {
  return (error) => {
    const located = isGraphQLError(error) ? error : undefined;
    const cause = located ? located.originalError : error;
    if (located && (cause === undefined || cause === null)) return withCode(located);
    const place = { nodes: located?.nodes, path: located?.path, originalError: undefined };
    if (isGraphQLError(cause)) {
      const { message, extensions } = (located && variableError(located, cause)) ?? cause;
      return withCode(new GraphQLError(message, { ...place, extensions }));
    }
    if (cause instanceof GenesisError && cause.code !== 'INTERNAL') {
      const { code, field, accepted } = cause;
      // 200 also where there is no data: an SSE client takes any other status for a broken connection.
      return new GraphQLError(toldOutside(cause.message, config), {
        ...place,
        extensions: { code, field, accepted, http: { status: 200 } },
      });
    }
    log.error({ err: cause, path: located?.path }, 'unexpected error');
    const storage = maskedStorageError(cause);
    if (storage) return new GraphQLError(storage.message, { ...place, extensions: { code: storage.code } });
    return new GraphQLError('Unexpected error; the server log has its cause.', {
      ...place,
      extensions: { code: 'INTERNAL', unexpected: true },
    });
  };
}
