import SchemaBuilder from '@pothos/core';
import ComplexityPlugin, { ComplexityErrorKind } from '@pothos/plugin-complexity';
import DataloaderPlugin from '@pothos/plugin-dataloader';
import ErrorsPlugin from '@pothos/plugin-errors';
import RelayPlugin from '@pothos/plugin-relay';
import ValidationPlugin from '@pothos/plugin-validation';
import { GenesisError } from '../../../core/errors/genesis-error.ts';
import type { ServerConfig } from '../config.ts';
import type { Upload } from '../http/upload.ts';
import type { Services } from '../services/services.ts';
import { ConflictError, InputError, NotFoundError, UnavailableError } from './errors.ts';
import { encodeId, splitId } from './ids.ts';

/** What resolvers get. They call services and nothing else. */
export interface ApiContext {
  readonly services: Services;
  readonly config: ServerConfig;
  /** `request.signal` fires when the client leaves. */
  readonly request: Request;
}

export interface SchemaTypes {
  Context: ApiContext;
  DefaultFieldNullability: false;
  DefaultEdgesNullability: false;
  DefaultNodeNullability: false;
  Scalars: {
    JSON: { Input: unknown; Output: unknown };
    /** Milliseconds since the epoch inside, ISO 8601 outside. */
    DateTime: { Input: number; Output: number };
    SafeInt: { Input: number; Output: number };
    File: { Input: Upload; Output: never };
  };
}

const named = (suffix: string) => (field: { fieldName: string }) =>
  `${field.fieldName[0]!.toUpperCase()}${field.fieldName.slice(1)}${suffix}`;

export const builder = new SchemaBuilder<SchemaTypes>({
  plugins: [ErrorsPlugin, ComplexityPlugin, ValidationPlugin, RelayPlugin, DataloaderPlugin],
  defaultFieldNullability: false,
  errors: {
    defaultTypes: [InputError, NotFoundError, ConflictError, UnavailableError],
    // Without it, errors of argument validation escape the result unions. There is no per-field authorisation to bypass.
    unsafelyHandleInputErrors: true,
    defaultResultOptions: { name: named('Success') },
    defaultUnionOptions: { name: named('Result') },
  },
  validation: {
    validationError: ({ issues }) => {
      const [first] = issues;
      const path = first?.path?.map((part) => String(typeof part === 'object' ? part.key : part)) ?? [];
      const field = path.filter((part) => part !== 'input').join('.');
      const accepted = first?.message ?? '';
      return new GenesisError('INPUT_INVALID', `${field}: what is taken is ${accepted}`, { field, accepted });
    },
  },
  complexity: {
    limit: ({ config }) => ({ complexity: config.GENESIS_MAX_QUERY_COST, depth: config.GENESIS_MAX_QUERY_DEPTH }),
    complexityError: (kind, { complexity, maxComplexity, depth, maxDepth }) =>
      kind === ComplexityErrorKind.Depth
        ? new GenesisError('QUERY_TOO_COMPLEX', `the operation is ${depth} levels deep`, {
            accepted: `at most ${maxDepth} levels`,
          })
        : new GenesisError('QUERY_TOO_COMPLEX', `the operation costs ${complexity}`, {
            accepted: `a cost of at most ${maxComplexity}`,
          }),
  },
  relay: {
    cursorType: 'String',
    encodeGlobalID: (typename, id) => encodeId(typename, String(id)),
    decodeGlobalID: splitId,
    edgesFieldOptions: { nullable: false, complexity: { field: 1, multiplier: 1 } },
    nodeFieldOptions: { nullable: false },
    nodesQueryOptions: false,
    nodeQueryOptions: { description: 'Anything that has a global id; null when it does not exist.' },
  },
});

builder.queryType({});
builder.mutationType({});
builder.subscriptionType({});
