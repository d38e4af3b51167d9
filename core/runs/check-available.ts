import { GenesisError } from '../errors/genesis-error.ts';
import type { PluginKind } from '../plugin-api/plugin.ts';
import { unavailability } from '../plugin-host/availability.ts';
import type { PluginRegistry } from '../plugin-host/registry.ts';
import { CHOICE_KINDS, type ChoiceField } from './resolve-settings.ts';
import type { GenerationSettings, PluginChoice } from './spec.ts';

/** A plugin that settings name. */
export interface NamedChoice {
  /** The input field that holds it. */
  readonly field: string;
  readonly kind: PluginKind;
  readonly choice: PluginChoice;
}

/** Every plugin that settings name. */
export const namedChoices = (settings: GenerationSettings): NamedChoice[] => [
  ...(Object.keys(CHOICE_KINDS) as ChoiceField[]).map((field) => {
    return { field, kind: CHOICE_KINDS[field], choice: settings[field] };
  }),
  ...settings.networkPrecision.map((choice, i) => {
    return { field: `networkPrecision.${i}`, kind: 'precision' as const, choice };
  }),
];

/** @throws GenesisError PLUGIN_NOT_FOUND, PLUGIN_UNAVAILABLE */
export async function requireAvailable({ field, kind, choice }: NamedChoice, registry: PluginRegistry): Promise<void> {
  const unavailable = await unavailability(registry.get(kind, choice.id, field));
  if (unavailable === null) return;
  const message = `${field}: ${kind} ${choice.id} cannot run here: ${unavailable.reason}`;
  throw new GenesisError('PLUGIN_UNAVAILABLE', message, { field, accepted: `another ${kind}` });
}
