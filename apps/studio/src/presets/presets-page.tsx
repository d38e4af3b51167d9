import { Upload } from 'lucide-react';
import { useState } from 'react';
import { FileTrigger } from 'react-aria-components/FileTrigger';
import { useMutation } from 'urql';
import { type Failure, failureFrom, outcome } from '../api/failure.ts';
import { CreatePreset, ImportComfyWorkflow } from '../api/generated/presets.ts';
import { useCatalogue } from '../api/use-catalogue.ts';
import { useLocale } from '../api/use-locale.ts';
import { useText } from '../text/index.ts';
import { Button } from '../ui/button.tsx';
import { FailureCallout } from '../ui/callout.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { useStore } from '../use-store.ts';
import { edits } from './edits.ts';
import { ImportReport, type WorkflowImport } from './import-report.tsx';
import { PresetEditor } from './preset-editor.tsx';
import { freeName, nameFor, readPreset } from './preset-file.ts';
import { PresetLack } from './preset-problems.tsx';

/** Every preset, and the one that is looked at. */
export default function PresetsPage() {
  const { presets: words } = useText();
  const { catalogue, error: missing, reload } = useCatalogue();
  const changed = useStore(edits);
  const locale = useLocale();
  const [chosen, setChosen] = useState<string | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [imported, setImported] = useState<WorkflowImport | null>(null);
  const [, create] = useMutation(CreatePreset);
  const [, importWorkflow] = useMutation(ImportComfyWorkflow);
  const presets = catalogue?.presets ?? [];
  const preset = presets.find(({ id }) => id === chosen) ?? presets[0];

  const onImport = async (file: File) => {
    const text = await file.text();
    const taken = presets.map(({ name }) => name);
    const read = readPreset(text, file.name);
    if (read) {
      const { data, error } = await create({ input: { ...read, name: freeName(read.name, taken) } });
      const { failure: problem, value } = outcome(data?.createPreset, error);
      setFailure(problem);
      if (value) setChosen(value.preset.id);
      return;
    }
    const { data, error } = await importWorkflow({
      locale,
      json: text,
      presetName: freeName(nameFor(file.name), taken),
      basedOn: preset?.name,
    });
    const { failure: problem, value } = outcome(data?.importComfyWorkflow, error);
    setFailure(problem);
    setImported(value?.import ?? null);
    if (value?.import.preset) setChosen(value.import.preset.id);
  };

  return (
    <>
      <header className="page-header page-header-row">
        <div>
          <h1>{words.title}</h1>
          <p className="lead">{words.lead}</p>
        </div>
        <div className="import">
          <FileTrigger
            acceptedFileTypes={['application/json']}
            onSelect={(files) => {
              if (files?.[0]) void onImport(files[0]);
            }}
          >
            <Button icon={<Upload size={16} aria-hidden />}>{words.import}</Button>
          </FileTrigger>
          <p className="muted">{words.importNote}</p>
        </div>
      </header>
      {missing ? <FailureCallout failure={failureFrom(missing)} /> : null}
      {failure ? <FailureCallout failure={failure} /> : null}
      <Dialog title={words.importReport} open={imported !== null} onClose={() => setImported(null)} wide>
        {imported ? <ImportReport report={imported.report} /> : null}
      </Dialog>
      <div className="split">
        <nav aria-label={words.list}>
          <ul className="side-list">
            {catalogue?.presets.map((one) => (
              <li key={one.id}>
                <button
                  type="button"
                  className="side-item"
                  aria-current={one.id === preset?.id}
                  onClick={() => setChosen(one.id)}
                >
                  <span className="preset-title">{one.title}</span>
                  <span className="muted">
                    {[
                      one.name,
                      one.builtIn ? words.builtIn : null,
                      words.version(one.version),
                      changed[one.id] ? words.changed : null,
                    ]
                      .filter(Boolean)
                      .join(' · ')}
                  </span>
                  <PresetLack problems={catalogue.problems(one)} />
                </button>
              </li>
            ))}
          </ul>
        </nav>
        {catalogue && preset ? (
          <PresetEditor
            key={preset.id}
            catalogue={catalogue}
            preset={preset}
            taken={presets.map(({ name }) => name)}
            onCreated={setChosen}
            onStale={reload}
          />
        ) : null}
      </div>
    </>
  );
}
