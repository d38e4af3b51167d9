export interface FrameSize {
  /** Pixels. */
  readonly height: number;
  /** Pixels. */
  readonly width: number;
}
