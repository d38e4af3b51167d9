import { rm } from 'node:fs/promises';
import { type AudioDecodeOptions, SPEECH_RATE, speechPieces } from './audio-decode.ts';
import { LoudnessMeter } from './loudness.ts';
import { floatPieces, writeFloats } from './sample-file.ts';

/** A voice on disk as it was decoded, with what brings it to the loudness of speech. */
export interface DecodedVoice {
  readonly file: string;
  readonly samples: number;
  readonly gain: number;
}

/** Decodes a voice into a file of float32, mono at 16 kHz. @throws GenesisError ASSET_UNREADABLE, ASSET_TOO_LARGE */
export async function decodeVoice(source: string, file: string, options: AudioDecodeOptions): Promise<DecodedVoice> {
  const meter = new LoudnessMeter(SPEECH_RATE);
  async function* metered() {
    for await (const piece of speechPieces(source, options)) {
      meter.push(piece);
      yield piece;
    }
  }
  const samples = await writeFloats(file, metered());
  return { file, samples, gain: meter.gain() };
}

/**
 * Writes speech: silence up to `offset`, the voice at −23 LUFS, silence up to `length`. Removes the voice's file.
 * @param voice null: silence only
 */
export async function writeSpeech(
  voice: DecodedVoice | null,
  target: string,
  offset: number,
  length: number,
): Promise<void> {
  async function* pieces() {
    yield* zeros(voice ? offset : 0);
    if (voice) {
      for await (const piece of floatPieces(voice.file, voice.samples)) {
        yield voice.gain === 1 ? piece : piece.map((sample) => sample * voice.gain);
      }
    }
    yield* zeros(length - (voice ? offset + voice.samples : 0));
  }
  await writeFloats(target, pieces());
  if (voice) await rm(voice.file, { force: true });
}

function* zeros(count: number): Generator<Float32Array> {
  for (let left = count; left > 0; left -= SPEECH_RATE) yield new Float32Array(Math.min(left, SPEECH_RATE));
}
