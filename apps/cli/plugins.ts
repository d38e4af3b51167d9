import { Argument, Command, Option } from 'commander';
import { PLUGIN_KINDS } from '../../core/plugin-api/plugin.ts';
import { type GenesisClient, succeeded } from './client.ts';
import type { PluginKind, PluginsQuery } from './generated/graphql.ts';
import { table } from './models/text.ts';
import { ClearDefaultPlugin, Plugins, SetDefaultPlugin } from './operations-of-plugins.ts';
import { type ServerOptions, useServer, withServer } from './server-access.ts';

interface PluginsOptions extends ServerOptions {
  readonly options?: boolean;
  readonly json?: boolean;
  readonly setDefault?: string;
  readonly clearDefault?: boolean;
}

type Listed = PluginsQuery['plugins'][number];

const kindName = (kind: PluginKind): string => kind.toLowerCase().replaceAll('_', '-');

const rowOf = ({ kind, id, title, isDefault, defaultOptions, unavailable }: Listed): string[] => [
  kindName(kind),
  id,
  defaultOptions !== null ? 'your default' : isDefault ? 'default' : '',
  unavailable === null ? title : `${title} (cannot run here: ${unavailable})`,
];

type Known = Listed['options'][number];

/** `0 to 8 blocks`, `one of 32, 128`, or the type where the option takes any value of it. */
function acceptedBy({ type, unit, minimum, maximum, values }: Known): string {
  if (values) return `one of ${values.join(', ')}`;
  const range =
    minimum !== null && maximum !== null
      ? `${minimum} to ${maximum}`
      : minimum !== null
        ? `from ${minimum}`
        : maximum !== null
          ? `up to ${maximum}`
          : type;
  return unit === null ? range : `${range} ${unit}`;
}

const optionRow = (option: Known): string[] => [
  `  ${option.name}`,
  acceptedBy(option),
  option.default === null ? '' : `default ${JSON.stringify(option.default)}`,
  option.description ?? '',
];

/** @param id undefined: what the presets choose */
async function changeDefault(client: GenesisClient, kind: PluginKind, id: string | undefined): Promise<void> {
  if (id === undefined) succeeded((await client.execute(ClearDefaultPlugin, { kind })).clearDefaultPlugin);
  else succeeded((await client.execute(SetDefaultPlugin, { kind, id })).setDefaultPlugin);
}

export function pluginsCommand(): Command {
  const plugins: Command = new Command('plugins')
    .description('What is installed of each kind, and what can run here.')
    .addArgument(new Argument('[kind]', 'only this kind').choices(PLUGIN_KINDS))
    .option('--options', 'with the options that each takes')
    .option('--json', 'print JSON')
    .addOption(
      new Option('--set-default <id>', 'use this one of the kind whatever a preset chooses').conflicts('clearDefault'),
    )
    .option('--clear-default', 'leave the kind to the presets again');
  return withServer(plugins).action((kind: string | undefined, options: PluginsOptions) =>
    useServer(options, async (client) => {
      const wanted = kind?.toUpperCase().replaceAll('-', '_') as PluginKind | undefined;
      if (options.setDefault !== undefined || options.clearDefault) {
        if (!wanted)
          plugins.error('error: a default is that of a kind, such as `plugins scheduler --set-default unipc`');
        await changeDefault(client, wanted, options.setDefault);
      }
      const { plugins: found } = await client.execute(Plugins, { kind: wanted });
      if (options.json) console.log(JSON.stringify(found));
      else if (!options.options) console.log(table(found.map(rowOf)).join('\n'));
      else
        for (const one of found) console.log([rowOf(one).join('  '), ...table(one.options.map(optionRow))].join('\n'));
    }),
  );
}
