import { useState } from 'react';
import { useMutation } from 'urql';
import { type Failure, outcome } from '../api/failure.ts';
import { DeletePreset, UpdatePreset } from '../api/generated/presets.ts';
import type { CatalogueData, Preset } from '../api/use-catalogue.ts';
import { rowsOfSettings, settingDifferences } from '../generation/setting-rows.ts';
import { effective } from '../make/draft.ts';
import { DifferenceTable } from '../result/difference-table.tsx';
import { FailureContext } from '../settings/failure-context.ts';
import { SettingsForm } from '../settings/settings-form.tsx';
import { useText } from '../text/index.ts';
import { Button } from '../ui/button.tsx';
import { FailureCallout } from '../ui/callout.tsx';
import { TextField } from '../ui/text-field.tsx';
import { useStore } from '../use-store.ts';
import { type Edits, edits, effectiveEdits } from './edits.ts';
import { PresetActions } from './preset-actions.tsx';
import { PresetProblems } from './preset-problems.tsx';

interface Props {
  readonly catalogue: CatalogueData;
  readonly preset: Preset;
  /** Names of all presets. */
  readonly taken: readonly string[];
  /** A new preset was made of this one. */
  onCreated(id: string): void;
  /** Somebody else changed the presets meanwhile. */
  onStale(): void;
}

/** A preset's title, description and settings, and what saving would change. */
export function PresetEditor({ catalogue, preset, taken, onCreated, onStale }: Props) {
  const { presets: words, common } = useText();
  const own = useStore(edits)[preset.id] ?? {};
  const { title = preset.title, description = preset.description, overrides = {} } = own;
  const change = (part: Edits) => edits.set({ [preset.id]: effectiveEdits({ ...own, ...part }, preset) });
  const forget = () => edits.set({ [preset.id]: undefined });
  const [failure, setFailure] = useState<Failure | null>(null);
  const [{ fetching }, update] = useMutation(UpdatePreset);
  const [, remove] = useMutation(DeletePreset);

  const rows = settingDifferences(
    [
      { name: words.titleField, value: preset.title },
      { name: words.description, value: preset.description },
      ...rowsOfSettings(preset.settings),
    ],
    [
      { name: words.titleField, value: title },
      { name: words.description, value: description },
      ...rowsOfSettings(effective(preset.settings, overrides)),
    ],
  );

  const save = async () => {
    // Words that are a translation of the shipped ones are not the user's.
    const input = {
      title: own.title,
      description: own.description,
      settings: overrides,
      expectedVersion: preset.version,
    };
    const { data, error } = await update({ id: preset.id, input });
    const problem = outcome(data?.updatePreset, error).failure;
    setFailure(problem);
    if (!problem) forget();
    else if (problem.code === 'PRESET_CONFLICT') onStale();
  };
  const onDelete = async () => {
    const { data, error } = await remove({ id: preset.id });
    const problem = outcome(data?.deletePreset, error).failure;
    setFailure(problem);
    if (!problem) forget();
  };

  return (
    <FailureContext value={failure}>
      <section className="card preset-editor" aria-label={preset.title}>
        <h2 className="section-title">{preset.title}</h2>
        <PresetProblems problems={catalogue.problems(preset)} />
        <PresetActions preset={preset} taken={taken} onCreated={onCreated} onDelete={() => void onDelete()} />
        <TextField label={words.titleField} value={title} onChange={(value) => change({ title: value })} />
        <TextField
          label={words.description}
          value={description}
          onChange={(value) => change({ description: value })}
          lines={3}
        />
        <SettingsForm
          catalogue={catalogue}
          base={preset.settings}
          overrides={overrides}
          onChange={(next) => change({ overrides: next })}
        />
        {failure ? <FailureCallout failure={failure} /> : null}
        {rows.length > 0 ? (
          <>
            <DifferenceTable rows={rows} title={words.changes} left={words.before} right={words.after} />
            <div className="actions">
              <Button look="primary" isDisabled={fetching} onPress={() => void save()}>
                {common.save}
              </Button>
              <Button
                look="quiet"
                onPress={() => {
                  forget();
                  setFailure(null);
                }}
              >
                {common.cancel}
              </Button>
            </div>
          </>
        ) : (
          <p className="muted">{words.unchanged}</p>
        )}
      </section>
    </FailureContext>
  );
}
