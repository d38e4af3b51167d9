import { GenesisError } from '../errors/genesis-error.ts';
import { schemaFindings } from '../errors/schema-issues.ts';
import type { AnyContribution, ContributionOf, Plugin } from '../plugin-api/define.ts';
import type { PluginKind } from '../plugin-api/plugin.ts';

/** A contribution with the plugin that it came from. */
export interface RegisteredContribution {
  readonly plugin: Plugin;
  readonly contribution: AnyContribution;
}

/** All contributions of all loaded plugins, by kind and id. */
export class PluginRegistry {
  readonly #byKind = new Map<PluginKind, Map<string, RegisteredContribution>>();

  /** @throws GenesisError PLUGIN_INVALID when another plugin offers the same id of the same kind */
  register(plugin: Plugin): void {
    for (const contribution of plugin.contributes) {
      const known = this.#byKind.get(contribution.kind) ?? new Map<string, RegisteredContribution>();
      const other = known.get(contribution.id);
      if (other) {
        throw new GenesisError(
          'PLUGIN_INVALID',
          `${plugin.name} and ${other.plugin.name} both offer ${contribution.kind} ${contribution.id}`,
        );
      }
      known.set(contribution.id, { plugin, contribution });
      this.#byKind.set(contribution.kind, known);
    }
  }

  /** Contributions in the order in which they were registered. */
  list(kind?: PluginKind): RegisteredContribution[] {
    const kinds = kind ? [this.#byKind.get(kind)] : [...this.#byKind.values()];
    return kinds.flatMap((known) => [...(known?.values() ?? [])]);
  }

  /** @throws GenesisError PLUGIN_NOT_FOUND naming the ids that there are */
  find(kind: PluginKind, id: string, field: string = kind): RegisteredContribution {
    const found = this.#byKind.get(kind)?.get(id);
    if (found) return found;
    const accepted = [...(this.#byKind.get(kind)?.keys() ?? [])].join(', ');
    throw new GenesisError('PLUGIN_NOT_FOUND', `no ${kind} plugin is called ${JSON.stringify(id)}`, {
      field,
      accepted,
    });
  }

  /** @throws GenesisError PLUGIN_NOT_FOUND naming the ids that there are */
  get<Kind extends PluginKind>(kind: Kind, id: string, field: string = kind): ContributionOf<Kind> {
    return this.find(kind, id, field).contribution as ContributionOf<Kind>;
  }

  /**
   * Checks options against the contribution's schema and fills in the defaults.
   * @param field the input field that holds the choice; '' when the options stand beside it
   * @throws GenesisError PLUGIN_OPTIONS_INVALID
   */
  parseOptions(kind: PluginKind, id: string, options: unknown, field: string = kind): Record<string, unknown> {
    const contribution = this.get(kind, id, field);
    const parsed = contribution.options.safeParse(options ?? {});
    if (!parsed.success) {
      const { path, accepted, text } = schemaFindings(parsed.error);
      throw new GenesisError('PLUGIN_OPTIONS_INVALID', `${kind} ${id}: ${text}`, {
        field: optionField(field, path),
        accepted,
      });
    }
    const unknown = unknownOption(contribution.options, options);
    if (unknown !== undefined) {
      throw new GenesisError('PLUGIN_OPTIONS_INVALID', `${kind} ${id} has no option ${unknown}`, {
        field: optionField(field, [unknown]),
        accepted: Object.keys(parsed.data as object).join(', ') || 'no options',
      });
    }
    return parsed.data as Record<string, unknown>;
  }
}

function optionField(field: string, path: readonly string[]): string {
  return [...(field === '' ? [] : [field]), 'options', ...path].join('.');
}

/** The first option that a plain object schema does not name: parsing would drop it in silence. */
function unknownOption(schema: unknown, options: unknown): string | undefined {
  const { shape, def } = schema as { readonly shape?: object; readonly def?: { readonly catchall?: unknown } };
  if (!shape || def?.catchall !== undefined) return undefined;
  return Object.keys(options ?? {}).find((key) => !Object.hasOwn(shape, key));
}
