import {
  EncodedAudioPacketSource,
  type EncodedPacket,
  EncodedVideoPacketSource,
  FilePathTarget,
  Output,
} from 'mediabunny';
import { GenesisError, type JoinRequest } from '../../core/plugin-api/index.ts';
import type { Container, EncodingOptions } from './container.ts';
import type { Packets } from './packets.ts';
import { countFrames, videoPackets } from './segment-packets.ts';
import { soundPackets } from './sound-packets.ts';

/** Written in pieces of this size: mediabunny's own, 16 MiB and up to three of them, fill with the length of a video. */
const WRITE_BYTES = 2 ** 20;

/** Copies the segments' video packets into one file, encodes the audio beside them and embeds the metadata. */
export async function join(request: JoinRequest, container: Container, options: EncodingOptions): Promise<void> {
  const { segments, target, format, audio, metadata } = request;
  const frames = await countFrames(segments);
  if (frames === 0) throw new GenesisError('STAGE_FAILED', 'there are no frames to join');
  const output = new Output({
    format: container.format(),
    target: new FilePathTarget(target, { chunkSize: WRITE_BYTES }),
  });
  const video = new EncodedVideoPacketSource(container.videoCodec);
  output.addVideoTrack(video, { frameRate: format.fps });
  const sound = audio && new EncodedAudioPacketSource(container.audioCodec);
  if (sound) output.addAudioTrack(sound);
  output.setMetadataTags({ comment: JSON.stringify(metadata) });
  const tracks: Track[] = [];
  try {
    await output.start();
    tracks.push(await openTrack(video, videoPackets(request, container)));
    if (sound) tracks.push(await openTrack(sound, soundPackets(audio, frames / format.fps, container, options)));
    await addInOrder(tracks);
    await output.finalize();
  } catch (error) {
    await output.cancel();
    throw error;
  } finally {
    await Promise.all(tracks.map((track) => track.end()));
  }
  await container.settle(target);
}

/** A track with the packet that it has next. */
interface Track {
  /** Seconds; Infinity once there are no more. */
  time: number;
  /** Adds the packet, and takes the one behind it. */
  add(): Promise<void>;
  end(): Promise<unknown>;
}

async function openTrack<Meta>(
  source: { add(packet: EncodedPacket, meta?: Meta): Promise<void>; close(): void },
  packets: Packets<Meta>,
): Promise<Track> {
  let next = await packets.next();
  const timeOf = () => (next.done ? Number.POSITIVE_INFINITY : next.value.packet.timestamp);
  const track: Track = {
    time: timeOf(),
    async add() {
      if (next.done) return;
      await source.add(next.value.packet, next.value.meta);
      next = await packets.next();
      track.time = timeOf();
      if (next.done) source.close();
    },
    end: () => packets.return(),
  };
  return track;
}

/**
 * Adds the packets of all tracks by their time. So the tracks lie side by side in the file, which can be played while it is
 * fetched; nothing of one waits in memory for another; and the file does not depend on which is made faster.
 */
async function addInOrder(tracks: readonly Track[]): Promise<void> {
  for (;;) {
    const first = tracks.reduce((a, b) => (b.time < a.time ? b : a));
    if (first.time === Number.POSITIVE_INFINITY) return;
    await first.add();
  }
}
