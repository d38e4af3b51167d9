import {
  EncodedPacketSink,
  EncodedVideoPacketSource,
  FilePathSource,
  FilePathTarget,
  Input,
  MP4,
  Output,
  WEBM,
} from 'mediabunny';
import { GenesisError, type JoinRequest } from '../../core/plugin-api/index.ts';
import type { Container, EncodingOptions } from './container.ts';
import { colorSpaceOf } from './i420.ts';
import { openSound } from './sound.ts';

/** Written in pieces of this size: mediabunny's own, 16 MiB and up to three of them, fill with the length of a video. */
const WRITE_BYTES = 2 ** 20;

/** Copies the segments' video packets into one file, encodes the audio beside them and embeds the metadata. */
export async function join(request: JoinRequest, container: Container, options: EncodingOptions): Promise<void> {
  const { segments, target, format, audio, metadata } = request;
  const sound = audio && (await openSound(audio, container, options));
  const frames = await countFrames(segments);
  if (frames === 0) throw new GenesisError('STAGE_FAILED', 'there are no frames to join');
  const output = new Output({
    format: container.format(),
    target: new FilePathTarget(target, { chunkSize: WRITE_BYTES }),
  });
  const video = new EncodedVideoPacketSource(container.videoCodec);
  output.addVideoTrack(video, { frameRate: format.fps });
  if (sound) output.addAudioTrack(sound.source);
  output.setMetadataTags({ comment: JSON.stringify(metadata) });
  try {
    await output.start();
    await Promise.all([copyVideo(request, video, container), sound?.encode(frames / format.fps)]);
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
