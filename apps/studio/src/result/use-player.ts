import { type RefObject, useCallback, useEffect, useState } from 'react';

export interface Player {
  readonly playing: boolean;
  readonly muted: boolean;
  /** Seconds. */
  readonly time: number;
  toggle(): void;
  toggleSound(): void;
  seek(seconds: number): void;
  /** Pauses and moves by whole frames. */
  stepFrames(frames: number): void;
  /** Brings the follower, which has just been loaded, to where this one is. */
  join(): void;
}

/** Drives a video element, and whatever follows it. `time` changes with each frame that is shown. */
export function usePlayer(
  video: RefObject<HTMLVideoElement | null>,
  follower: RefObject<HTMLVideoElement | null>,
  fps: number,
  frames: number,
): Player {
  const [playing, setPlaying] = useState(false);
  const [muted, setMuted] = useState(false);
  const [time, setTime] = useState(0);

  useEffect(() => {
    const element = video.current;
    if (!element) return;
    let frame = 0;
    const tick = () => {
      setTime(element.currentTime);
      const other = follower.current;
      // Two players drift apart; a frame's difference is where it begins to show.
      if (other && Math.abs(other.currentTime - element.currentTime) > 1 / fps) other.currentTime = element.currentTime;
      if (!element.paused) frame = requestAnimationFrame(tick);
    };
    const onPlay = () => {
      setPlaying(true);
      void follower.current?.play().catch(() => {});
      frame = requestAnimationFrame(tick);
    };
    const onPause = () => {
      setPlaying(false);
      follower.current?.pause();
      tick();
    };
    const listeners = { play: onPlay, pause: onPause, seeked: tick, loadeddata: tick } as const;
    for (const [name, listener] of Object.entries(listeners)) element.addEventListener(name, listener);
    return () => {
      cancelAnimationFrame(frame);
      for (const [name, listener] of Object.entries(listeners)) element.removeEventListener(name, listener);
    };
  }, [video, follower, fps]);

  const seek = useCallback(
    (seconds: number) => {
      const element = video.current;
      if (!element) return;
      element.currentTime = seconds;
      setTime(seconds);
    },
    [video],
  );
  return {
    playing,
    muted,
    time,
    seek,
    join: () => {
      const [element, other] = [video.current, follower.current];
      if (!element || !other) return;
      other.currentTime = element.currentTime;
      if (!element.paused) void other.play().catch(() => {});
    },
    toggle: () => {
      const element = video.current;
      if (!element) return;
      if (element.paused) void element.play().catch(() => {});
      else element.pause();
    },
    toggleSound: () => {
      setMuted(!muted);
      if (video.current) video.current.muted = !muted;
    },
    stepFrames: (count) => {
      const element = video.current;
      if (!element) return;
      element.pause();
      // At the end the time is that of the edge behind the last frame.
      const current = Math.min(frames - 1, Math.round(element.currentTime * fps - 0.5));
      const target = Math.min(frames - 1, Math.max(0, current + count));
      // The middle of a frame: its edges belong to either neighbour after rounding.
      seek((target + 0.5) / fps);
    },
  };
}
