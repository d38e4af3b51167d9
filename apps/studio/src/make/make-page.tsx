import { Sparkles } from 'lucide-react';
import { useState } from 'react';
import { failureFrom } from '../api/failure.ts';
import { useCatalogue } from '../api/use-catalogue.ts';
import { withUserDefaults } from '../settings/plugin-settings.ts';
import { useText } from '../text/index.ts';
import { Button } from '../ui/button.tsx';
import { FailureCallout } from '../ui/callout.tsx';
import { useStore } from '../use-store.ts';
import { CarriedSettings } from './carried-settings.tsx';
import { draft, effective } from './draft.ts';
import { MakeForm } from './make-form.tsx';
import { PortraitCard } from './portrait-card.tsx';
import { firstUsable } from './preset-picker.tsx';
import { useInputs } from './use-inputs.ts';
import { VoiceCard } from './voice-card.tsx';

/** Where everything begins: what goes in on the left, how it is made on the right. */
export function MakePage() {
  const { make, common } = useText();
  const { catalogue, error, reload } = useCatalogue();
  const current = useStore(draft);
  const inputs = useInputs();
  const [drawing, setDrawing] = useState<number | null>(null);
  const chosen =
    catalogue?.presets.find(({ name }) => name === current.preset) ?? (catalogue && firstUsable(catalogue));
  const preset = chosen && catalogue && { ...chosen, settings: withUserDefaults(chosen.settings, catalogue.plugins) };
  const settings = preset ? effective(preset.settings, current.overrides) : null;
  return (
    <>
      <header className="page-header">
        <h1>{make.title}</h1>
        <p className="lead">{make.lead}</p>
      </header>
      {error ? (
        <FailureCallout failure={failureFrom(error)}>
          <Button onPress={reload}>{common.retry}</Button>
        </FailureCallout>
      ) : null}
      <div className="make">
        <div className="make-inputs">
          <PortraitCard
            title={current.mode === 'I2V' ? make.picture : make.portrait}
            size={settings}
            onFile={(file) => void inputs.addSource(file, file.name)}
            drawing={drawing}
            onDrawn={(box) => {
              const { voices } = draft.get();
              if (drawing !== null && voices[drawing]) {
                draft.set({ voices: voices.with(drawing, { ...voices[drawing], box, mask: null }) });
              }
              setDrawing(null);
            }}
          />
          <CarriedSettings />
          {current.mode === 'I2V' ? null : (
            <VoiceCard
              onFile={(file, name) => void inputs.addVoice(file, name)}
              drawing={drawing}
              onDrawing={setDrawing}
            />
          )}
          {current.source === null && current.voices.length === 0 ? (
            <Button look="quiet" icon={<Sparkles size={16} aria-hidden />} onPress={() => void inputs.addSample()}>
              {make.sample}
            </Button>
          ) : null}
        </div>
        <MakeForm catalogue={catalogue} loading={!catalogue && !error} preset={preset} settings={settings} />
      </div>
    </>
  );
}
