import type { ResolveContext } from './resolve.ts';
import type { StartInput } from './service.ts';
import type { GenerationSpec } from './spec.ts';

/** What a rerun may change; undefined: as it was. */
export type RerunChanges = Omit<StartInput, 'mode' | 'preset' | 'useTf32' | 'forceContiguousTensors'>;

/** The request that gives a spec again, with changes. It is to be resolved with `rerunContext`. */
export const rerunRequest = (spec: GenerationSpec, changes: RerunChanges): StartInput => ({
  mode: spec.mode,
  // What a change replaces is not carried over: a picture by a video, one voice by several, and the other way round.
  image: changes.video === undefined || spec.video ? spec.image?.id : undefined,
  video: changes.image === undefined || spec.image ? spec.video?.id : undefined,
  audio: changes.speakers === undefined ? spec.audio?.id : undefined,
  speakers:
    changes.audio === undefined
      ? spec.speakers.map(({ audio, box, mask }) => ({ audio: audio.id, box: box ?? undefined, mask: mask?.id }))
      : undefined,
  multiAudio: spec.multiAudio,
  startLatents: changes.video === undefined ? spec.startLatents?.generation : undefined,
  prompt: spec.prompt,
  negativePrompt: spec.negativePrompt,
  prompts: spec.prompts,
  seed: spec.seed,
  ...changes,
});

/** The spec stands for the preset and for the user's defaults: whatever they have become, it is what is laid under. */
export const rerunContext = (spec: GenerationSpec, context: ResolveContext): ResolveContext => ({
  ...context,
  preset: () => ({ name: spec.preset, settings: spec }),
  userDefault: () => null,
});
