import { useQuery } from 'urql';
import { History } from '../api/generated/lists.ts';
import { useDates } from '../dates.ts';
import type { Generation } from '../generation/generation-page.tsx';
import { useText } from '../text/index.ts';
import { Button } from '../ui/button.tsx';
import { Select } from '../ui/select.tsx';

interface Props {
  readonly generation: Generation;
  readonly value: string | null;
  onChange(id: string | null): void;
}

/** Which other result to compare with: the finished ones, newest first. */
export function CompareControl({ generation, value, onChange }: Props) {
  const { result, history } = useText();
  const dates = useDates();
  const [{ data }] = useQuery({
    query: History,
    variables: { filter: { states: ['SUCCEEDED'] }, first: 50 },
    requestPolicy: 'cache-and-network',
  });
  if (!data) return null;
  const others = data.generations.edges.map(({ node }) => node).filter(({ id }) => id !== generation.id);
  if (others.length === 0) return <p className="muted">{result.compareNone}</p>;
  return (
    <div className="compare">
      <Select
        label={result.compareWith}
        value={value}
        onChange={onChange}
        choices={others.map(({ id, prompt, createdAt, preset, settings }) => ({
          id,
          label: prompt || history.noPrompt,
          note: `${dates.ago(createdAt)} · ${preset} · ${settings.steps} × ${settings.scheduler.id}`,
        }))}
      />
      {value === null ? null : (
        <Button look="quiet" onPress={() => onChange(null)}>
          {result.stopCompare}
        </Button>
      )}
    </div>
  );
}
