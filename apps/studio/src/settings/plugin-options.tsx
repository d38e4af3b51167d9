import type { Plugin } from '../api/use-catalogue.ts';
import { useText } from '../text/index.ts';
import { OptionField } from './option-field.tsx';
import type { PluginValue } from './plugin-field.tsx';

interface Props {
  readonly plugin: Plugin;
  /** Field of the request that holds the choice, such as `scheduler`. */
  readonly field: string;
  readonly values: PluginValue['options'];
  onChange(values: PluginValue['options']): void;
}

/** Every option that a plugin publishes; nothing when it has none. */
export function PluginOptions({ plugin, field, values, onChange }: Props) {
  const { settings } = useText();
  if (plugin.options.length === 0) return null;
  const set = (name: string, option: unknown) => {
    const { [name]: _, ...others } = values;
    onChange(option === undefined ? others : { ...others, [name]: option });
  };
  return (
    <fieldset className="plugin-options">
      <legend className="visually-hidden">{settings.options(plugin.title)}</legend>
      {plugin.options.map((option) => (
        <OptionField
          key={`${plugin.id}.${option.name}`}
          option={option}
          path={`${field}.options.${option.name}`}
          value={values[option.name]}
          onChange={(next) => set(option.name, next)}
        />
      ))}
    </fieldset>
  );
}
