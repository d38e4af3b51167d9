import { EncodedPacketSink, FilePathSource, Input, MP4, WEBM } from 'mediabunny';
import { GenesisError, type JoinRequest } from '../../core/plugin-api/index.ts';
import type { Container } from './container.ts';
import { colorSpaceOf } from './i420.ts';
import type { Packets } from './packets.ts';

function open(file: string): Input {
  return new Input({ source: new FilePathSource(file), formats: [MP4, WEBM] });
}

async function videoTrack(input: Input, file: string) {
  const track = await input.getPrimaryVideoTrack();
  const decoderConfig = await track?.getDecoderConfig();
  if (!track || !decoderConfig) throw new GenesisError('STAGE_FAILED', `segment ${file} holds no video`);
  return { sink: new EncodedPacketSink(track), decoderConfig };
}

export async function countFrames(segments: readonly string[]): Promise<number> {
  let frames = 0;
  for (const file of segments) {
    using input = open(file);
    const { sink } = await videoTrack(input, file);
    for await (const _ of sink.packets(undefined, undefined, { metadataOnly: true })) frames += 1;
  }
  return frames;
}

/** The packets of all segments, each at its time in the joined video. */
export async function* videoPackets(
  { segments, format }: JoinRequest,
  container: Container,
): Packets<EncodedVideoChunkMetadata> {
  let before = 0;
  for (const file of segments) {
    using input = open(file);
    const { sink, decoderConfig } = await videoTrack(input, file);
    const meta = { decoderConfig: { ...decoderConfig, colorSpace: colorSpaceOf(format) } };
    let frames = 0;
    for await (const packet of sink.packets()) {
      const frame = before + Math.round(packet.timestamp * format.fps);
      const data = container.cleanPacket(packet.data);
      yield { packet: packet.clone({ data, timestamp: frame / format.fps, duration: 1 / format.fps }), meta };
      frames += 1;
    }
    before += frames;
  }
}
