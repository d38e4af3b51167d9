import { type ReactNode, type RefObject, useState } from 'react';
import { Slider, SliderThumb, SliderTrack } from 'react-aria-components/Slider';
import type { Asset } from '../api/upload.ts';
import { useText } from '../text/index.ts';

interface OtherProps {
  readonly other: Asset;
  /** The other one's player, which follows the first one's. */
  readonly follower: RefObject<HTMLVideoElement | null>;
  /** The other one can be shown. */
  onLoaded(): void;
}

/** The other result, right of an edge that a slider moves. */
function Other({ other, follower, onLoaded }: OtherProps) {
  const { result } = useText();
  const [edge, setEdge] = useState(50);
  const clip = { clipPath: `inset(0 0 0 ${edge}%)` };
  return (
    <>
      {other.kind === 'VIDEO' ? (
        <video
          ref={follower}
          className="wipe-other"
          style={clip}
          src={other.url}
          muted
          playsInline
          preload="auto"
          onLoadedData={onLoaded}
        />
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
    </>
  );
}

interface Props {
  readonly first: ReactNode;
  /** null: the first one is shown alone. */
  readonly other: Asset | null;
  readonly follower: RefObject<HTMLVideoElement | null>;
  onLoaded(): void;
}

/** A result, and another one over it. The first one stays the same element, so that it plays on. */
export function Wipe({ first, other, follower, onLoaded }: Props) {
  return (
    <div className="wipe">
      {first}
      {other ? <Other key={other.id} other={other} follower={follower} onLoaded={onLoaded} /> : null}
    </div>
  );
}
