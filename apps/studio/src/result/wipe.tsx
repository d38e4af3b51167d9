import { type ReactNode, type RefObject, useState } from 'react';
import { Slider, SliderThumb, SliderTrack } from 'react-aria-components/Slider';
import type { Asset } from '../api/upload.ts';
import { useText } from '../text/index.ts';

interface Props {
  readonly first: ReactNode;
  readonly other: Asset;
  /** The other one's player, which follows the first one's. */
  readonly follower: RefObject<HTMLVideoElement | null>;
}

/** Two results on top of each other; a slider moves the edge between them. Left of it is the first one. */
export function Wipe({ first, other, follower }: Props) {
  const { result } = useText();
  const [edge, setEdge] = useState(50);
  const clip = { clipPath: `inset(0 0 0 ${edge}%)` };
  return (
    <div className="wipe">
      {first}
      {other.kind === 'VIDEO' ? (
        <video ref={follower} className="wipe-other" style={clip} src={other.url} muted playsInline preload="auto" />
      ) : (
        <img className="wipe-other" style={clip} src={other.url} alt="" />
      )}
      <span className="wipe-tag wipe-tag-first" aria-hidden>
        {result.thisOne}
      </span>
      <span className="wipe-tag wipe-tag-other" aria-hidden>
        {result.otherOne}
      </span>
      <Slider
        className="wipe-slider"
        aria-label={result.wipe}
        value={edge}
        onChange={setEdge}
        minValue={0}
        maxValue={100}
      >
        <SliderTrack className="wipe-track">
          <SliderThumb className="wipe-thumb">
            <span className="wipe-line" />
          </SliderThumb>
        </SliderTrack>
      </Slider>
    </div>
  );
}
