import { open } from 'node:fs/promises';
import sharp from 'sharp';
import { GenesisError } from '../errors/genesis-error.ts';
import { heardSeconds } from './audio-decode.ts';
import { DEFAULT_MAX_PIXELS, imageError, requireDecodable } from './image-decode.ts';
import { needsCodecs, unreadable, withMediaFile } from './media-file.ts';
import { requirePicture } from './video-frames.ts';

/** What an uploaded file is, read from its content. */
export interface MediaProbe {
  readonly kind: 'image' | 'audio' | 'video';
  readonly mimeType: string;
  /** Pixels as shown: EXIF orientation or track rotation applied. null for audio. */
  readonly width: number | null;
  readonly height: number | null;
  /** Seconds: of audio what is heard, where it is decoded to its end, else what the container says. null for images. */
  readonly duration: number | null;
  /** Audio channels, and samples per second; null without audio. */
  readonly channels: number | null;
  readonly sampleRate: number | null;
}

const ACCEPTED =
  'an image (PNG, JPEG, WebP, AVIF, GIF, TIFF), audio (WAV, MP3, M4A, OGG, FLAC) or video (MP4, MOV, WebM)';

const IMAGE_MAGIC: readonly (readonly [offset: number, bytes: string])[] = [
  [0, '\x89PNG'],
  [0, '\xff\xd8\xff'],
  [0, 'GIF8'],
  [0, 'II*\0'],
  [0, 'MM\0*'],
  [8, 'WEBP'],
  // HEIF: AVIF, and what cannot be decoded but should be told by its name.
  ...['avif', 'avis', 'mif1', 'msf1', 'heic', 'heix', 'heim', 'heis', 'hevc', 'hevx'].map(
    (brand) => [4, `ftyp${brand}`] as const,
  ),
];

async function looksLikeImage(file: string): Promise<boolean> {
  const handle = await open(file, 'r');
  try {
    const head = (await handle.read(Buffer.alloc(16), 0, 16, 0)).buffer.toString('latin1');
    return IMAGE_MAGIC.some(([offset, bytes]) => head.startsWith(bytes, offset));
  } finally {
    await handle.close();
  }
}

async function probeImage(file: string, field: string, maxPixels: number): Promise<MediaProbe> {
  try {
    const image = sharp(file, { limitInputPixels: maxPixels, failOn: 'error' });
    const { format, width, height, autoOrient } = await image.metadata();
    if (width * height > maxPixels) throw new Error('Input image exceeds pixel limit');
    // A header says little: only decoding shows that the pixels are there.
    await requireDecodable(file, maxPixels);
    const mimeType = `image/${format === 'heif' ? 'avif' : format}`;
    return {
      kind: 'image',
      mimeType,
      width: autoOrient.width,
      height: autoOrient.height,
      duration: null,
      channels: null,
      sampleRate: null,
    };
  } catch (cause) {
    throw imageError(cause, file, field, maxPixels);
  }
}

/** Most that a file may decode to. */
export interface ProbeLimits {
  /** Of an image, or of a frame. @default 67108864 */
  readonly maxPixels?: number;
  /** Of audio and video. @default no limit */
  readonly maxSeconds?: number;
}

/** Audio is decoded so far: longer than that takes, about four seconds, no upload should wait. */
const DECODED_SECONDS = 600;

/**
 * Finds out what a file is, by its content and not by its name, and whether it can be used: images are decoded in full,
 * audio for its first ten minutes, of a video the first frame. Where that needs the optional codecs and they are not
 * installed, it is left to whoever uses the file.
 * @param field field of the caller's input that names the file
 * @throws GenesisError ASSET_UNREADABLE, ASSET_TOO_LARGE
 */
export async function probeMedia(file: string, field = 'file', limits: ProbeLimits = {}): Promise<MediaProbe> {
  const { maxPixels = DEFAULT_MAX_PIXELS, maxSeconds = Number.POSITIVE_INFINITY } = limits;
  const image = await looksLikeImage(file).catch((cause: unknown) =>
    unreadable(field, 'the file cannot be opened', ACCEPTED, cause),
  );
  if (image) return probeImage(file, field, maxPixels);
  return withMediaFile(file, field, ACCEPTED, async (input) => {
    const video = await input.getPrimaryVideoTrack();
    const audio = await input.getPrimaryAudioTrack();
    const track = video ?? audio;
    if (!track) return unreadable(field, 'the file has neither audio nor video', ACCEPTED);
    const duration = (await input.getDurationFromMetadata([track])) ?? (await input.computeDuration([track]));
    if (!(duration > 0 && Number.isFinite(duration))) unreadable(field, 'the file is empty or cut off', ACCEPTED);
    if (duration > maxSeconds) {
      throw new GenesisError('ASSET_TOO_LARGE', `${field}: it lasts ${Math.round(duration)} seconds`, {
        field,
        accepted: `at most ${maxSeconds} seconds`,
      });
    }
    const checked = !(await needsCodecs(track));
    if (video && checked) await requirePicture(file, { field, maxPixels });
    const heard = !video && checked ? await heardSeconds(file, { field, maxSeconds }, DECODED_SECONDS) : null;
    const container = (await input.getMimeType()).split(';')[0]!;
    return {
      kind: video ? 'video' : 'audio',
      mimeType: video ? container : container.replace(/^video\//, 'audio/'),
      width: video ? await video.getDisplayWidth() : null,
      height: video ? await video.getDisplayHeight() : null,
      duration: heard ?? duration,
      channels: audio ? await audio.getNumberOfChannels() : null,
      sampleRate: audio ? await audio.getSampleRate() : null,
    };
  });
}
