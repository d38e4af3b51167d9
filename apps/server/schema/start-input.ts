import type { StartInput } from '../../../core/runs/service.ts';
import { builder } from './builder.ts';
import { decodeId } from './ids.ts';
import { givenFields } from './page.ts';
import { GenerationModeEnum, promptSchema, settingsFields, toSettings } from './settings.ts';

export const StartGenerationInput = builder.inputType('StartGenerationInput', {
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

/** The request as the services take it. @throws GenesisError INPUT_INVALID for an id of another kind */
export function toStartInput(input: typeof StartGenerationInput.$inferInput): StartInput {
  const {
    image,
    audio,
    scheduler,
    guidance,
    stepCache,
    memory,
    memoryBudget,
    provider,
    precision,
    output,
    colorCorrection,
    loras,
    ...plain
  } = givenFields(input);
  const nested = {
    scheduler,
    guidance,
    stepCache,
    memory,
    memoryBudget,
    provider,
    precision,
    output,
    colorCorrection,
    loras,
  };
  return {
    ...plain,
    ...toSettings(nested),
    image: image === undefined ? undefined : decodeId('Asset', image, 'image'),
    audio: audio === undefined ? undefined : decodeId('Asset', audio, 'audio'),
  };
}
