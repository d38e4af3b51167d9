import { X } from 'lucide-react';
import { Link } from 'wouter';
import { useStore } from '../store.ts';
import { useText } from '../text/index.ts';
import { Button } from '../ui/button.tsx';
import { draft } from './draft.ts';

/** The generation whose latents the windows start from, where there is one: it can be taken away, not chosen. */
export function StartLatents() {
  const { make, common } = useText();
  const { startLatents } = useStore(draft);
  if (startLatents === null) return null;
  return (
    <p className="form-row">
      <span className="grow">
        {make.startLatents} <Link href={`/generations/${startLatents}`}>{make.anotherGeneration}</Link>
      </span>
      <Button
        look="quiet"
        aria-label={`${common.remove}: ${make.inputs.startLatents}`}
        icon={<X size={16} aria-hidden />}
        onPress={() => draft.set({ startLatents: null })}
      />
    </p>
  );
}
