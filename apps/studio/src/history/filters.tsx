import { Search } from 'lucide-react';
import { memo, useEffect, useState } from 'react';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { SearchField } from 'react-aria-components/SearchField';
import type { GenerationState } from '../api/generated/schema.ts';
import { useCatalogue } from '../api/use-catalogue.ts';
import { useText } from '../text/index.ts';
import { Select } from '../ui/select.tsx';

export interface FilterValues {
  readonly text: string;
  readonly state: GenerationState | null;
  readonly preset: string | null;
  readonly scheduler: string | null;
}

export const NO_FILTERS: FilterValues = { text: '', state: null, preset: null, scheduler: null };

const STATES: readonly GenerationState[] = ['QUEUED', 'RUNNING', 'PAUSED', 'SUCCEEDED', 'FAILED', 'CANCELLED'];
const ANY = '*';
/** Milliseconds without a key press after which a search begins. */
const PAUSE = 200;

interface Props {
  readonly value: FilterValues;
  onChange(value: FilterValues): void;
}

/** They stay as they are while pages of the history arrive. */
export const Filters = memo(function Filters({ value, onChange }: Props) {
  const { history, states } = useText();
  const { catalogue } = useCatalogue();
  const [text, setText] = useState(value.text);
  useEffect(() => setText(value.text), [value.text]);
  useEffect(() => {
    if (text === value.text) return;
    const timer = setTimeout(() => onChange({ ...value, text }), PAUSE);
    return () => clearTimeout(timer);
  }, [text, value, onChange]);

  const any = { id: ANY, label: history.any };
  const pick = (key: 'state' | 'preset' | 'scheduler') => (id: string) =>
    onChange({ ...value, [key]: id === ANY ? null : id });
  return (
    <search className="filters">
      <SearchField className="field search-field" value={text} onChange={setText}>
        <Label className="field-label">{history.search}</Label>
        <span className="search-box">
          <Search size={16} aria-hidden />
          <Input className="input" />
        </span>
      </SearchField>
      <Select
        label={history.state}
        value={value.state ?? ANY}
        onChange={pick('state')}
        choices={[any, ...STATES.map((state) => ({ id: state, label: states[state] }))]}
      />
      <Select
        label={history.preset}
        value={value.preset ?? ANY}
        onChange={pick('preset')}
        choices={[any, ...(catalogue?.presets ?? []).map(({ name, title }) => ({ id: name, label: title }))]}
      />
      <Select
        label={history.scheduler}
        value={value.scheduler ?? ANY}
        onChange={pick('scheduler')}
        choices={[any, ...(catalogue?.plugins('SCHEDULER') ?? []).map(({ id, title }) => ({ id, label: title }))]}
      />
    </search>
  );
});
