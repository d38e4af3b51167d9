import { useState } from 'react';
import { useMutation } from 'urql';
import { type Failure, outcome } from '../api/failure.ts';
import { type ModelWorkQuery, PullModel } from '../api/generated/models.ts';
import { bytes } from '../format.ts';
import { useText } from '../text/index.ts';
import { Button } from '../ui/button.tsx';
import { FailureCallout } from '../ui/callout.tsx';
import { Select } from '../ui/select.tsx';

interface Props {
  readonly sets: ModelWorkQuery['pullableModels'];
  onStarted(): void;
}

/** Fetches a working model set. */
export function PullForm({ sets, onStarted }: Props) {
  const { models: words } = useText();
  const [preset, setPreset] = useState(sets[0]?.preset ?? '');
  const [failure, setFailure] = useState<Failure | null>(null);
  const [{ fetching }, pull] = useMutation(PullModel);
  const submit = async () => {
    const { data, error } = await pull({ preset });
    const { failure: problem } = outcome(data?.pullModel, error);
    setFailure(problem);
    if (!problem) onStarted();
  };
  return (
    <section className="card stack" aria-label={words.pull}>
      <h3 className="section-title">{words.pull}</h3>
      <p className="muted">{words.pullNote}</p>
      <div className="form-row">
        <Select
          label={words.set}
          value={preset}
          onChange={setPreset}
          choices={sets.map(({ preset: id, title, bytes: size }) => ({ id, label: title, note: bytes(size) }))}
        />
        <Button isDisabled={fetching} onPress={() => void submit()}>
          {words.start}
        </Button>
      </div>
      {failure ? <FailureCallout failure={failure} /> : null}
    </section>
  );
}
