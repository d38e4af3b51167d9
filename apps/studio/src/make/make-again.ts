import type { Generation } from '../generation/generation-page.tsx';
import { type Box, draft, type Overrides, voiceOf } from './draft.ts';

/**
 * Settings as the API gives them, turned into what it takes: without type names and plugin versions. The options of a
 * plugin are the plugin's own and stay as they are, and so do nulls, each of which says that there is none.
 */
export function settingsInput(settings: object): Overrides {
  const convert = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(convert);
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value)
      .filter(([key]) => key !== '__typename' && key !== 'version')
      .map(([key, part]) => [key, key === 'options' ? part : convert(part)]);
    return Object.fromEntries(entries);
  };
  return convert(settings) as Overrides;
}

/** A box without what the API says about it besides. */
const placed = ({ x, y, width, height }: Box): Box => ({ x, y, width, height });

type Made = Pick<
  Generation,
  | 'mode'
  | 'image'
  | 'video'
  | 'audio'
  | 'speakers'
  | 'multiAudio'
  | 'prompt'
  | 'negativePrompt'
  | 'prompts'
  | 'seed'
  | 'preset'
  | 'settings'
  | 'startLatents'
>;

/**
 * Fills the form with everything that made a video, its seed included. A speaker whose voice is gone keeps the place.
 * @param missing fields of the request whose files are gone, such as `audio`
 */
export function makeAgain(made: Made, missing: readonly string[] = []): void {
  const { mode, image, video, audio, speakers, multiAudio, prompt, negativePrompt, prompts, seed, preset, settings } =
    made;
  const people = speakers.map(({ audio: voice, box, mask }) => ({
    audio: voice ?? null,
    box: box ? placed(box) : null,
    mask: mask ?? null,
  }));
  const alone = audio || missing.includes('audio') ? [voiceOf(audio ?? null)] : [];
  const hadPicture = Boolean(image) || missing.includes('image');
  draft.set({
    mode,
    source: hadPicture ? (image ?? null) : (video ?? null),
    startVideo: hadPicture ? (video ?? null) : null,
    voices: people.length > 0 ? people : alone,
    multiAudio,
    prompt,
    negativePrompt,
    prompts,
    seed,
    preset,
    startLatents: made.startLatents ?? null,
    overrides: settingsInput(settings),
  });
}
