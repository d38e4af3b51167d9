import { AudioSampleSource, type EncodedPacket, NullTarget, Output, Quality } from 'mediabunny';
import type { AudioTrack } from '../../core/plugin-api/index.ts';
import { audioFrames } from './audio-frames.ts';
import type { Container, EncodingOptions } from './container.ts';
import type { Packets } from './packets.ts';

/** Rates that both AAC and Opus take; others are resampled to the last. */
const RATES = [8000, 12000, 16000, 24000, 48000];
const CHUNK_FRAMES = 16384;

/**
 * Encodes exactly `seconds` of a track: the rest is cut off, what is missing is silence.
 * @throws GenesisError PLUGIN_UNAVAILABLE
 */
export async function* soundPackets(
  track: AudioTrack,
  seconds: number,
  container: Container,
  options: EncodingOptions,
): Packets<EncodedAudioChunkMetadata> {
  const { sampleRate, channels } = track;
  const makeSample = await audioFrames(track);
  const length = Math.round(seconds * sampleRate);
  const read = sampleReader(track.pieces);
  const chunk = new Float32Array(CHUNK_FRAMES * channels);
  await using encoder = await openEncoder(track, container, options);
  for (let start = 0; start < length; start += CHUNK_FRAMES) {
    const data = chunk.subarray(0, (length - start) * channels);
    await read(data);
    using sample = makeSample(data, start - container.audioPriming);
    await encoder.source.add(sample);
    yield* encoder.take();
  }
  await encoder.output.finalize();
  yield* encoder.take();
}

/** mediabunny encodes on the way into a file only: this one goes nowhere, and its packets are taken as they are made. */
async function openEncoder(
  { sampleRate, channels }: AudioTrack,
  container: Container,
  { audioBitrate }: EncodingOptions,
) {
  type Packet = { packet: EncodedPacket; meta: EncodedAudioChunkMetadata | undefined };
  let made: Packet[] = [];
  const source = new AudioSampleSource({
    codec: container.audioCodec,
    quality: new Quality({ bitrate: Math.min(audioBitrate, container.audioBitrateLimit * channels) }),
    onEncodedPacket: (packet, meta) => made.push({ packet, meta }),
    ...(RATES.includes(sampleRate) ? {} : { transform: { sampleRate: RATES.at(-1)! } }),
  });
  const output = new Output({ format: container.soundFormat(), target: new NullTarget() });
  output.addAudioTrack(source);
  await output.start();
  return {
    source,
    output,
    /** What has been made since the last time. */
    take(): Packet[] {
      const taken = made;
      made = [];
      return taken;
    },
    async [Symbol.asyncDispose]() {
      if (output.state !== 'finalized') await output.cancel();
    },
  };
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
