import type { AudioTrack } from '../plugin-api/output.ts';
import type { MultiAudio } from '../runs/spec-inputs.ts';
import { openAudioTrack } from './audio-decode.ts';

export interface VoiceFile {
  /** Field of the caller's input that names the file, for error messages. */
  readonly field: string;
  readonly file: string;
}

/**
 * The sound of the finished video: one voice as it is, several mixed to mono as they speak. Every joiner cuts it to the
 * video's length.
 * @returns null without voices
 * @throws GenesisError ASSET_UNREADABLE, ASSET_TOO_LARGE
 */
export async function openVoices(
  voices: readonly VoiceFile[],
  multiAudio: MultiAudio,
  maxSeconds: number,
): Promise<AudioTrack | null> {
  const mono = voices.length > 1;
  const open = ({ field, file }: VoiceFile) => openAudioTrack(file, { field, maxSeconds, mono });
  const [first] = voices;
  if (!first) return null;
  if (!mono) return open(first);
  const tracks = await Promise.all(voices.map(open));
  const pieces = tracks.map((track) => track.pieces);
  return { ...tracks[0]!, pieces: multiAudio === 'add' ? inTurn(pieces) : together(pieces) };
}

async function* inTurn(voices: readonly AsyncIterable<Float32Array>[]): AsyncGenerator<Float32Array> {
  for (const voice of voices) yield* voice;
}

/** The sum of all voices, clipped; each goes on after the others have ended. */
async function* together(voices: readonly AsyncIterable<Float32Array>[]): AsyncGenerator<Float32Array> {
  const heads = voices.map((voice) => ({
    iterator: voice[Symbol.asyncIterator](),
    rest: new Float32Array(0),
    ended: false,
  }));
  for (;;) {
    for (const head of heads) {
      while (head.rest.length === 0 && !head.ended) {
        const next = await head.iterator.next();
        if (next.done) head.ended = true;
        else head.rest = Float32Array.from(next.value);
      }
    }
    const speaking = heads.filter(({ rest }) => rest.length > 0);
    if (speaking.length === 0) return;
    const mixed = new Float32Array(Math.min(...speaking.map(({ rest }) => rest.length)));
    for (const head of speaking) {
      for (let i = 0; i < mixed.length; i++) mixed[i]! += head.rest[i]!;
      head.rest = head.rest.subarray(mixed.length);
    }
    yield mixed.map((sample) => Math.min(1, Math.max(-1, sample)));
  }
}
