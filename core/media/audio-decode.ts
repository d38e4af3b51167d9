import { AudioSampleSink, type InputAudioTrack } from 'mediabunny';
import { GenesisError } from '../errors/genesis-error.ts';
import type { AudioTrack } from '../plugin-api/output.ts';
import {
  ACCEPTED_AUDIO,
  asUnreadable,
  ensureDecodable,
  type MediaFile,
  openMediaFile,
  unreadable,
  withMediaFile,
} from './media-file.ts';
import { createResampler, type Resampler } from './resample.ts';

export interface AudioDecodeOptions {
  /** Field of the caller's input that names the file, for error messages. */
  readonly field: string;
  /**
   * Longest audio that is decoded, in seconds.
   * @default 900
   */
  readonly maxSeconds?: number;
}

/** Sample rate of the speech encoder. */
export const SPEECH_RATE = 16000;
/** Sample rate of a finished video's sound, which every audio codec of a video takes. */
export const TRACK_RATE = 48000;
const DEFAULT_MAX_SECONDS = 900;
/** Samples per second that speech can be made of; the resampler takes a factor of 256 at most. */
const RATES = { least: 1000, most: 768_000 } as const;

/** One decoded piece: a Float32Array per channel, full scale at ±1, and the file's sample rate. */
interface AudioChunk {
  readonly sampleRate: number;
  readonly channels: readonly Float32Array[];
}

/** @throws GenesisError ASSET_UNREADABLE */
async function audioTrackOf(input: MediaFile, field: string): Promise<InputAudioTrack> {
  const track = await input.getPrimaryAudioTrack();
  if (!track) return unreadable(field, 'the file has no audio', ACCEPTED_AUDIO);
  await ensureDecodable(track, field, ACCEPTED_AUDIO);
  return track;
}

/**
 * Makes sure that the sound of a file begins and is not too long.
 * @returns seconds of it by its container, which may count an encoder's padding
 * @throws GenesisError ASSET_UNREADABLE, ASSET_TOO_LARGE
 */
export async function requireSound(file: string, options: AudioDecodeOptions): Promise<number> {
  const { field, maxSeconds = DEFAULT_MAX_SECONDS } = options;
  const seconds = await withMediaFile(file, field, ACCEPTED_AUDIO, async (input) => {
    const track = await audioTrackOf(input, field);
    return (await track.getDurationFromMetadata()) ?? (await track.computeDuration());
  });
  if (seconds > maxSeconds) throw tooLong(field, maxSeconds);
  const chunks = audioChunks(file, options);
  await chunks.next();
  await chunks.return(undefined);
  return seconds;
}

/**
 * Decodes the sound of a file from its beginning.
 * @param most seconds after which to stop
 * @returns seconds that are heard; null: more than `most`
 * @throws GenesisError ASSET_UNREADABLE, ASSET_TOO_LARGE
 */
export async function heardSeconds(file: string, options: AudioDecodeOptions, most: number): Promise<number | null> {
  let samples = 0;
  let rate = 1;
  for await (const { sampleRate, channels } of audioChunks(file, options)) {
    samples += channels[0]!.length;
    rate = sampleRate;
    if (samples > most * rate) return null;
  }
  return samples / rate;
}

const tooLong = (field: string, maxSeconds: number): GenesisError =>
  new GenesisError('ASSET_TOO_LARGE', `${field}: the audio is longer than ${maxSeconds} seconds`, {
    field,
    accepted: `audio of at most ${maxSeconds} seconds`,
  });

/**
 * Decodes the audio of any audio or video file, piece by piece, from time 0: what lies before it (an encoder's
 * priming) is dropped, and a track that starts later is preceded by silence.
 */
async function* audioChunks(
  file: string,
  { field, maxSeconds = DEFAULT_MAX_SECONDS }: AudioDecodeOptions,
): AsyncGenerator<AudioChunk> {
  const input = await openMediaFile(file, field, ACCEPTED_AUDIO);
  try {
    const track = await audioTrackOf(input, field);
    let position = 0;
    let sampleRate = 0;
    for await (using sample of new AudioSampleSink(track).samples()) {
      if (sampleRate !== 0 && sample.sampleRate !== sampleRate)
        unreadable(field, 'the sample rate changes inside the file', ACCEPTED_AUDIO);
      sampleRate = sample.sampleRate;
      if (sampleRate < RATES.least || sampleRate > RATES.most) {
        const accepted = `audio of ${RATES.least} to ${RATES.most} samples per second`;
        unreadable(field, `it has ${sampleRate} samples per second`, accepted);
      }
      const skipped = Math.min(sample.numberOfFrames, Math.max(0, Math.round(-sample.timestamp * sampleRate)));
      if (skipped === sample.numberOfFrames) continue;
      const silence = position === 0 ? Math.max(0, Math.round(sample.timestamp * sampleRate)) : 0;
      position += silence + sample.numberOfFrames - skipped;
      if (position > maxSeconds * sampleRate) throw tooLong(field, maxSeconds);
      const channels = Array.from({ length: sample.numberOfChannels }, (_, planeIndex) => {
        const plane = new Float32Array(silence + sample.numberOfFrames - skipped);
        sample.copyTo(plane.subarray(silence), { planeIndex, format: 'f32-planar', frameOffset: skipped });
        silenceNonFinite(plane);
        return plane;
      });
      yield { sampleRate, channels };
    }
    if (position === 0) unreadable(field, 'the audio is empty', ACCEPTED_AUDIO);
  } catch (cause) {
    throw asUnreadable(cause, field, ACCEPTED_AUDIO);
  } finally {
    input.dispose();
  }
}

/** Files of floating-point samples may hold what is no sound; a single one would spread over all features of the voice. */
function silenceNonFinite(samples: Float32Array): void {
  for (let i = 0; i < samples.length; i++) if (!Number.isFinite(samples[i])) samples[i] = 0;
}

function mean(channels: readonly Float32Array[]): Float32Array {
  const [first, ...others] = channels as [Float32Array, ...Float32Array[]];
  if (others.length === 0) return first;
  return first.map((value, index) => others.reduce((sum, channel) => sum + channel[index]!, value) / channels.length);
}

function interleave(channels: readonly Float32Array[]): Float32Array {
  const out = new Float32Array(channels.length * channels[0]!.length);
  channels.forEach((channel, offset) => {
    for (let i = 0; i < channel.length; i++) out[i * channels.length + offset] = channel[i]!;
  });
  return out;
}

/**
 * The speech of a file as the speech encoder takes it, in pieces: mono (mean of the channels), 16 kHz, float32 with
 * full scale at ±1. A 16 kHz mono file passes through unchanged.
 * @throws GenesisError ASSET_UNREADABLE (empty, no audio, undecodable, codecs missing), ASSET_TOO_LARGE (too long)
 */
export function speechPieces(file: string, options: AudioDecodeOptions): AsyncGenerator<Float32Array> {
  return resampled(audioChunks(file, options), SPEECH_RATE, 1);
}

async function* resampled(
  chunks: AsyncIterable<AudioChunk>,
  rate: number,
  count: number,
): AsyncGenerator<Float32Array> {
  let resampler: Resampler | undefined;
  for await (const { sampleRate, channels } of chunks) {
    resampler ??= await createResampler(count, sampleRate, rate);
    yield* resampler.push(count === 2 ? interleave(channels) : mean(channels));
  }
  if (resampler) yield* resampler.end();
}

/** Encoders give up on samples that are far above full scale. */
async function* clipped(pieces: AsyncIterable<Float32Array>): AsyncGenerator<Float32Array> {
  for await (const piece of pieces) yield piece.map((sample) => Math.min(1, Math.max(-1, sample)));
}

/**
 * The audio of a file for the finished video, in pieces: 48 kHz, mono or stereo, clipped to [-1, 1]; more than two
 * channels are mixed to mono.
 * @throws GenesisError ASSET_UNREADABLE, ASSET_TOO_LARGE
 */
export async function openAudioTrack(
  file: string,
  options: AudioDecodeOptions & { readonly mono?: boolean },
): Promise<AudioTrack> {
  const chunks = audioChunks(file, options);
  const first = await chunks.next();
  const count = !options.mono && !first.done && first.value.channels.length === 2 ? 2 : 1;
  async function* all(): AsyncGenerator<AudioChunk> {
    if (!first.done) yield first.value;
    yield* chunks;
  }
  return { sampleRate: TRACK_RATE, channels: count, pieces: clipped(resampled(all(), TRACK_RATE, count)) };
}
