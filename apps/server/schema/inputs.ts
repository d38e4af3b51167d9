import type { StartInput } from '../../../core/runs/service.ts';
import type { Box, MultiAudio, Speaker, TimedPrompt } from '../../../core/runs/spec-inputs.ts';
import { AssetRef } from './asset.ts';
import { builder } from './builder.ts';
import { decodeId } from './ids.ts';
import { promptSchema } from './settings.ts';

export const MULTI_AUDIO_VALUES = {
  PARA: { value: 'para', description: 'All from the start, together.' },
  ADD: { value: 'add', description: 'One after the other, in their order.' },
} satisfies Record<string, { value: MultiAudio; description: string }>;

export const MultiAudioEnum = builder.enumType('MultiAudio', {
  description: 'When several speakers speak.',
  values: MULTI_AUDIO_VALUES,
});

const BoxRef = builder.objectRef<Box>('Box').implement({
  description: 'A rectangle in pixels of the source picture, from its top left corner.',
  fields: (t) => ({
    x: t.exposeFloat('x'),
    y: t.exposeFloat('y'),
    width: t.exposeFloat('width'),
    height: t.exposeFloat('height'),
  }),
});

/** A speaker whose files may be gone. */
interface KnownSpeaker {
  readonly audio: Pick<Speaker['audio'], 'id'> | null;
  readonly box: Box | null;
  readonly mask: Pick<Speaker['audio'], 'id'> | null;
}

export const SpeakerRef = builder.objectRef<KnownSpeaker>('Speaker').implement({
  fields: (t) => ({
    audio: t.field({ type: AssetRef, nullable: true, resolve: ({ audio }) => audio?.id }),
    box: t.expose('box', { type: BoxRef, nullable: true }),
    mask: t.field({ type: AssetRef, nullable: true, resolve: ({ mask }) => mask?.id }),
  }),
});

export const TimedPromptRef = builder.objectRef<TimedPrompt>('TimedPrompt').implement({
  description: 'A prompt that holds from a time on.',
  fields: (t) => ({
    at: t.exposeFloat('at', { description: "Seconds from the video's start." }),
    prompt: t.exposeString('prompt'),
  }),
});

const BoxInput = builder.inputType('BoxInput', {
  description: 'A rectangle in pixels of the source picture, from its top left corner.',
  fields: (t) => ({
    x: t.float({ required: true }),
    y: t.float({ required: true }),
    width: t.float({ required: true }),
    height: t.float({ required: true }),
  }),
});

const SpeakerInput = builder.inputType('SpeakerInput', {
  fields: (t) => ({
    audio: t.id({ required: true, description: 'Asset id of the voice.' }),
    box: t.field({ type: BoxInput, description: 'Where the speaker is.' }),
    mask: t.id({ description: "Asset id of a picture of the source's shape that is light where the speaker is." }),
  }),
});

const TimedPromptInput = builder.inputType('TimedPromptInput', {
  fields: (t) => ({
    at: t.float({ required: true, description: "Seconds from the video's start; rising." }),
    prompt: t.string({ required: true, validate: promptSchema }),
  }),
});

/** Fields of StartGenerationInput that name files and texts. */
export const inputFields = (t: Parameters<Parameters<typeof builder.inputType>[1]['fields']>[0]) => ({
  image: t.id({ description: 'Asset id of the portrait or picture.' }),
  video: t.id({
    description:
      'Asset id of a video in place of the image: the frame at its start conditions each window. With denoiseStrength below 1 its frames are also what the windows start from.',
  }),
  audio: t.id({ description: 'Asset id of the voice. Left out: silence, or the speakers.' }),
  speakers: t.field({
    type: [SpeakerInput],
    description: 'One to four people with voices of their own. Two may come without a place: left, then right.',
  }),
  multiAudio: t.field({ type: MultiAudioEnum, description: 'When several speakers speak; default PARA.' }),
  startLatents: t.id({ description: 'Generation whose latents the windows start from.' }),
  prompt: t.string({ validate: promptSchema.nullish() }),
  negativePrompt: t.string({ validate: promptSchema.nullish() }),
  prompts: t.field({
    type: [TimedPromptInput],
    description:
      'Prompts that take the place of `prompt` from a time on; a window takes the one at its first new frame.',
  }),
});

interface GivenInputs {
  readonly image?: string | undefined;
  readonly video?: string | undefined;
  readonly audio?: string | undefined;
  readonly startLatents?: string | undefined;
  readonly speakers?:
    | readonly { audio: string; box?: Box | null | undefined; mask?: string | null | undefined }[]
    | undefined;
}

type Files = Pick<StartInput, keyof GivenInputs>;

/** Ids of the API in place of global ones. @throws GenesisError INPUT_INVALID, ASSET_NOT_FOUND, GENERATION_NOT_FOUND */
export function toFiles({ image, video, audio, startLatents, speakers }: GivenInputs): Files {
  const asset = (field: string, id: string | undefined) =>
    id === undefined ? undefined : decodeId('Asset', id, field);
  return {
    image: asset('image', image),
    video: asset('video', video),
    audio: asset('audio', audio),
    startLatents: startLatents === undefined ? undefined : decodeId('Generation', startLatents, 'startLatents'),
    speakers: speakers?.map((speaker, i) => ({
      audio: decodeId('Asset', speaker.audio, `speakers.${i}.audio`),
      box: speaker.box ?? undefined,
      mask: asset(`speakers.${i}.mask`, speaker.mask ?? undefined),
    })),
  };
}
