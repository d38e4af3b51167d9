import { type InputVideoTrack, type Rotation, type VideoSample, VideoSampleSink } from 'mediabunny';
import { GenesisError } from '../errors/genesis-error.ts';
import { ACCEPTED_VIDEO, asUnreadable, ensureDecodable, openMediaFile, unreadable } from './media-file.ts';
import type { RgbImage } from './rgb-image.ts';
import { BT601, BT709, i420ToRgb } from './yuv.ts';

/** One frame of a video and the time at which it is shown, in seconds. */
export interface VideoFrame extends RgbImage {
  readonly timestamp: number;
}

export interface VideoDecodeOptions {
  /** Field of the caller's input that names the file, for error messages. */
  readonly field: string;
  /**
   * Most pixels of one frame.
   * @default 33554432
   */
  readonly maxPixels?: number;
}

/** Lines from which players take BT.709 when a video does not say what its colours are. */
const HD_LINES = 720;

/**
 * Reads the frames of a video one after the other, as 8-bit RGB `[height, width, 3]` with the track's rotation
 * applied.
 * @throws GenesisError ASSET_UNREADABLE, ASSET_TOO_LARGE
 */
export function videoFrames(file: string, options: VideoDecodeOptions): AsyncGenerator<VideoFrame> {
  return decoded(file, options, (sink) => sink.samples());
}

/** A time within a frame, so that rounded timestamps never show the frame before. */
const WITHIN_FRAME = 1e-3;

/**
 * The frames that are shown at given rising times, decoded on demand: nothing else is kept. Before the first frame it is
 * the first, after the last the last.
 * @param times seconds
 * @throws GenesisError ASSET_UNREADABLE, ASSET_TOO_LARGE
 */
export function videoFramesAt(
  file: string,
  times: readonly number[],
  options: VideoDecodeOptions,
): AsyncGenerator<VideoFrame> {
  return decoded(file, options, async function* (sink, track) {
    const first = await track.getFirstTimestamp();
    yield* sink.samplesAtTimestamps(times.map((time) => Math.max(time, first) + WITHIN_FRAME));
  });
}

/** The frame that a video starts with. @throws GenesisError ASSET_UNREADABLE, ASSET_TOO_LARGE */
export async function firstVideoFrame(file: string, options: VideoDecodeOptions): Promise<VideoFrame> {
  for await (const frame of videoFramesAt(file, [0], options)) return frame;
  return unreadable(options.field, 'the video has no frames', ACCEPTED_VIDEO);
}

/** Makes sure that the first frame of a video can be decoded. @throws GenesisError ASSET_UNREADABLE, ASSET_TOO_LARGE */
export async function requirePicture(file: string, options: VideoDecodeOptions): Promise<void> {
  for await (using _ of samples(file, options, (sink) => sink.samples())) return;
  unreadable(options.field, 'the video has no frames', ACCEPTED_VIDEO);
}

type Choose = (sink: VideoSampleSink, track: InputVideoTrack) => AsyncGenerator<VideoSample | null>;

async function* decoded(file: string, options: VideoDecodeOptions, choose: Choose): AsyncGenerator<VideoFrame> {
  try {
    for await (using sample of samples(file, options, choose)) {
      yield { ...rotate(await toRgb(sample), sample.rotation), timestamp: sample.timestamp };
    }
  } catch (cause) {
    throw asUnreadable(cause, options.field, ACCEPTED_VIDEO);
  }
}

/** Whoever takes a sample closes it. */
async function* samples(file: string, options: VideoDecodeOptions, choose: Choose): AsyncGenerator<VideoSample> {
  const { field, maxPixels = 2 ** 25 } = options;
  const input = await openMediaFile(file, field, ACCEPTED_VIDEO);
  try {
    const track = await input.getPrimaryVideoTrack();
    if (!track) return unreadable(field, 'the file has no video', ACCEPTED_VIDEO);
    const pixels = (await track.getCodedWidth()) * (await track.getCodedHeight());
    if (pixels > maxPixels) {
      const accepted = `frames of at most ${maxPixels} pixels`;
      throw new GenesisError('ASSET_TOO_LARGE', `${field}: the frames have ${pixels} pixels`, { field, accepted });
    }
    await ensureDecodable(track, field, ACCEPTED_VIDEO);
    for await (const sample of choose(new VideoSampleSink(track), track)) if (sample) yield sample;
  } catch (cause) {
    throw asUnreadable(cause, field, ACCEPTED_VIDEO);
  } finally {
    input.dispose();
  }
}

async function toRgb(sample: VideoSample): Promise<RgbImage> {
  const { codedWidth: width, codedHeight: height, colorSpace } = sample;
  if (sample.format === 'I420') {
    const yuv = new Uint8Array(sample.allocationSize());
    await sample.copyTo(yuv);
    const hd = colorSpace.matrix === null ? height >= HD_LINES : colorSpace.matrix === 'bt709';
    return { width, height, data: i420ToRgb(yuv, width, height, hd ? BT709 : BT601, colorSpace.fullRange === true) };
  }
  const rgba = new Uint8Array(sample.allocationSize({ format: 'RGBA' }));
  await sample.copyTo(rgba, { format: 'RGBA' });
  const data = new Uint8Array(width * height * 3);
  for (let from = 0, to = 0; to < data.length; from += 4, to += 3) data.set(rgba.subarray(from, from + 3), to);
  return { width, height, data };
}

/** Turns a picture clockwise. */
function rotate(image: RgbImage, degrees: Rotation): RgbImage {
  if (degrees === 0) return image;
  const turned = degrees !== 180;
  const width = turned ? image.height : image.width;
  const height = turned ? image.width : image.height;
  const data = new Uint8Array(image.data.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [column, row] =
        degrees === 90 ? [y, width - 1 - x] : degrees === 180 ? [width - 1 - x, height - 1 - y] : [height - 1 - y, x];
      const from = (row * image.width + column) * 3;
      data.set(image.data.subarray(from, from + 3), (y * width + x) * 3);
    }
  }
  return { width, height, data };
}
