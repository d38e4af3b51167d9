import { z } from 'zod';
import { builder } from './builder.ts';
import { GenerationRef } from './generation.ts';
import { decodeId } from './ids.ts';
import { given } from './page.ts';
import { RerunChangesInput, StartGenerationInput, toRerunChanges, toStartInput } from './start-input.ts';

const idempotencyArgument = {
  description: 'The same key with the same input gives the same generation.',
  validate: z.string().min(1, '1 to 200 characters').max(200, '1 to 200 characters').nullish(),
};

builder.mutationFields((t) => ({
  startGeneration: t.field({
    type: GenerationRef,
    description: 'Checks everything, resolves preset and defaults, and queues the generation.',
    errors: { dataField: { name: 'generation' } },
    args: {
      input: t.arg({ type: StartGenerationInput, required: true }),
      idempotencyKey: t.arg.string(idempotencyArgument),
    },
    resolve: (_root, { input, idempotencyKey }, { services }) =>
      services.generations.start(toStartInput(input), given(idempotencyKey)),
  }),
  rerunGeneration: t.field({
    type: GenerationRef,
    description: 'Starts a generation anew with the settings that it was resolved to, and changes to them.',
    errors: { dataField: { name: 'generation' } },
    args: {
      id: t.arg.id({ required: true }),
      changes: t.arg({ type: RerunChangesInput }),
      idempotencyKey: t.arg.string(idempotencyArgument),
    },
    resolve: (_root, { id, changes, idempotencyKey }, { services }) =>
      services.generations.rerun(
        decodeId('Generation', id, 'id'),
        toRerunChanges(changes ?? {}),
        given(idempotencyKey),
      ),
  }),
  cancelGeneration: t.field({
    type: GenerationRef,
    description: 'Stops a queued, running or paused generation.',
    errors: { dataField: { name: 'generation' } },
    args: { id: t.arg.id({ required: true }) },
    resolve: (_root, { id }, { services }) => services.generations.cancel(decodeId('Generation', id, 'id')),
  }),
  pauseGeneration: t.field({
    type: GenerationRef,
    description: 'Stops a queued or running generation within a second, in the middle of a forward pass if need be.',
    errors: { dataField: { name: 'generation' } },
    args: { id: t.arg.id({ required: true }) },
    resolve: (_root, { id }, { services }) => services.generations.pause(decodeId('Generation', id, 'id')),
  }),
  resumeGeneration: t.field({
    type: GenerationRef,
    description: 'Takes a paused generation up after the last sampling step that it had finished.',
    errors: { dataField: { name: 'generation' } },
    args: { id: t.arg.id({ required: true }) },
    resolve: (_root, { id }, { services }) => services.generations.resume(decodeId('Generation', id, 'id')),
  }),
  retryGeneration: t.field({
    type: GenerationRef,
    description: 'Queues a failed or cancelled generation again; finished stages are not repeated.',
    errors: { dataField: { name: 'generation' } },
    args: { id: t.arg.id({ required: true }) },
    resolve: (_root, { id }, { services }) => services.generations.retry(decodeId('Generation', id, 'id')),
  }),
  deleteGeneration: t.field({
    type: GenerationRef,
    description: 'Removes a finished generation with its history. The assets stay.',
    errors: { dataField: { name: 'generation' } },
    args: { id: t.arg.id({ required: true }) },
    resolve: (_root, { id }, { services }) => services.generations.delete(decodeId('Generation', id, 'id')),
  }),
}));
