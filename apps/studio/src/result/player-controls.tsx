import { Pause, Play, StepBack, StepForward, Volume2, VolumeX } from 'lucide-react';
import type { ReactNode } from 'react';
import { Slider, SliderThumb, SliderTrack } from 'react-aria-components/Slider';
import { timecode } from '../format.ts';
import { useText } from '../text/index.ts';
import { Button } from '../ui/button.tsx';
import type { Player } from './use-player.ts';

interface Props {
  readonly player: Player;
  readonly fps: number;
  readonly frames: number;
  readonly children?: ReactNode;
}

export function PlayerControls({ player, fps, frames, children }: Props) {
  const { result } = useText();
  const { time, playing, muted } = player;
  const length = frames / fps;
  const frame = Math.min(frames, Math.floor(time * fps + 1e-6) + 1);
  return (
    <div className="player-controls">
      <Slider
        className="timeline"
        aria-label={result.position}
        minValue={0}
        maxValue={length}
        step={1 / fps}
        value={Math.min(time, length)}
        onChange={player.seek}
      >
        <SliderTrack className="timeline-track">
          <span className="timeline-done" style={{ inlineSize: `${(Math.min(time, length) / length) * 100}%` }} />
          <SliderThumb className="timeline-thumb" />
        </SliderTrack>
      </Slider>
      {children}
      <div className="player-row">
        <Button
          look="quiet"
          aria-label={result.previousFrame}
          icon={<StepBack size={18} aria-hidden />}
          onPress={() => player.stepFrames(-1)}
        />
        <Button
          look="primary"
          aria-label={playing ? result.pause : result.play}
          icon={playing ? <Pause size={18} aria-hidden /> : <Play size={18} aria-hidden />}
          onPress={player.toggle}
        />
        <Button
          look="quiet"
          aria-label={result.nextFrame}
          icon={<StepForward size={18} aria-hidden />}
          onPress={() => player.stepFrames(1)}
        />
        <span className="player-time">
          {timecode(time)} <span className="muted">/ {timecode(length)}</span>
        </span>
        <span className="player-frame muted">{result.frame(frame, frames)}</span>
        <Button
          look="quiet"
          aria-label={muted ? result.unmute : result.mute}
          icon={muted ? <VolumeX size={18} aria-hidden /> : <Volume2 size={18} aria-hidden />}
          onPress={player.toggleSound}
        />
      </div>
    </div>
  );
}
