import { useText } from '../text/index.ts';
import { Select } from '../ui/select.tsx';

interface Props {
  readonly label: string;
  /** null: the memory strategy decides. */
  readonly value: boolean | null;
  onChange(value: boolean | null): void;
}

export function TriState({ label, value, onChange }: Props) {
  const { settings, common } = useText();
  return (
    <Select
      label={label}
      value={String(value)}
      onChange={(id) => onChange(id === 'null' ? null : id === 'true')}
      choices={[
        { id: 'null', label: settings.strategyDecides },
        { id: 'true', label: common.yes },
        { id: 'false', label: common.no },
      ]}
    />
  );
}
