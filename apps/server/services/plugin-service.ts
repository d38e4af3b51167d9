import type { Logger } from 'pino';
import { GenesisError } from '../../../core/errors/genesis-error.ts';
import type { PluginKind } from '../../../core/plugin-api/plugin.ts';
import { unavailability } from '../../../core/plugin-host/availability.ts';
import type { PluginRegistry, RegisteredContribution } from '../../../core/plugin-host/registry.ts';
import type { PluginChoice } from '../../../core/runs/spec.ts';
import type { PluginDefaultRepository } from '../../../db/repositories/plugin-defaults.ts';
import type { PluginService, PluginStatus } from './services.ts';

/** Defaults of the kinds that a generation chooses from. */
const BUILT_IN_DEFAULTS: Partial<Record<PluginKind, string>> = {
  scheduler: 'infinitetalk',
  guidance: 'text-audio-cfg',
  'step-cache': 'none',
  'memory-strategy': 'resident',
  'execution-provider': 'cpu',
  precision: 'auto',
  output: 'mp4',
};

export class Plugins implements PluginService {
  readonly #registry: PluginRegistry;
  readonly #defaults: PluginDefaultRepository;
  readonly #log: Pick<Logger, 'warn'>;

  constructor(registry: PluginRegistry, defaults: PluginDefaultRepository, log: Pick<Logger, 'warn'>) {
    this.#registry = registry;
    this.#defaults = defaults;
    this.#log = log;
  }

  async list(kind?: PluginKind): Promise<PluginStatus[]> {
    return Promise.all(this.#registry.list(kind).map((entry) => this.#status(entry)));
  }

  async #status(entry: RegisteredContribution): Promise<PluginStatus> {
    const { contribution } = entry;
    const { kind, id } = contribution;
    const own = this.userDefault(kind);
    return {
      ...entry,
      isDefault: this.default(kind)?.id === id,
      defaultOptions: own?.id === id ? own.options : null,
      unavailable: await unavailability(contribution),
    };
  }

  default(kind: PluginKind): PluginChoice | null {
    const id = BUILT_IN_DEFAULTS[kind];
    return this.userDefault(kind) ?? (id === undefined ? null : this.#choice(kind, id, {}));
  }

  #choice(kind: PluginKind, id: string, options: unknown): PluginChoice {
    return {
      id,
      version: this.#registry.get(kind, id).version,
      options: this.#registry.parseOptions(kind, id, options),
    };
  }

  /** What the user has set; null when that is nothing, or a plugin that is not loaded any more. */
  userDefault(kind: PluginKind): PluginChoice | null {
    const stored = this.#defaults.find(kind);
    if (!stored) return null;
    try {
      return this.#choice(kind, stored.plugin, stored.options);
    } catch (error) {
      this.#log.warn({ err: error, kind, plugin: stored.plugin }, 'the default plugin cannot be used');
      return null;
    }
  }

  async setDefault(kind: PluginKind, id: string, options: unknown): Promise<PluginStatus> {
    requireDefault(kind);
    const contribution = this.#registry.get(kind, id, 'id');
    const parsed = this.#registry.parseOptions(kind, id, options, '');
    const unavailable = await unavailability(contribution);
    if (unavailable !== null) {
      throw new GenesisError('PLUGIN_UNAVAILABLE', `id: ${kind} ${id} cannot run here: ${unavailable.reason}`, {
        field: 'id',
        accepted: `another ${kind}`,
      });
    }
    this.#defaults.set(kind, { plugin: id, options: parsed });
    return this.#statusOf(kind, id);
  }

  async clearDefault(kind: PluginKind): Promise<PluginStatus> {
    const id = requireDefault(kind);
    this.#defaults.remove(kind);
    return this.#statusOf(kind, id);
  }

  #statusOf(kind: PluginKind, id: string): Promise<PluginStatus> {
    return this.#status(this.#registry.list(kind).find(({ contribution }) => contribution.id === id)!);
  }
}

/** @throws GenesisError INPUT_INVALID for a kind of which a generation chooses none */
function requireDefault(kind: PluginKind): string {
  const id = BUILT_IN_DEFAULTS[kind];
  if (id !== undefined) return id;
  throw new GenesisError('INPUT_INVALID', `kind: a ${kind} has no default`, {
    field: 'kind',
    accepted: Object.keys(BUILT_IN_DEFAULTS).join(', '),
  });
}
