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
import { hasImpossibleTables } from './mp4-tables.ts';
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
 * @throws GenesisError ASSET_UNREADABLE when it is missing, empty or of no known container
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
    if ((format !== MP4 && format !== QTFF) || !(await hasImpossibleTables(file))) return input;
  } catch (cause) {
    input.dispose();
    return unreadable(field, 'the file is of no known format', accepted, cause);
  }
  input.dispose();
  return unreadable(field, 'it claims more samples or parts than a file can have', accepted);
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

/** Makes sure that a track can be decoded, loading the optional codecs when they are needed. */
export async function ensureDecodable(
  track: InputAudioTrack | InputVideoTrack,
  field: string,
  accepted: string,
): Promise<void> {
  if (await track.canDecode()) return;
  const loaded = await loadServerCodecs();
  if (loaded && (await track.canDecode())) return;
  const codec = (await track.getCodec()) ?? 'an unknown codec';
  if (loaded) unreadable(field, `${codec} cannot be decoded`, accepted);
  unreadable(
    field,
    `decoding ${codec} needs the optional package ${CODEC_PACKAGE}`,
    `a WAV file, or install ${CODEC_PACKAGE}`,
  );
}

/** A GenesisError as it is, anything else as ASSET_UNREADABLE with it as the cause. */
export function asUnreadable(cause: unknown, field: string, accepted: string): GenesisError {
  if (cause instanceof GenesisError) return cause;
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new GenesisError('ASSET_UNREADABLE', `${field}: the file cannot be decoded (${reason})`, {
    field,
    accepted,
    cause,
  });
}

export function unreadable(field: string, reason: string, accepted: string, cause?: unknown): never {
  throw new GenesisError('ASSET_UNREADABLE', `${field}: ${reason}`, { field, accepted, cause });
}
