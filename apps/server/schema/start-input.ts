import { INPUTS_TO_TAKE_AWAY, type RerunChanges } from '../../../core/runs/rerun.ts';
import type { StartInput } from '../../../core/runs/service.ts';
import { builder } from './builder.ts';
import { inputFields, toFiles } from './inputs.ts';
import { givenFields, givenOrNone, nullsOf } from './page.ts';
import { GenerationModeEnum, settingsFields, toSettings } from './settings.ts';

/** Inputs, prompts and seed, then the settings. */
const requestFields = (t: Parameters<typeof settingsFields>[0]) => ({
  ...inputFields(t),
  seed: t.field({
    type: 'SafeInt',
    description: 'The same seed gives the same result. Left out: drawn at random and kept with the generation.',
  }),
  ...settingsFields(t),
});

export const StartGenerationInput = builder.inputType('StartGenerationInput', {
  description: "What to make. What is left out comes from the preset, then from the kinds' default plugins.",
  fields: (t) => ({
    mode: t.field({ type: GenerationModeEnum, required: true }),
    preset: t.string({ description: 'Name of a preset; default `demo`.' }),
    ...requestFields(t),
    useTf32: t.boolean({ description: 'Refused: TF32 is an option of an execution provider (`provider.options`).' }),
    forceContiguousTensors: t.boolean({ description: 'Refused: tensors are always contiguous here.' }),
  }),
});

export const RerunChangesInput = builder.inputType('RerunChangesInput', {
  description: `What to change of an earlier generation; what is left out stays as it was, the seed included. Null takes an input away: ${INPUTS_TO_TAKE_AWAY.join(', ')}.`,
  fields: requestFields,
});

/** The request as the services take it. @throws GenesisError INPUT_INVALID for an id of another kind */
export const toStartInput = (input: typeof StartGenerationInput.$inferInput): StartInput => ({
  ...toRequest(input),
  mode: input.mode,
});

/** The same for changes to an earlier request, of which null takes inputs away. */
export const toRerunChanges = (changes: typeof RerunChangesInput.$inferInput): RerunChanges => ({
  ...toRequest(changes),
  ...nullsOf(changes, INPUTS_TO_TAKE_AWAY),
});

function toRequest(input: Partial<typeof StartGenerationInput.$inferInput>): Omit<StartInput, 'mode'> {
  const {
    image,
    video,
    audio,
    startLatents,
    speakers,
    scheduler,
    guidance,
    stepCache,
    memory,
    memoryBudget,
    provider,
    precision,
    networkPrecision,
    output,
    colorCorrection,
    loras,
    mode: _,
    ...plain
  } = givenOrNone(input, ['maxFrames']);
  const nested = {
    scheduler,
    guidance,
    stepCache,
    memory,
    memoryBudget,
    provider,
    precision,
    networkPrecision,
    output,
    colorCorrection,
    loras,
  };
  return {
    ...plain,
    ...givenFields(toSettings(nested)),
    ...givenFields(toFiles(givenFields({ image, video, audio, startLatents, speakers }))),
  };
}
