import { GenesisError } from '../errors/genesis-error.ts';
import { SPEECH_RATE } from '../media/audio-decode.ts';
import type { Asset, StartInput } from './service.ts';
import type { GenerationSpec } from './spec.ts';
import { voicesOf } from './spec-inputs.ts';
import { videoLength } from './video-length.ts';

/** @throws GenesisError INPUT_INVALID where the voices give no whole frame. @param field the first voice */
export function requireFrames(frames: number, { fps }: Pick<GenerationSpec, 'fps'>, field: string): void {
  if (frames >= 1) return;
  const accepted = `at least ${Number((1 / fps).toFixed(4))} seconds, one frame at ${fps} a second`;
  throw new GenesisError('INPUT_INVALID', `${field}: the voice is shorter than one frame`, { field, accepted });
}

/** What voices are looked up in. */
export interface VoiceContext {
  asset(id: string): Asset | null;
  /** @throws GenesisError ASSET_UNREADABLE where a video has no sound that can be decoded */
  requireSound(video: Asset, field: string): Promise<void>;
}

/**
 * Refuses videos without sound, and voices that are known to be too short, before anything is decoded. Only the length of
 * audio files is known: that of a video is recorded of its picture. A length with encoder padding may be longer than what
 * is heard, which shows as the voices are decoded.
 * @throws GenesisError INPUT_INVALID, ASSET_UNREADABLE
 */
export async function checkVoices(input: StartInput, spec: GenerationSpec, context: VoiceContext): Promise<void> {
  const field = (person: number) => (input.speakers?.length ? `speakers.${person}.audio` : 'audio');
  const voices = voicesOf(spec).map(({ id }) => context.asset(id));
  for (const [person, voice] of voices.entries()) {
    if (voice?.kind === 'VIDEO') await context.requireSound(voice, field(person));
  }
  const seconds = voices.map((voice) => (voice?.kind === 'AUDIO' ? voice.seconds : null));
  if (!seconds.every((length) => length !== null)) return;
  const { frames } = videoLength(
    spec,
    seconds.map((length) => Math.ceil(length * SPEECH_RATE)),
  );
  requireFrames(frames, spec, field(0));
}
