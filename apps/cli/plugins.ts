import { Argument, Command } from 'commander';
import type { PluginKind, PluginsQuery } from './generated/graphql.ts';
import { table } from './models/text.ts';
import { Plugins } from './operations-of-history.ts';
import { type ServerOptions, useServer, withServer } from './server-access.ts';

const KINDS = [
  'scheduler',
  'guidance',
  'step-cache',
  'memory-strategy',
  'precision',
  'execution-provider',
  'output',
  'network',
] as const;

interface PluginsOptions extends ServerOptions {
  readonly options?: boolean;
  readonly json?: boolean;
}

type Listed = PluginsQuery['plugins'][number];

const kindName = (kind: PluginKind): string => kind.toLowerCase().replaceAll('_', '-');

const rowOf = ({ kind, id, title, isDefault, unavailable }: Listed): string[] => [
  kindName(kind),
  id,
  isDefault ? 'default' : '',
  unavailable === null ? title : `${title} (cannot run here: ${unavailable})`,
];

type Option = Listed['options'][number];

/** `0 to 8 blocks`, `one of 32, 128`, or the type where the option takes any value of it. */
function acceptedBy({ type, unit, minimum, maximum, values }: Option): string {
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

const optionRow = (option: Option): string[] => [
  `  ${option.name}`,
  acceptedBy(option),
  option.default === null ? '' : `default ${JSON.stringify(option.default)}`,
  option.description ?? '',
];

export function pluginsCommand(): Command {
  const plugins = new Command('plugins')
    .description('What is installed of each kind, and what can run here.')
    .addArgument(new Argument('[kind]', 'only this kind').choices(KINDS))
    .option('--options', 'with the options that each takes')
    .option('--json', 'print JSON');
  return withServer(plugins).action((kind: string | undefined, options: PluginsOptions) =>
    useServer(options, async (client) => {
      const wanted = kind?.toUpperCase().replaceAll('-', '_') as PluginKind | undefined;
      const { plugins: found } = await client.execute(Plugins, { kind: wanted });
      if (options.json) console.log(JSON.stringify(found));
      else if (!options.options) console.log(table(found.map(rowOf)).join('\n'));
      else
        for (const one of found) console.log([rowOf(one).join('  '), ...table(one.options.map(optionRow))].join('\n'));
    }),
  );
}
