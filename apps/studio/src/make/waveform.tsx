import { Pause, Play } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { seconds } from '../format.ts';
import { useText } from '../text/index.ts';
import { Button } from '../ui/button.tsx';
import { waveformOf } from './peaks.ts';

const BARS = 96;

interface Props {
  readonly url: string;
  readonly duration: number;
}

/** The voice as bars that fill as it plays. */
export function Waveform({ url, duration }: Props) {
  const { make } = useText();
  const audio = useRef<HTMLAudioElement>(null);
  const [bars, setBars] = useState<readonly number[] | null>(null);
  const [playing, setPlaying] = useState(false);
  const [played, setPlayed] = useState(0);

  useEffect(() => {
    let current = true;
    waveformOf(url, BARS).then((made) => {
      if (current) setBars(made);
    });
    return () => {
      current = false;
    };
  }, [url]);

  const toggle = () => (playing ? audio.current?.pause() : void audio.current?.play().catch(() => setPlaying(false)));
  return (
    <div className="waveform">
      <Button
        look="plain"
        aria-label={playing ? make.pause : make.play}
        icon={playing ? <Pause size={16} aria-hidden /> : <Play size={16} aria-hidden />}
        onPress={toggle}
      />
      <svg
        className="waveform-bars"
        viewBox={`0 0 ${BARS * 3} 40`}
        preserveAspectRatio="none"
        role="img"
        aria-label={make.waveform(seconds(duration))}
      >
        {(bars ?? Array<number>(BARS).fill(0)).map((bar, index) => {
          const height = Math.max(1.5, bar * 38);
          const done = index / BARS < played;
          return (
            <rect
              // biome-ignore lint/suspicious/noArrayIndexKey: a bar is its place
              key={index}
              x={index * 3}
              y={20 - height / 2}
              width={2}
              height={height}
              rx={1}
              className={done ? 'bar bar-played' : 'bar'}
            />
          );
        })}
      </svg>
      {/* biome-ignore lint/a11y/useMediaCaption: what is said is the user's own recording */}
      <audio
        ref={audio}
        src={url}
        preload="none"
        onPlay={() => setPlaying(true)}
        onPause={() => setPlaying(false)}
        onEnded={() => setPlayed(0)}
        onTimeUpdate={({ currentTarget }) => setPlayed(currentTarget.currentTime / duration)}
      />
    </div>
  );
}
