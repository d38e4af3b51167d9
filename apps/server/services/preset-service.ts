import { GenesisError } from '../../../core/errors/genesis-error.ts';
import type { PluginKind } from '../../../core/plugin-api/plugin.ts';
import type { PluginRegistry } from '../../../core/plugin-host/registry.ts';
import { checkMemoryFlags } from '../../../core/runs/check-memory-flags.ts';
import { LORA_DEFAULTS } from '../../../core/runs/lora-settings.ts';
import { MEMORY_DEFAULTS } from '../../../core/runs/memory-settings.ts';
import { PRECISION_DEFAULTS } from '../../../core/runs/precision-settings.ts';
import { refuseProviderArguments } from '../../../core/runs/provider-arguments.ts';
import { CHOICE_KINDS, type ChoiceField, resolveSettings } from '../../../core/runs/resolve-settings.ts';
import { SAMPLING_DEFAULTS } from '../../../core/runs/sampling-settings.ts';
import type { PageRequest, Preset } from '../../../core/runs/service.ts';
import type { GenerationSettings, PluginChoice } from '../../../core/runs/spec.ts';
import type { PresetRepository } from '../../../db/repositories/presets.ts';
import { type SettingsGround, settingsProblems } from './preset-problems.ts';
import type { PresetChange, PresetService, SettingsInput } from './services.ts';

function conflict(field: string, message: string, accepted: string): never {
  throw new GenesisError('PRESET_CONFLICT', `${field}: ${message}`, { field, accepted });
}

/** Most names that are listed where one is not found. */
const LISTED = 20;

export class Presets implements PresetService {
  readonly #presets: PresetRepository;
  readonly #registry: PluginRegistry;
  readonly #ground: SettingsGround;

  constructor(presets: PresetRepository, ground: SettingsGround) {
    this.#presets = presets;
    this.#registry = ground.registry;
    this.#ground = ground;
  }

  list(page: PageRequest): Preset[] {
    return this.#presets.list(page).map((preset) => this.#completed(preset));
  }

  find(idOrName: string, field = 'preset'): Preset {
    const found = this.#presets.find(idOrName);
    if (found) return this.#completed(found);
    const names = this.#presets.list({ limit: LISTED }).map(({ name }) => name);
    throw new GenesisError('PRESET_NOT_FOUND', `no preset has the name or id ${JSON.stringify(idOrName)}`, {
      field,
      accepted: `the name or id of a stored preset, such as ${names.join(', ')}`,
    });
  }

  create({ name, title, description, settings, basedOn }: PresetChange & { name: string; basedOn?: string }): Preset {
    this.#requireFree(name);
    const base = this.find(basedOn ?? 'demo', 'basedOn');
    return this.#presets.insert(
      {
        name,
        title: title ?? name,
        description: description ?? '',
        settings: this.#resolved(settings ?? {}, base.settings),
      },
      false,
    );
  }

  update(id: string, change: PresetChange, expectedVersion?: number): Preset {
    const old = this.find(id);
    if (expectedVersion !== undefined && expectedVersion !== old.version) {
      conflict('expectedVersion', `the preset has version ${old.version} by now`, String(old.version));
    }
    if (change.name !== undefined && change.name !== old.name) {
      if (old.builtIn) conflict('name', `${old.name} is built in and keeps its name`, old.name);
      this.#requireFree(change.name);
    }
    const { settings } = change;
    return this.#presets.update({
      id: old.id,
      name: change.name ?? old.name,
      title: change.title ?? old.title,
      description: change.description ?? old.description,
      version: old.version + 1,
      settings: settings ? this.#resolved(settings, old.settings) : old.settings,
    });
  }

  delete(id: string): Preset {
    const old = this.find(id);
    if (old.builtIn) conflict('id', `${old.name} is built in and cannot be deleted`, 'a preset that you made');
    this.#presets.delete(old.id);
    return old;
  }

  problems({ settings }: Preset): Promise<GenesisError[]> {
    return settingsProblems(settings, this.#ground);
  }

  /** Refuses what no machine would take. What this one lacks may be there when the preset is used. */
  #resolved(change: SettingsInput, base: GenerationSettings): GenerationSettings {
    refuseProviderArguments({ scheduler: change.scheduler });
    const settings = resolveSettings(change, base, this.#registry, () => null);
    checkMemoryFlags(settings, this.#registry);
    return settings;
  }

  #requireFree(name: string): void {
    if (this.#presets.find(name)) conflict('name', `a preset is called ${name} already`, 'a name that is free');
  }

  /** With the versions of the plugins that are loaded now, and their options' defaults filled in. */
  #completed(preset: Preset): Preset {
    const settings: GenerationSettings = {
      ...SAMPLING_DEFAULTS,
      ...LORA_DEFAULTS,
      ...PRECISION_DEFAULTS,
      ...MEMORY_DEFAULTS,
      ...preset.settings,
    };
    const choices = Object.fromEntries(
      (Object.keys(CHOICE_KINDS) as ChoiceField[]).map((field) => [
        field,
        this.#current(CHOICE_KINDS[field], settings[field]),
      ]),
    );
    const networkPrecision = settings.networkPrecision.map((entry) => this.#current('precision', entry));
    return { ...preset, settings: { ...settings, ...choices, networkPrecision } };
  }

  /** A choice whose plugin is not loaded, or takes these options no more, stays as stored. */
  #current<Choice extends PluginChoice>(kind: PluginKind, choice: Choice): Choice {
    const offered = this.#registry.list(kind).find(({ contribution }) => contribution.id === choice.id)?.contribution;
    const options = offered?.options.safeParse(choice.options);
    if (!offered || !options?.success) return choice;
    return { ...choice, version: offered.version, options: options.data as Record<string, unknown> };
  }
}
