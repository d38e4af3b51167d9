import { Copy, Download, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useMutation } from 'urql';
import { useLocation } from 'wouter';
import { type Failure, outcome } from '../api/failure.ts';
import { CreatePreset } from '../api/generated/presets.ts';
import type { Preset } from '../api/use-catalogue.ts';
import { draft } from '../make/draft.ts';
import { useText } from '../text/index.ts';
import { Button } from '../ui/button.tsx';
import { FailureCallout } from '../ui/callout.tsx';
import { ConfirmedButton } from '../ui/confirmed-button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { TextField } from '../ui/text-field.tsx';
import { downloadText, exportPreset, freeName } from './preset-file.ts';

interface Props {
  readonly preset: Preset;
  /** Names of all presets. */
  readonly taken: readonly string[];
  onCreated(id: string): void;
  onDelete(): void;
}

function Duplicate({ preset, taken, onClose, onCreated }: Omit<Props, 'onDelete'> & { onClose(): void }) {
  const { presets: words } = useText();
  const [name, setName] = useState(freeName(preset.name, taken));
  const [failure, setFailure] = useState<Failure | null>(null);
  const [, create] = useMutation(CreatePreset);
  const submit = async () => {
    const { title, description } = preset;
    const { data, error } = await create({ input: { name, title, description, basedOn: preset.name } });
    const { failure: problem, value } = outcome(data?.createPreset, error);
    setFailure(problem);
    if (!value) return;
    onCreated(value.preset.id);
    onClose();
  };
  return (
    <>
      <TextField
        label={words.name}
        description={words.nameNote}
        value={name}
        onChange={setName}
        failure={failure?.field === 'name' ? failure : null}
      />
      {failure && failure.field !== 'name' ? <FailureCallout failure={failure} /> : null}
      <div className="actions">
        <Button look="primary" onPress={() => void submit()}>
          {words.duplicate}
        </Button>
      </div>
    </>
  );
}

export function PresetActions({ preset, taken, onCreated, onDelete }: Props) {
  const { presets: words } = useText();
  const [, navigate] = useLocation();
  const [duplicating, setDuplicating] = useState(false);
  return (
    <div className="actions">
      <Button
        onPress={() => {
          draft.set({ preset: preset.name, overrides: {} });
          navigate('/');
        }}
      >
        {words.use}
      </Button>
      <Button icon={<Copy size={16} aria-hidden />} onPress={() => setDuplicating(true)}>
        {words.duplicate}
      </Button>
      <Button
        icon={<Download size={16} aria-hidden />}
        onPress={() => downloadText(exportPreset(preset), `${preset.name}.json`)}
      >
        {words.export}
      </Button>
      {preset.builtIn ? null : (
        <ConfirmedButton
          label={words.remove}
          icon={<Trash2 size={16} aria-hidden />}
          question={words.removeQuestion(preset.title)}
          onConfirmed={onDelete}
        />
      )}
      <Dialog title={words.duplicateTitle} open={duplicating} onClose={() => setDuplicating(false)}>
        <Duplicate preset={preset} taken={taken} onCreated={onCreated} onClose={() => setDuplicating(false)} />
      </Dialog>
    </div>
  );
}
