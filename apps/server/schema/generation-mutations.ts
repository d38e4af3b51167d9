import { z } from 'zod';
import { builder } from './builder.ts';
import { GenerationRef } from './generation.ts';
import { decodeId } from './ids.ts';
import { given, givenFields } from './page.ts';
import { GenerationModeEnum, promptSchema, settingsFields, toSettings } from './settings.ts';

const StartGenerationInput = builder.inputType('StartGenerationInput', {
  description: "What to make. What is left out comes from the preset, then from the kinds' default plugins.",
  fields: (t) => ({
    mode: t.field({ type: GenerationModeEnum, required: true }),
    image: t.id({ description: 'Asset id of the portrait or picture.' }),
    audio: t.id({ description: 'Asset id of the voice. Left out: silence.' }),
    prompt: t.string({ validate: promptSchema.nullish() }),
    negativePrompt: t.string({ validate: promptSchema.nullish() }),
    preset: t.string({ description: 'Name of a preset; default `demo`.' }),
    seed: t.field({
      type: 'SafeInt',
      description: 'The same seed gives the same result. Left out: drawn at random and kept with the generation.',
    }),
    ...settingsFields(t),
    useTf32: t.boolean({ description: 'Refused: TF32 is an option of an execution provider (`provider.options`).' }),
    forceContiguousTensors: t.boolean({ description: 'Refused: tensors are always contiguous here.' }),
  }),
});

builder.mutationFields((t) => ({
  startGeneration: t.field({
    type: GenerationRef,
    description: 'Checks everything, resolves preset and defaults, and queues the generation.',
    errors: { dataField: { name: 'generation' } },
    args: {
      input: t.arg({ type: StartGenerationInput, required: true }),
      idempotencyKey: t.arg.string({
        description: 'The same key with the same input gives the same generation.',
        validate: z.string().min(1, '1 to 200 characters').max(200, '1 to 200 characters').nullish(),
      }),
    },
    resolve: (_root, { input, idempotencyKey }, { services }) => {
      const {
        image,
        audio,
        scheduler,
        guidance,
        stepCache,
        memory,
        provider,
        precision,
        output,
        colorCorrection,
        loras,
        ...plain
      } = givenFields(input);
      return services.generations.start(
        {
          ...plain,
          ...toSettings({
            scheduler,
            guidance,
            stepCache,
            memory,
            provider,
            precision,
            output,
            colorCorrection,
            loras,
          }),
          image: image === undefined ? undefined : decodeId('Asset', image, 'image'),
          audio: audio === undefined ? undefined : decodeId('Asset', audio, 'audio'),
        },
        given(idempotencyKey),
      );
    },
  }),
  cancelGeneration: t.field({
    type: GenerationRef,
    description: 'Stops a queued or running generation.',
    errors: { dataField: { name: 'generation' } },
    args: { id: t.arg.id({ required: true }) },
    resolve: (_root, { id }, { services }) => services.generations.cancel(decodeId('Generation', id, 'id')),
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
