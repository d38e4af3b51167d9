import type { Plugin } from '../api/use-catalogue.ts';
import { useText } from '../text/index.ts';
import { Select } from '../ui/select.tsx';
import { useFieldFailure } from './failure-context.ts';
import { OptionField } from './option-field.tsx';

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

/** Which plugin of a kind, and every option that it publishes. */
export function PluginField({ label, field, plugins, value, onChange }: Props) {
  const { settings } = useText();
  const failure = useFieldFailure(field);
  const plugin = plugins.find(({ id }) => id === value.id);
  const choices = plugins.map(({ id, title, description, unavailable }) => ({
    id,
    label: title,
    note: unavailable ?? description,
    disabled: unavailable !== null,
  }));
  const setOption = (name: string, option: unknown) => {
    const { [name]: _, ...others } = value.options;
    onChange({ id: value.id, options: option === undefined ? others : { ...others, [name]: option } });
  };
  return (
    <div className="plugin-field">
      <Select
        label={label}
        value={value.id}
        onChange={(id) => onChange({ id, options: {} })}
        choices={choices}
        description={plugin?.description}
        failure={failure}
      />
      {plugin && plugin.options.length > 0 ? (
        <fieldset className="plugin-options">
          <legend className="visually-hidden">{settings.options(plugin.title)}</legend>
          {plugin.options.map((option) => (
            <OptionField
              key={`${plugin.id}.${option.name}`}
              option={option}
              path={`${field}.options.${option.name}`}
              value={value.options[option.name]}
              onChange={(next) => setOption(option.name, next)}
            />
          ))}
        </fieldset>
      ) : null}
    </div>
  );
}
