import { ERROR_CATALOGUE, type ErrorCode } from '../../../core/errors/catalogue.ts';
import type { GenesisError } from '../../../core/errors/genesis-error.ts';
import { toldOutside } from '../outside.ts';
import { builder } from './builder.ts';
import { ConflictError, InputError, NotFoundError, UnavailableError } from './errors.ts';

export const ErrorCodeEnum = builder.enumType('ErrorCode', {
  description: 'Stable codes of expected failures.',
  values: Object.fromEntries(
    Object.entries(ERROR_CATALOGUE).map(([code, description]) => [code, { description }]),
  ) as Record<ErrorCode, { description: string }>,
});

const ErrorInterface = builder.interfaceRef<GenesisError>('Error').implement({
  description: 'An expected failure.',
  fields: (t) => ({
    code: t.expose('code', { type: ErrorCodeEnum }),
    message: t.string({
      description: 'For people; may change.',
      resolve: ({ message }, _args, { config }) => toldOutside(message, config),
    }),
    field: t.string({
      nullable: true,
      description: 'The input field at fault.',
      resolve: (error) => error.field ?? null,
    }),
    accepted: t.string({
      nullable: true,
      description: 'What would be accepted.',
      resolve: (error) => error.accepted ?? null,
    }),
  }),
});

builder.objectType(InputError, {
  name: 'InputError',
  description: 'The request itself is at fault.',
  interfaces: [ErrorInterface],
});
builder.objectType(NotFoundError, {
  name: 'NotFoundError',
  description: 'What was asked for does not exist.',
  interfaces: [ErrorInterface],
});
builder.objectType(ConflictError, {
  name: 'ConflictError',
  description: 'The request does not fit the present state.',
  interfaces: [ErrorInterface],
});
builder.objectType(UnavailableError, {
  name: 'UnavailableError',
  description: 'The request cannot be carried out here or now.',
  interfaces: [ErrorInterface],
});
