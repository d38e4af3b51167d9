import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { useText } from '../text/index.ts';
import { Button } from '../ui/button.tsx';
import { useStore } from '../use-store.ts';
import { draft } from './draft.ts';

function Start({
  of,
  name,
  onRemove,
}: {
  readonly of: ReactNode;
  /** Of what is taken away. */
  readonly name: string;
  onRemove(): void;
}) {
  const { make, common } = useText();
  return (
    <p className="form-row">
      <span className="grow">
        {make.startLatents} {of}
      </span>
      <Button
        look="quiet"
        aria-label={`${common.remove}: ${name}`}
        icon={<X size={16} aria-hidden />}
        onPress={onRemove}
      />
    </p>
  );
}

/**
 * The generation, or the video besides the picture, whose latents the windows start from, where there is one: it can be
 * taken away, not chosen.
 */
export function StartLatents() {
  const { make } = useText();
  const { startLatents, startVideo } = useStore(draft);
  return (
    <>
      {startLatents ? (
        <Start
          of={<Link href={`/generations/${startLatents}`}>{make.anotherGeneration}</Link>}
          name={make.inputs.startLatents}
          onRemove={() => draft.set({ startLatents: null })}
        />
      ) : null}
      {startVideo ? (
        <Start of={startVideo.filename} name={make.inputs.video} onRemove={() => draft.set({ startVideo: null })} />
      ) : null}
    </>
  );
}
