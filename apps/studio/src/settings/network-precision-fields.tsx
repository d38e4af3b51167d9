import type { NetworkPrecisionInput, NetworkRole } from '../api/generated/schema.ts';
import type { Plugin, Settings } from '../api/use-catalogue.ts';
import { useText } from '../text/index.ts';
import { Select } from '../ui/select.tsx';
import { useFieldFailure } from './failure-context.ts';
import { type PluginValue, pluginChoices } from './plugin-field.tsx';
import { PluginOptions } from './plugin-options.tsx';

/** Id of the choice of no precision of its own; no plugin is called so. */
const SHARED = '';

type Entry = Settings['networkPrecision'][number];

interface FieldProps {
  readonly role: NetworkRole;
  /** Place of the network's entry in the request. */
  readonly index: number;
  readonly precisions: readonly Plugin[];
  /** null: the precision of all networks. */
  readonly value: Entry | null;
  onChange(value: PluginValue | null): void;
}

function NetworkPrecisionField({ role, index, precisions, value, onChange }: FieldProps) {
  const { settings, models } = useText();
  const field = `networkPrecision.${index}`;
  const failure = useFieldFailure(field);
  const plugin = precisions.find(({ id }) => id === value?.id);
  return (
    <div className="plugin-field">
      <Select
        label={models.roles[role]}
        value={value?.id ?? SHARED}
        onChange={(id) => onChange(id === SHARED ? null : { id, options: {} })}
        choices={[{ id: SHARED, label: settings.sharedPrecision }, ...pluginChoices(precisions)]}
        failure={value === null ? null : failure}
      />
      {plugin && value ? (
        <PluginOptions
          plugin={plugin}
          field={field}
          values={value.options as PluginValue['options']}
          onChange={(options) => onChange({ id: value.id, options })}
        />
      ) : null}
    </div>
  );
}

interface Props {
  /** Networks of the chosen model set. */
  readonly roles: readonly NetworkRole[];
  readonly precisions: readonly Plugin[];
  readonly value: readonly Entry[];
  onChange(value: NetworkPrecisionInput[]): void;
}

/** How the weights of single networks are held, where that differs from the precision of all. */
export function NetworkPrecisionFields({ roles, precisions, value, onChange }: Props) {
  const { settings } = useText();
  const shown = [...new Set([...roles, ...value.map(({ role }) => role)])];
  const set = (role: NetworkRole, choice: PluginValue | null) => {
    const entries = value.map(({ role: of, id, options }) => ({ role: of, id, options }));
    const index = entries.findIndex((entry) => entry.role === role);
    if (choice === null) onChange(entries.toSpliced(index, 1));
    else onChange(entries.toSpliced(index < 0 ? entries.length : index, 1, { role, ...choice }));
  };
  return (
    <fieldset className="network-precision">
      <legend className="field-label">{settings.networkPrecision}</legend>
      <p className="field-description">{settings.networkPrecisionNote}</p>
      <div className="field-grid">
        {shown.map((role) => {
          const index = value.findIndex((entry) => entry.role === role);
          return (
            <NetworkPrecisionField
              key={role}
              role={role}
              index={index}
              precisions={precisions}
              value={value[index] ?? null}
              onChange={(choice) => set(role, choice)}
            />
          );
        })}
      </div>
    </fieldset>
  );
}
