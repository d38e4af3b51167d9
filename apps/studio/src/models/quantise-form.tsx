import { useState } from 'react';
import { useMutation } from 'urql';
import { type Failure, outcome } from '../api/failure.ts';
import { QuantizeModel } from '../api/generated/models.ts';
import { useCatalogue } from '../api/use-catalogue.ts';
import { useText } from '../text/index.ts';
import { Button } from '../ui/button.tsx';
import { FailureCallout } from '../ui/callout.tsx';
import { Select } from '../ui/select.tsx';

/** Makes the weights of a precision for a model set. */
export function QuantiseForm({ model, onStarted }: { readonly model: string; onStarted(): void }) {
  const { models: words, settings } = useText();
  const { catalogue } = useCatalogue();
  const [precision, setPrecision] = useState('q8');
  const [provider, setProvider] = useState('cpu');
  const [failure, setFailure] = useState<Failure | null>(null);
  const [{ fetching }, quantise] = useMutation(QuantizeModel);
  const submit = async () => {
    const { data, error } = await quantise({ name: model, precision, provider });
    const { failure: problem } = outcome(data?.quantizeModel, error);
    setFailure(problem);
    if (!problem) onStarted();
  };
  const choices = (kind: 'PRECISION' | 'EXECUTION_PROVIDER') =>
    (catalogue?.plugins(kind) ?? []).map(({ id, title, description, unavailable }) => ({
      id,
      label: title,
      note: unavailable ?? description,
    }));
  return (
    <>
      <p className="muted">{words.quantiseNote}</p>
      <div className="form-row">
        <Select
          label={words.precisionToMake}
          value={precision}
          onChange={setPrecision}
          choices={choices('PRECISION')}
          failure={failure?.field === 'precision' ? failure : null}
        />
        <Select
          label={settings.provider}
          value={provider}
          onChange={setProvider}
          choices={choices('EXECUTION_PROVIDER')}
          failure={failure?.field === 'provider' ? failure : null}
        />
        <Button isDisabled={fetching} onPress={() => void submit()}>
          {words.start}
        </Button>
      </div>
      {failure && failure.field !== 'precision' && failure.field !== 'provider' ? (
        <FailureCallout failure={failure} />
      ) : null}
    </>
  );
}
