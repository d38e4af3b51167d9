/** One window of a video. Frame numbers count from the video's start. */
export interface WindowPlan {
  readonly index: number;
  /** First frame of the window, overlap included. */
  readonly start: number;
  /** Frames sampled, 4n+1. */
  readonly frames: number;
  /** Frames at the window's start that the window before has already written. */
  readonly overlap: number;
  /** Frames that this window adds to the video. */
  readonly newFrames: number;
}

/**
 * Cuts a video into windows that overlap by `motionFrames`: 1 + ceil((total − window) / (window − motion)) of them.
 * The last one is sampled whole and written only as far as the video goes.
 */
export function planWindows(totalFrames: number, windowFrames: number, motionFrames: number): WindowPlan[] {
  const windows: WindowPlan[] = [];
  for (let written = 0; written < totalFrames; ) {
    const overlap = windows.length === 0 ? 0 : motionFrames;
    const newFrames = Math.min(windowFrames - overlap, totalFrames - written);
    windows.push({ index: windows.length, start: written - overlap, frames: windowFrames, overlap, newFrames });
    written += newFrames;
  }
  return windows;
}
