import { GenesisError } from '../errors/genesis-error.ts';
import { SPEECH_RATE } from '../media/audio-decode.ts';
import type { Asset } from './service.ts';
import type { GenerationSpec } from './spec.ts';
import { voicesOf } from './spec-inputs.ts';
import { videoLength } from './video-length.ts';

/** @throws GenesisError INPUT_INVALID where the voices give no whole frame. @param field the first voice */
export function requireFrames(frames: number, { fps }: Pick<GenerationSpec, 'fps'>, field: string): void {
  if (frames >= 1) return;
  const accepted = `at least ${Number((1 / fps).toFixed(4))} seconds, one frame at ${fps} a second`;
  throw new GenesisError('INPUT_INVALID', `${field}: the voice is shorter than one frame`, { field, accepted });
}

/**
 * Refuses voices that are known to be too short before anything is decoded. Only audio files are known: the recorded length
 * of a video is that of its picture. A length with encoder padding may be longer than what is heard, which shows as the
 * voices are decoded.
 * @throws GenesisError INPUT_INVALID
 */
export function checkVoices(spec: GenerationSpec, asset: (id: string) => Asset | null): void {
  const voices = voicesOf(spec).map(({ id }) => asset(id));
  const seconds = voices.map((voice) => (voice?.kind === 'AUDIO' ? voice.seconds : null));
  if (!seconds.every((length) => length !== null)) return;
  const { frames } = videoLength(
    spec,
    seconds.map((length) => Math.ceil(length * SPEECH_RATE)),
  );
  requireFrames(frames, spec, spec.audio ? 'audio' : 'speakers.0.audio');
}
