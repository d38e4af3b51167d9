import { useQuery } from 'urql';
import { SettingsFromVideo } from '../api/operations/make.ts';
import { useStore } from '../store.ts';
import { useText } from '../text/index.ts';
import { Button } from '../ui/button.tsx';
import { Callout } from '../ui/callout.tsx';
import { draft, voiceOf } from './draft.ts';
import { settingsInput } from './make-again.ts';

/** When the video that was dropped was made here: an offer to take over what it was made with. */
export function CarriedSettings() {
  const { make } = useText();
  const { source } = useStore(draft);
  const pause = source?.kind !== 'VIDEO';
  const [{ data }] = useQuery({ query: SettingsFromVideo, variables: { asset: source?.id ?? '' }, pause });
  const carried = pause ? undefined : data?.settingsFromVideo;
  if (!carried) return null;
  const take = () => {
    const { mode, prompt, negativePrompt, seed, preset, settings, image, video, audio } = carried;
    draft.set({
      mode,
      prompt,
      negativePrompt,
      seed,
      preset,
      prompts: [],
      source: image ?? video ?? source,
      voices: audio ? [voiceOf(audio)] : [],
      overrides: settingsInput(settings),
    });
  };
  return (
    <Callout tone="note" title={make.carried}>
      <Button onPress={take}>{make.takeCarried}</Button>
    </Callout>
  );
}
