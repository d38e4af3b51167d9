import { EncodedPacketSink } from 'mediabunny';
import { ACCEPTED_VIDEO, unreadable, withMediaFile } from './media-file.ts';

/** How long the tracks of a video are, counted packet by packet. */
export interface TrackLengths {
  readonly frames: number;
  /** Seconds from the start to the end of the last frame. */
  readonly video: number;
  /** Seconds from the start to the end of the last sample; null without sound. */
  readonly audio: number | null;
}

/** @throws GenesisError ASSET_UNREADABLE */
export function trackLengths(file: string, field = 'file'): Promise<TrackLengths> {
  return withMediaFile(file, field, ACCEPTED_VIDEO, async (input) => {
    const track = await input.getPrimaryVideoTrack();
    if (!track) return unreadable(field, 'the file has no video', ACCEPTED_VIDEO);
    let frames = 0;
    for await (const _ of new EncodedPacketSink(track).packets(undefined, undefined, { metadataOnly: true }))
      frames += 1;
    const audio = await input.getPrimaryAudioTrack();
    return { frames, video: await track.computeDuration(), audio: audio && (await audio.computeDuration()) };
  });
}
