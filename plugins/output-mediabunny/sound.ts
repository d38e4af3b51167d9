import { AudioSampleSource, Quality } from 'mediabunny';
import type { AudioTrack } from '../../core/plugin-api/index.ts';
import { audioFrames } from './audio-frames.ts';
import type { Container, EncodingOptions } from './container.ts';

/** Rates that both AAC and Opus take; others are resampled to the last. */
const RATES = [8000, 12000, 16000, 24000, 48000];
const CHUNK_FRAMES = 16384;

export interface Sound {
  readonly source: AudioSampleSource;
  /** Encodes exactly `seconds` of the track: the rest is cut off, what is missing is silence. */
  encode(seconds: number): Promise<void>;
}

/** @throws GenesisError PLUGIN_UNAVAILABLE */
export async function openSound(track: AudioTrack, container: Container, options: EncodingOptions): Promise<Sound> {
  const { sampleRate, channels } = track;
  const makeSample = await audioFrames(track);
  const source = new AudioSampleSource({
    codec: container.audioCodec,
    quality: new Quality({ bitrate: options.audioBitrate }),
    ...(RATES.includes(sampleRate) ? {} : { transform: { sampleRate: RATES.at(-1)! } }),
  });
  const encode = async (seconds: number): Promise<void> => {
    const length = Math.round(seconds * sampleRate);
    const read = sampleReader(track.pieces);
    const chunk = new Float32Array(CHUNK_FRAMES * channels);
    for (let start = 0; start < length; start += CHUNK_FRAMES) {
      const data = chunk.subarray(0, (length - start) * channels);
      await read(data);
      using sample = makeSample(data, start - container.audioPriming);
      await source.add(sample);
    }
    source.close();
  };
  return { source, encode };
}

/** Fills arrays of any length with the samples; after the end with zeros. */
function sampleReader(pieces: AsyncIterable<Float32Array>): (out: Float32Array) => Promise<void> {
  const iterator = pieces[Symbol.asyncIterator]();
  let rest: Float32Array = new Float32Array(0);
  let ended = false;
  return async (out) => {
    for (let at = 0; at < out.length; ) {
      if (rest.length === 0 && !ended) {
        const next = await iterator.next();
        ended = next.done === true;
        rest = next.done ? rest : next.value;
        continue;
      }
      if (rest.length === 0) return void out.fill(0, at);
      const taken = rest.subarray(0, out.length - at);
      out.set(taken, at);
      at += taken.length;
      rest = rest.subarray(taken.length);
    }
  };
}
