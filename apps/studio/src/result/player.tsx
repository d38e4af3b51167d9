import { type KeyboardEvent, type ReactNode, useRef } from 'react';
import type { Asset } from '../api/upload.ts';
import { useText } from '../text/index.ts';
import { PlayerControls } from './player-controls.tsx';
import { usePlayer } from './use-player.ts';
import { Wipe } from './wipe.tsx';

interface Props {
  readonly video: Asset;
  readonly fps: number;
  readonly frames: number;
  /** A second video, wiped over the first one. */
  readonly other: Asset | null;
  /** Shown below the timeline, along the same axis, for the second that is shown. */
  readonly below?: (second: number) => ReactNode;
}

const KEYS: Readonly<Record<string, number>> = { ',': -1, '.': 1, ArrowLeft: -1, ArrowRight: 1 };

/** The result with its sound: play, step by frame, and compare with another one. */
export function Player({ video, fps, frames, other, below }: Props) {
  const { result } = useText();
  const element = useRef<HTMLVideoElement>(null);
  const follower = useRef<HTMLVideoElement>(null);
  const player = usePlayer(element, follower, fps, frames);

  const onKeyDown = (event: KeyboardEvent) => {
    const target = event.target as HTMLElement;
    if (target.closest('input, [role=slider], [role=listbox]')) return;
    const step = KEYS[event.key];
    if (step !== undefined) player.stepFrames(step);
    else if (event.key === ' ' && target.tagName !== 'BUTTON') player.toggle();
    else return;
    event.preventDefault();
  };

  const shape = { aspectRatio: `${video.width ?? 1} / ${video.height ?? 1}` };
  const picture =
    video.kind === 'VIDEO' ? (
      // biome-ignore lint/a11y/useMediaCaption: the words are the user's own recording
      <video
        ref={element}
        className="player-video"
        style={shape}
        src={video.url}
        playsInline
        preload="auto"
        onClick={player.toggle}
        aria-label={result.player}
      />
    ) : (
      <img className="player-video" style={shape} src={video.url} alt={video.filename ?? result.player} />
    );
  return (
    <section className="player" aria-label={result.player} onKeyDown={onKeyDown}>
      <div className="player-stage">
        <Wipe first={picture} other={other} follower={follower} onLoaded={player.join} />
      </div>
      {video.kind === 'VIDEO' ? (
        <PlayerControls player={player} fps={fps} frames={frames}>
          {below?.(player.time)}
        </PlayerControls>
      ) : null}
    </section>
  );
}
