import type { GenesisError } from '../../../core/errors/genesis-error.ts';
import { builder } from './builder.ts';
import { ErrorCodeEnum } from './error.ts';

export const ModelProblem = builder.objectRef<GenesisError>('ModelProblem').implement({
  description: 'What is wrong with a checkpoint.',
  fields: (t) => ({
    code: t.expose('code', { type: ErrorCodeEnum }),
    message: t.exposeString('message', { description: 'For people; may change.' }),
    accepted: t.string({ nullable: true, resolve: ({ accepted }) => accepted ?? null }),
  }),
});
