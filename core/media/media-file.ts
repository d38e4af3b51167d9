import { stat } from 'node:fs/promises';
import {
  ADTS,
  type FilePathSource,
  FLAC,
  Input,
  type InputAudioTrack,
  type InputVideoTrack,
  Logging,
  LogLevel,
  MATROSKA,
  MP3,
  MP4,
  MPEG_TS,
  OGG,
  QTFF,
  WAVE,
  WEBM,
} from 'mediabunny';
import { GenesisError } from '../errors/genesis-error.ts';
import { boundedSource } from './bounded-source.ts';
import { mp4Fault } from './mp4-tables.ts';
import { CODEC_PACKAGE, loadServerCodecs } from './server-codecs.ts';

// Playlists (HLS) are left out on purpose: they name other files and addresses, which an upload must not reach.
const FORMATS = [MP4, QTFF, MATROSKA, WEBM, WAVE, OGG, FLAC, MP3, ADTS, MPEG_TS];
export const ACCEPTED_AUDIO = 'a WAV, MP3, M4A, OGG or FLAC file, or a video with sound';
export const ACCEPTED_VIDEO = 'an MP4, MOV, WebM or Matroska video';

/** What is kept in memory of an opened file. mediabunny keeps more, which fills with the length of a voice. */
const CACHE_BYTES = 2 ** 20;

Logging.level = LogLevel.Silent;

/** An opened audio or video file; `dispose` closes it. */
export type MediaFile = Input<FilePathSource>;

/**
 * Opens an audio or video file by its content.
 * @param field field of the caller's input that names the file
 * @throws GenesisError ASSET_UNREADABLE when it is missing, empty, of no known container, or an MP4 file that is cut off
 */
export async function openMediaFile(file: string, field: string, accepted: string): Promise<MediaFile> {
  const info = await stat(file).catch((cause: unknown) =>
    unreadable(field, 'the file cannot be opened', accepted, cause),
  );
  if (info.size === 0) unreadable(field, 'the file is empty', accepted);
  const input = new Input({
    source: boundedSource(file, { maxCacheSize: CACHE_BYTES, handleUnhandledError: () => {} }),
    formats: FORMATS,
  });
  try {
    const format = await input.getFormat();
    const fault = format === MP4 || format === QTFF ? await mp4Fault(file) : null;
    return fault === null ? input : unreadable(field, fault, accepted);
  } catch (cause) {
    input.dispose();
    if (cause instanceof GenesisError) throw cause;
    return unreadable(field, 'the file is of no known format', accepted, cause);
  }
}

/** Runs `use` on an opened file and closes it; failures inside the demuxer or a decoder become ASSET_UNREADABLE. */
export async function withMediaFile<T>(
  file: string,
  field: string,
  accepted: string,
  use: (input: MediaFile) => Promise<T>,
): Promise<T> {
  const input = await openMediaFile(file, field, accepted);
  try {
    return await use(input);
  } catch (cause) {
    throw asUnreadable(cause, field, accepted);
  } finally {
    input.dispose();
  }
}

/** Whether a track could be decoded if only the optional codecs were installed; loads them where they are. */
export async function needsCodecs(track: InputAudioTrack | InputVideoTrack): Promise<boolean> {
  return !(await track.canDecode()) && !(await loadServerCodecs());
}

/** Makes sure that a track can be decoded, loading the optional codecs when they are needed. */
export async function ensureDecodable(
  track: InputAudioTrack | InputVideoTrack,
  field: string,
  accepted: string,
): Promise<void> {
  const missing = await needsCodecs(track);
  if (await track.canDecode()) return;
  const codec = (await track.getCodec()) ?? 'an unknown codec';
  if (!missing) unreadable(field, `${codec} cannot be decoded`, accepted);
  unreadable(
    field,
    `decoding ${codec} needs the optional package ${CODEC_PACKAGE}`,
    `a WAV file, or install ${CODEC_PACKAGE}`,
  );
}

/** A GenesisError as it is, anything else as ASSET_UNREADABLE with it as the cause. */
export function asUnreadable(cause: unknown, field: string, accepted: string): GenesisError {
  if (cause instanceof GenesisError) return cause;
  const { code, message } = cause as NodeJS.ErrnoException;
  // What the system says has the file's path.
  const reason = cause instanceof Error ? (typeof code === 'string' ? code : message) : String(cause);
  return new GenesisError('ASSET_UNREADABLE', `${field}: the file cannot be decoded (${reason})`, {
    field,
    accepted,
    cause,
  });
}

export function unreadable(field: string, reason: string, accepted: string, cause?: unknown): never {
  throw new GenesisError('ASSET_UNREADABLE', `${field}: ${reason}`, { field, accepted, cause });
}
