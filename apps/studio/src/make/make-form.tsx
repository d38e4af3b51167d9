import { RotateCcw } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useMutation } from 'urql';
import { useLocation } from 'wouter';
import { type Failure, outcome } from '../api/failure.ts';
import { StartGeneration } from '../api/generated/make.ts';
import type { CatalogueData, Preset, Settings } from '../api/use-catalogue.ts';
import { ForecastPanel } from '../forecast/forecast-panel.tsx';
import { seconds } from '../format.ts';
import { PresetProblems } from '../presets/preset-problems.tsx';
import { FailureContext } from '../settings/failure-context.ts';
import { SettingsForm } from '../settings/settings-form.tsx';
import { useText } from '../text/index.ts';
import { Button } from '../ui/button.tsx';
import { FailureCallout } from '../ui/callout.tsx';
import { useStore } from '../use-store.ts';
import { draft, lengthOf, type Overrides, requestOf, voiceSeconds, withOverride } from './draft.ts';
import { PresetPicker } from './preset-picker.tsx';
import { ModeToggle, Prompts, Seed } from './prompt-fields.tsx';
import { StartLatents } from './start-latents.tsx';

/** Fields that show their own refusal and are never folded away; any other refusal is shown above the button. */
const SHOWN_IN_PLACE = /^(prompt|negativePrompt|seed)$/;

function Folds({ catalogue, preset }: { readonly catalogue: CatalogueData; readonly preset: Preset }) {
  const { make } = useText();
  const { overrides } = useStore(draft);
  const changed = Object.keys(overrides).length > 0;
  return (
    <section className="fold-group" aria-label={make.allSettings}>
      <header className="fold-header">
        <h2 className="section-title">{make.allSettings}</h2>
        {changed ? (
          <Button look="quiet" icon={<RotateCcw size={14} aria-hidden />} onPress={() => draft.set({ overrides: {} })}>
            {make.reset}
          </Button>
        ) : null}
      </header>
      <SettingsForm
        catalogue={catalogue}
        base={preset.settings}
        overrides={overrides}
        onChange={(next) => draft.set({ overrides: next })}
      />
      <Seed />
      <StartLatents />
    </section>
  );
}

interface Props {
  readonly catalogue: CatalogueData | null;
  /** The catalogue is on its way. */
  readonly loading: boolean;
  readonly preset: Preset | null;
  /** The preset's settings with what was changed. */
  readonly settings: Settings | null;
}

export function MakeForm({ catalogue, loading, preset, settings }: Props) {
  const { make, common } = useText();
  const [, navigate] = useLocation();
  const [{ fetching }, start] = useMutation(StartGeneration);
  const [failure, setFailure] = useState<Failure | null>(null);
  const form = useRef<HTMLDivElement>(null);
  // The button is always in sight, the field at fault may not be.
  useEffect(() => {
    if (failure) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [failure]);
  const current = useStore(draft);

  const override = <Key extends keyof Overrides>(key: Key, value: Overrides[Key] | undefined) =>
    draft.set({ overrides: withOverride(draft.get().overrides, key, value) });
  // A budget says something about the machine, not about the preset: it stays.
  const choosePreset = (name: string) => {
    const { memoryBudget } = draft.get().overrides;
    const limited = memoryBudget?.ramBytes != null || memoryBudget?.vramBytes != null;
    draft.set({ preset: name, overrides: limited ? { memoryBudget } : {} });
  };

  const submit = async () => {
    if (!preset) return;
    setFailure(null);
    const { pathname } = location;
    const { data, error } = await start({
      input: requestOf(current, preset.name),
      idempotencyKey: crypto.randomUUID(),
    });
    const { failure: problem, value } = outcome(data?.startGeneration, error);
    if (problem) setFailure(problem);
    // Who has gone elsewhere meanwhile is left there.
    else if (location.pathname === pathname) navigate(`/generations/${value.generation.id}`);
  };

  // What was set otherwise stands for itself: the forecast says whether that is there.
  const lacks =
    preset && catalogue?.problems(preset).filter(({ field }) => !(String(field).split('.')[0]! in current.overrides));
  const lacksVoice = current.mode === 'INFINITETALK' && current.voices.some(({ audio }) => audio === null);
  const length = settings ? lengthOf(settings, voiceSeconds(current)) : null;
  const estimate =
    settings && length
      ? `${make.estimate(length.frames, seconds(length.frames / settings.fps))} · ${make.windows(length.windows)}`
      : '';
  return (
    <FailureContext value={failure}>
      <div className="make-settings" ref={form}>
        <ModeToggle />
        <Prompts />
        {loading ? <p className="muted">{common.loading} …</p> : null}
        {catalogue && preset ? (
          <>
            <PresetPicker catalogue={catalogue} value={preset.name} onChange={choosePreset} />
            <PresetProblems problems={lacks ?? []} />
            <ForecastPanel
              catalogue={catalogue}
              input={requestOf(current, preset.name)}
              budget={settings?.memoryBudget ?? {}}
              onBudget={(budget) => override('memoryBudget', budget)}
              onStrategy={(id) => override('memory', { id })}
              onPreset={choosePreset}
            />
            <Folds catalogue={catalogue} preset={preset} />
          </>
        ) : null}
        <div className="make-start">
          {failure && !SHOWN_IN_PLACE.test(failure.field ?? '') ? <FailureCallout failure={failure} /> : null}
          <p className="make-estimate">
            {current.source === null ? make.needsImage : lacksVoice ? make.needsVoice : estimate}
          </p>
          <Button
            look="primary"
            isDisabled={current.source === null || lacksVoice || preset === null || fetching}
            onPress={() => void submit()}
          >
            {fetching ? make.starting : make.start}
          </Button>
        </div>
      </div>
    </FailureContext>
  );
}
