import type { GenesisError } from '../../../core/errors/genesis-error.ts';
import { toldOutside } from '../outside.ts';
import { builder } from './builder.ts';
import { ErrorCodeEnum } from './error.ts';

/** What an error tells a caller. */
export type Problem = Pick<GenesisError, 'code' | 'message' | 'field' | 'accepted'>;

export const ModelProblem = builder.objectRef<Problem>('ModelProblem').implement({
  description: 'What is wrong with a checkpoint.',
  fields: (t) => ({
    code: t.expose('code', { type: ErrorCodeEnum }),
    message: t.string({
      description: 'For people; may change.',
      resolve: ({ message }, _args, { config }) => toldOutside(message, config),
    }),
    accepted: t.string({ nullable: true, resolve: ({ accepted }) => accepted ?? null }),
  }),
});

/** An error as the value of a field: GraphQL takes one that is an `Error` for the failure of that field. */
export const problemOf = ({ code, message, field, accepted }: GenesisError): Problem => ({
  code,
  message,
  field,
  accepted,
});
