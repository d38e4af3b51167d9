import { useState } from 'react';
import { useQuery } from 'urql';
import { SettingsFromVideo } from '../api/generated/make.ts';
import { settingName } from '../generation/setting-names.ts';
import { useText } from '../text/index.ts';
import { Button } from '../ui/button.tsx';
import { Callout } from '../ui/callout.tsx';
import { useStore } from '../use-store.ts';
import { draft } from './draft.ts';
import { makeAgain } from './make-again.ts';

/** What was not here, in a list of its own. */
function Missing({ fields, title }: { readonly fields: readonly string[]; readonly title: string }) {
  const text = useText();
  if (fields.length === 0) return null;
  return (
    <>
      <p>{title}</p>
      <ul className="missing-list">
        {fields.map((field) => (
          <li key={field}>{settingName(field, text)}</li>
        ))}
      </ul>
    </>
  );
}

/** When the video that was dropped was made here: an offer to take over what it was made with. */
export function CarriedSettings() {
  const { make, common } = useText();
  const { source } = useStore(draft);
  const pause = source?.kind !== 'VIDEO';
  const [{ data }] = useQuery({ query: SettingsFromVideo, variables: { asset: source?.id ?? '' }, pause });
  const [left, setLeft] = useState<readonly string[]>([]);
  const carried = pause ? undefined : data?.settingsFromVideo;
  if (carried) {
    const take = () => {
      makeAgain(carried, carried.missing);
      setLeft(carried.missing);
    };
    return (
      <Callout tone="note" title={make.carried}>
        <Missing fields={carried.missing} title={make.carriedWithout} />
        <Button onPress={take}>{make.takeCarried}</Button>
      </Callout>
    );
  }
  if (left.length === 0) return null;
  return (
    <Callout tone="note" title={make.carriedTaken}>
      <Missing fields={left} title={make.carriedMissing} />
      <Button look="quiet" onPress={() => setLeft([])}>
        {common.close}
      </Button>
    </Callout>
  );
}
