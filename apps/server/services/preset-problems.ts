import { GenesisError } from '../../../core/errors/genesis-error.ts';
import { withLoraChoices } from '../../../core/models/apply-loras.ts';
import type { ModelSet } from '../../../core/models/model-set.ts';
import type { PluginKind } from '../../../core/plugin-api/plugin.ts';
import type { PluginRegistry } from '../../../core/plugin-host/registry.ts';
import { namedChoices, requireAvailable } from '../../../core/runs/check-available.ts';
import { checkMemoryFlags } from '../../../core/runs/check-memory-flags.ts';
import { cannotCarryOut, checkFrequencies, type ModelFacts } from '../../../core/runs/resolve.ts';
import {
  CHOICE_KINDS,
  type ChoiceField,
  resolveSettings,
  withMemoryFlags,
} from '../../../core/runs/resolve-settings.ts';
import type { GenerationSettings, PluginChoice } from '../../../core/runs/spec.ts';

/** What settings are held against. */
export interface SettingsGround {
  readonly registry: PluginRegistry;
  /** The default that the user has set for a kind, or null. */
  userDefault(kind: PluginKind): PluginChoice | null;
  facts(model: string): Promise<ModelFacts>;
  modelSet(model: string): Promise<ModelSet>;
}

type Check = () => void | Promise<void>;

/** What a check refuses; null: nothing. */
async function refusalOf(check: Check): Promise<GenesisError | null> {
  try {
    await check();
    return null;
  } catch (error) {
    if (error instanceof GenesisError) return error;
    throw error;
  }
}

async function checkModel(settings: GenerationSettings, { facts, modelSet }: SettingsGround): Promise<void> {
  const model = await facts(settings.model);
  if (model.modes.length === 0) throw cannotCarryOut(model.name, 'I2V', model.obstacles('I2V'));
  checkFrequencies(settings, model);
  await withLoraChoices(await modelSet(settings.model), settings.loras);
}

/** The settings that a request is left with that says nothing itself. */
function withUserDefaults(settings: GenerationSettings, { userDefault }: SettingsGround): GenerationSettings {
  const fields = Object.keys(CHOICE_KINDS) as ChoiceField[];
  const choices = Object.fromEntries(
    fields.map((field) => [field, userDefault(CHOICE_KINDS[field]) ?? settings[field]]),
  ) as Pick<GenerationSettings, ChoiceField>;
  return { ...settings, ...choices, memory: withMemoryFlags(choices.memory, undefined, settings.memory) };
}

/**
 * What a generation with a preset's settings would be refused for here and now, whatever its inputs: plugins, models and LoRAs
 * that are not there, and values that plugins take no more. Whether memory suffices is for the forecast to say.
 */
export async function settingsProblems(preset: GenerationSettings, ground: SettingsGround): Promise<GenesisError[]> {
  const { registry } = ground;
  const settings = withUserDefaults(preset, ground);
  const checks: Check[] = [
    ...namedChoices(settings).map((named) => () => {
      registry.parseOptions(named.kind, named.choice.id, named.choice.options, named.field);
      return requireAvailable(named, registry);
    }),
    () => void resolveSettings({}, settings, registry, () => null),
    () => checkMemoryFlags(settings, registry),
    () => checkModel(settings, ground),
  ];
  const refusals = (await Promise.all(checks.map(refusalOf))).filter((refusal) => refusal !== null);
  // Two checks may find the same.
  return [
    ...new Map(refusals.reverse().map((refusal) => [`${refusal.code} ${refusal.field}`, refusal])).values(),
  ].reverse();
}
