import type { ResolveContext } from './resolve.ts';
import type { StartInput } from './service.ts';
import type { GenerationSpec } from './spec.ts';

/** What a rerun may change; undefined: as it was. */
export type RerunChanges = Omit<StartInput, 'mode' | 'preset' | 'useTf32' | 'forceContiguousTensors'>;

/** The request that gives a spec again, with changes. It is to be resolved with `rerunContext`. */
export const rerunRequest = (spec: GenerationSpec, changes: RerunChanges): StartInput => ({
  mode: spec.mode,
  image: spec.image.id,
  audio: spec.audio?.id,
  prompt: spec.prompt,
  negativePrompt: spec.negativePrompt,
  seed: spec.seed,
  ...changes,
});

/** The spec stands for the preset and for the user's defaults: whatever they have become, it is what is laid under. */
export const rerunContext = (spec: GenerationSpec, context: ResolveContext): ResolveContext => ({
  ...context,
  preset: () => ({ name: spec.preset, settings: spec }),
  userDefault: () => null,
});
