import type { Contribution, Unavailability } from './plugin.ts';

/** RGB frames of one video, 8 bit, `[frames, height, width, 3]`, streamed. */
export interface VideoFormat {
  readonly width: number;
  readonly height: number;
  /** Frames per second. */
  readonly fps: number;
}

/** Mono or stereo PCM to be muxed. */
export interface AudioTrack {
  readonly sampleRate: number;
  readonly channels: number;
  /** Interleaved float32 in [-1, 1], in pieces of any length; read once. */
  readonly pieces: AsyncIterable<Float32Array>;
}

/**
 * Writes one window of frames to a segment file of its own. Segments are independent (each starts with a key
 * frame), so that a finished window survives a crash and the final file is joined without encoding again. A call that has
 * not ended after ten minutes is taken for one that never will, and the run fails.
 */
export interface SegmentWriter {
  /** One frame, RGB, `[height, width, 3]`. Resolves when the encoder can take the next one. */
  write(frame: Uint8Array): Promise<void>;
  /** Finishes the file and returns its size in bytes. */
  close(): Promise<number>;
  /** Ends without a usable file. */
  abort(): Promise<void>;
}

export interface JoinRequest {
  /** Segment files in playing order. */
  readonly segments: readonly string[];
  readonly target: string;
  readonly format: VideoFormat;
  readonly audio: AudioTrack | null;
  /** Embedded as a comment: the resolved settings and the seed as JSON. */
  readonly metadata: Readonly<Record<string, string>>;
}

export interface VideoOutput {
  /** File extension with its dot, of the final file. */
  readonly extension: string;
  readonly mimeType: string;
  /** File extension with its dot, of a segment. */
  readonly segmentExtension: string;
  openSegment(file: string, format: VideoFormat): Promise<SegmentWriter>;
  /** May take as long as it needs; that it does is told in the run's log. */
  join(request: JoinRequest): Promise<void>;
}

export interface OutputCapabilities {
  readonly audio: boolean;
}

export interface OutputContribution<Options = unknown> extends Contribution<'output', Options, VideoOutput> {
  readonly capabilities: OutputCapabilities;
  /** null when it can run here, else why not (a missing optional dependency). */
  unavailable(): Promise<string | Unavailability | null>;
}
