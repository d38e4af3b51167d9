import { type AudioDecodeOptions, openAudioTrack, speechPieces } from '../../core/media/audio-decode.ts';
import { LoudnessMeter } from '../../core/media/loudness.ts';
import { stack } from '../../core/pipeline/latents.ts';
import type { AudioEncoder, FloatTensor, SpeechSource } from '../../core/plugin-api/index.ts';

export const speechInMemory = (samples: Float32Array): SpeechSource => ({
  length: samples.length,
  read: async (start, count) => samples.subarray(start, start + count),
});

async function collect(pieces: AsyncIterable<Float32Array>): Promise<Float32Array> {
  const all: Float32Array[] = [];
  for await (const piece of pieces) all.push(piece);
  const out = new Float32Array(all.reduce((length, piece) => length + piece.length, 0));
  let at = 0;
  for (const piece of all) {
    out.set(piece, at);
    at += piece.length;
  }
  return out;
}

/** A file's speech in one array. */
export const decodeSpeech = (file: string, options: AudioDecodeOptions): Promise<Float32Array> =>
  collect(speechPieces(file, options));

/** A file's track in one array. */
export async function decodeAudioTrack(file: string, options: AudioDecodeOptions) {
  const { pieces, ...track } = await openAudioTrack(file, options);
  return { ...track, samples: await collect(pieces) };
}

/** Features of all frames, `[frames, layers, dim]`. */
export async function encodeSpeech(encoder: AudioEncoder, samples: Float32Array, frames: number): Promise<FloatTensor> {
  const parts: FloatTensor[] = [];
  await encoder.encode(speechInMemory(samples), frames, async (part) => {
    parts.push(part);
  });
  return stack(parts);
}

function metered(audio: Float32Array, sampleRate: number): LoudnessMeter {
  const meter = new LoudnessMeter(sampleRate);
  // Pieces of odd lengths: the meter must not care.
  for (let start = 0; start < audio.length; start += 1009) meter.push(audio.subarray(start, start + 1009));
  return meter;
}

export const integratedLoudness = (audio: Float32Array, sampleRate: number): number =>
  metered(audio, sampleRate).integrated();

export function normaliseLoudness(audio: Float32Array, sampleRate: number, targetLufs?: number): Float32Array {
  const gain = metered(audio, sampleRate).gain(targetLufs);
  return gain === 1 ? audio : audio.map((sample) => sample * gain);
}
