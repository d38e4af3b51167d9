import { useState } from 'react';
import type { Generation } from '../generation/generation-page.tsx';
import { useText } from '../text/index.ts';

interface Props {
  readonly generation: Generation;
  /** Picture of what is being sampled; null: there is none now. */
  readonly preview: string | null;
}

/** What is being sampled as it takes shape, with the source beside it; the source alone while there is nothing yet. */
export function WatchPicture({ generation, preview }: Props) {
  const { watch } = useText();
  // A preview may be gone by the time that it is asked for.
  const [gone, setGone] = useState<string | null>(null);
  const source = (generation.image ?? generation.video)?.thumbnail;
  return (
    <div className="watch-pictures">
      {source ? <img className="watch-picture" src={source} alt="" /> : null}
      {preview && preview !== gone ? (
        <img className="watch-picture" src={preview} alt={watch.preview} onError={() => setGone(preview)} />
      ) : null}
    </div>
  );
}
