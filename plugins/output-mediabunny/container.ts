import type { AudioCodec, OutputFormat, VideoCodec } from 'mediabunny';

/** What tells one file kind from another. */
export interface Container {
  readonly extension: string;
  readonly mimeType: string;
  readonly videoCodec: VideoCodec;
  readonly audioCodec: AudioCodec;
  /** The most that the audio encoder takes, in bits per second and channel. */
  readonly audioBitrateLimit: number;
  /** Samples that the audio encoder puts before the first one of its input; the file tells players to drop them. */
  readonly audioPriming: number;
  /** A muxer that streams to its file and holds an index only. */
  format(): OutputFormat;
  /** A muxer of its sound alone that holds nothing. */
  soundFormat(): OutputFormat;
  /** A video packet without what differs from machine to machine. */
  cleanPacket(data: Uint8Array): Uint8Array;
  /** Makes a finished file equal for equal input: takes out the time of day. */
  settle(file: string): Promise<void>;
}

export interface EncodingOptions {
  readonly quantizer: number;
  readonly audioBitrate: number;
}
