import { Sparkles } from 'lucide-react';
import { failureFrom } from '../api/failure.ts';
import { useCatalogue } from '../api/use-catalogue.ts';
import { useStore } from '../store.ts';
import { useText } from '../text/index.ts';
import { Button } from '../ui/button.tsx';
import { FailureCallout } from '../ui/callout.tsx';
import { draft, effective } from './draft.ts';
import { MakeForm } from './make-form.tsx';
import { PortraitCard } from './portrait-card.tsx';
import { firstUsable } from './preset-picker.tsx';
import { useInputs } from './use-inputs.ts';
import { VoiceCard } from './voice-card.tsx';

/** Where everything begins: what goes in on the left, how it is made on the right. */
export function MakePage() {
  const { make, common, errors } = useText();
  const { catalogue, error, reload } = useCatalogue();
  const current = useStore(draft);
  const inputs = useInputs();
  const preset =
    catalogue?.presets.find(({ name }) => name === current.preset) ?? (catalogue && firstUsable(catalogue));
  const settings = preset ? effective(preset.settings, current.overrides) : null;
  return (
    <>
      <header className="page-header">
        <h1>{make.title}</h1>
        <p className="lead">{make.lead}</p>
      </header>
      {error ? (
        <FailureCallout
          failure={error.networkError ? { ...failureFrom(error), message: errors.unreachable } : failureFrom(error)}
        >
          <Button onPress={reload}>{common.retry}</Button>
        </FailureCallout>
      ) : null}
      <div className="make">
        <div className="make-inputs">
          <PortraitCard
            image={current.image}
            title={current.mode === 'I2V' ? make.picture : make.portrait}
            upload={inputs.portrait}
            size={settings}
            onFile={(file) => void inputs.add(file)}
            onRemove={() => draft.set({ image: null })}
          />
          {current.mode === 'I2V' ? null : (
            <VoiceCard
              audio={current.audio}
              upload={inputs.voice}
              onFile={(file, name) => void (file instanceof File ? inputs.add(file) : inputs.addVoice(file, name))}
              onRemove={() => draft.set({ audio: null })}
            />
          )}
          {current.image === null && current.audio === null ? (
            <Button look="quiet" icon={<Sparkles size={16} aria-hidden />} onPress={() => void inputs.addSample()}>
              {make.sample}
            </Button>
          ) : null}
        </div>
        <MakeForm catalogue={catalogue} preset={preset} settings={settings} />
      </div>
    </>
  );
}
