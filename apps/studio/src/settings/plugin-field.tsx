import type { Plugin } from '../api/use-catalogue.ts';
import { type Choice, Select } from '../ui/select.tsx';
import { useFieldFailure } from './failure-context.ts';
import { PluginOptions } from './plugin-options.tsx';

export interface PluginValue {
  readonly id: string;
  readonly options: Readonly<Record<string, unknown>>;
}

interface Props {
  readonly label: string;
  /** Field of the request, such as `scheduler`. */
  readonly field: string;
  readonly plugins: readonly Plugin[];
  readonly value: PluginValue;
  onChange(value: PluginValue): void;
}

/** Plugins to choose from; one that cannot run here says why. */
export function pluginChoices(plugins: readonly Plugin[]): Choice[] {
  return plugins.map(({ id, title, description, unavailable }) => ({
    id,
    label: title,
    note: unavailable ?? description,
    disabled: unavailable !== null,
  }));
}

/** Which plugin of a kind, and every option that it publishes. */
export function PluginField({ label, field, plugins, value, onChange }: Props) {
  const failure = useFieldFailure(field);
  const plugin = plugins.find(({ id }) => id === value.id);
  return (
    <div className="plugin-field">
      <Select
        label={label}
        value={value.id}
        onChange={(id) => onChange({ id, options: {} })}
        choices={pluginChoices(plugins)}
        description={plugin?.description}
        failure={failure}
      />
      {plugin ? (
        <PluginOptions
          plugin={plugin}
          field={field}
          values={value.options}
          onChange={(options) => onChange({ id: value.id, options })}
        />
      ) : null}
    </div>
  );
}
