import type { ResolveContext } from './resolve.ts';
import type { StartInput } from './service.ts';
import type { GenerationSpec } from './spec.ts';

/** Inputs that a rerun may do without: null takes them away. */
export const INPUTS_TO_TAKE_AWAY = ['image', 'video', 'audio', 'speakers', 'startLatents', 'prompts'] as const;

type InputChanges = { readonly [Field in (typeof INPUTS_TO_TAKE_AWAY)[number]]?: StartInput[Field] | null };

/** What a rerun may change; undefined: as it was. */
export type RerunChanges = Omit<
  StartInput,
  'mode' | 'preset' | 'useTf32' | 'forceContiguousTensors' | keyof InputChanges
> &
  InputChanges;

/** The request that gives a spec again, with changes. It is to be resolved with `rerunContext`. */
export function rerunRequest(spec: GenerationSpec, changes: RerunChanges): StartInput {
  const { image, video, audio, speakers, startLatents, prompts, ...settings } = changes;
  const changed = <Value>(change: Value | null | undefined, kept: Value | undefined): Value | undefined =>
    change === undefined ? kept : (change ?? undefined);
  return {
    mode: spec.mode,
    multiAudio: spec.multiAudio,
    prompt: spec.prompt,
    negativePrompt: spec.negativePrompt,
    seed: spec.seed,
    ...settings,
    // What a change replaces is not carried over: a picture by a video, one voice by several, and the other way round.
    image: changed(image, video == null || spec.video ? spec.image?.id : undefined),
    video: changed(video, image == null || spec.image ? spec.video?.id : undefined),
    audio: changed(audio, speakers == null ? spec.audio?.id : undefined),
    speakers: changed(
      speakers,
      audio == null
        ? spec.speakers.map(({ audio: voice, box, mask }) => ({
            audio: voice.id,
            box: box ?? undefined,
            mask: mask?.id,
          }))
        : undefined,
    ),
    startLatents: changed(startLatents, video == null ? spec.startLatents?.generation : undefined),
    prompts: changed(prompts, spec.prompts),
  };
}

/** The spec stands for the preset and for the user's defaults: whatever they have become, it is what is laid under. */
export const rerunContext = (spec: GenerationSpec, context: ResolveContext): ResolveContext => ({
  ...context,
  preset: () => ({ name: spec.preset, settings: spec }),
  userDefault: () => null,
});
