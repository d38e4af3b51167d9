import {
  AudioSample,
  AudioSampleSource,
  EncodedPacketSink,
  EncodedVideoPacketSource,
  FilePathSource,
  FilePathTarget,
  Input,
  MP4,
  Output,
  Quality,
  WEBM,
} from 'mediabunny';
import { type AudioTrack, GenesisError, type JoinRequest } from '../../core/plugin-api/index.ts';
import { loadCodecs } from './codecs.ts';
import type { Container, EncodingOptions } from './container.ts';
import { colorSpaceOf } from './i420.ts';

/** Rates that both AAC and Opus take; others are resampled to the last. */
const AUDIO_RATES = [8000, 12000, 16000, 24000, 48000];
const AUDIO_CHUNK_FRAMES = 16384;

/** Copies the segments' video packets into one file, encodes the audio beside them and embeds the metadata. */
export async function join(request: JoinRequest, container: Container, options: EncodingOptions): Promise<void> {
  const { segments, target, format, audio, metadata } = request;
  if (audio) await loadCodecs();
  const frames = await countFrames(segments);
  if (frames === 0) throw new GenesisError('STAGE_FAILED', 'there are no frames to join');
  const output = new Output({ format: container.format(), target: new FilePathTarget(target) });
  const video = new EncodedVideoPacketSource(container.videoCodec);
  output.addVideoTrack(video, { frameRate: format.fps });
  const sound = audio && {
    track: audio,
    source: new AudioSampleSource({
      codec: container.audioCodec,
      quality: new Quality({ bitrate: options.audioBitrate }),
      ...(AUDIO_RATES.includes(audio.sampleRate) ? {} : { transform: { sampleRate: AUDIO_RATES.at(-1)! } }),
    }),
  };
  if (sound) output.addAudioTrack(sound.source);
  output.setMetadataTags({ comment: JSON.stringify(metadata) });
  try {
    await output.start();
    await Promise.all([
      copyVideo(request, video, container),
      sound && addAudio(sound.track, frames / format.fps, sound.source, container.audioPriming),
    ]);
    await output.finalize();
  } catch (error) {
    await output.cancel();
    throw error;
  }
  await container.settle(target);
}

function open(file: string): Input {
  return new Input({ source: new FilePathSource(file), formats: [MP4, WEBM] });
}

async function videoTrack(input: Input, file: string) {
  const track = await input.getPrimaryVideoTrack();
  const decoderConfig = await track?.getDecoderConfig();
  if (!track || !decoderConfig) throw new GenesisError('STAGE_FAILED', `segment ${file} holds no video`);
  return { sink: new EncodedPacketSink(track), decoderConfig };
}

async function countFrames(segments: readonly string[]): Promise<number> {
  let frames = 0;
  for (const file of segments) {
    using input = open(file);
    const { sink } = await videoTrack(input, file);
    for await (const _ of sink.packets(undefined, undefined, { metadataOnly: true })) frames += 1;
  }
  return frames;
}

async function copyVideo(
  { segments, format }: JoinRequest,
  source: EncodedVideoPacketSource,
  container: Container,
): Promise<void> {
  let before = 0;
  for (const file of segments) {
    using input = open(file);
    const { sink, decoderConfig } = await videoTrack(input, file);
    const meta = { decoderConfig: { ...decoderConfig, colorSpace: colorSpaceOf(format) } };
    let frames = 0;
    for await (const packet of sink.packets()) {
      const frame = before + Math.round(packet.timestamp * format.fps);
      const data = container.cleanPacket(packet.data);
      await source.add(packet.clone({ data, timestamp: frame / format.fps, duration: 1 / format.fps }), meta);
      frames += 1;
    }
    before += frames;
  }
  source.close();
}

/** Feeds the encoder exactly `seconds` of audio: the rest is cut off, what is missing is silence. */
async function addAudio(track: AudioTrack, seconds: number, source: AudioSampleSource, priming: number): Promise<void> {
  const { sampleRate, channels } = track;
  const length = Math.round(seconds * sampleRate);
  const read = sampleReader(track.pieces);
  for (let start = 0; start < length; start += AUDIO_CHUNK_FRAMES) {
    const data = await read(Math.min(AUDIO_CHUNK_FRAMES, length - start) * channels);
    const timestamp = (start - priming) / sampleRate;
    using sample = new AudioSample({ data, format: 'f32', numberOfChannels: channels, sampleRate, timestamp });
    await source.add(sample);
  }
  source.close();
}

/** Hands out samples in the numbers that are asked for; after the end zeros. */
function sampleReader(pieces: AsyncIterable<Float32Array>): (count: number) => Promise<Float32Array> {
  const iterator = pieces[Symbol.asyncIterator]();
  let rest: Float32Array = new Float32Array(0);
  let ended = false;
  return async (count) => {
    const out = new Float32Array(count);
    for (let at = 0; at < count; ) {
      if (rest.length === 0 && !ended) {
        const next = await iterator.next();
        ended = next.done === true;
        rest = next.done ? rest : next.value;
        continue;
      }
      if (rest.length === 0) break;
      const taken = rest.subarray(0, count - at);
      out.set(taken, at);
      at += taken.length;
      rest = rest.subarray(taken.length);
    }
    return out;
  };
}
