import { Command } from 'commander';
import { ApiError } from './client.ts';
import type { PresetsQuery } from './generated/graphql.ts';
import { table } from './models/text.ts';
import { Presets } from './operations-of-history.ts';
import { type ServerOptions, useServer, withServer } from './server-access.ts';

type Listed = NonNullable<NonNullable<NonNullable<PresetsQuery['presets']['edges']>[number]>['node']>;

const text = (value: unknown): string =>
  typeof value === 'object' && value !== null
    ? ((value as { id?: string }).id ?? JSON.stringify(value))
    : String(value);

function detailsText({ name, title, description, settings, problems }: Listed): string {
  const { __typename: _, ...rest } = settings;
  return [
    ...table([
      [name, title],
      ['', description],
    ]),
    '',
    ...table(Object.entries(rest).map(([field, value]) => [field, text(value)])),
    ...problems.map(({ code, message }) => `\ncannot be used here: ${message} (${code})`),
  ].join('\n');
}

export function presetsCommand(): Command {
  const presets = new Command('presets')
    .description('The named settings, or everything about one.')
    .argument('[name]', 'show this one')
    .option('--json', 'print JSON');
  return withServer(presets).action((name: string | undefined, options: ServerOptions & { readonly json?: boolean }) =>
    useServer(options, async (client) => {
      const { presets: all } = await client.execute(Presets, {});
      const found = (all.edges ?? []).flatMap((edge) => edge?.node ?? []);
      const one = found.find((preset) => preset.name === name);
      if (name !== undefined && !one) {
        const accepted = found.map((preset) => preset.name).join(', ');
        throw new ApiError({
          code: 'PRESET_NOT_FOUND',
          message: `no preset is called ${name}`,
          field: 'name',
          accepted,
        });
      }
      if (options.json) console.log(JSON.stringify(one ?? found));
      else if (one) console.log(detailsText(one));
      else {
        const rows = found.map(({ name: own, title, settings: { width, height, steps }, problems }) => [
          own,
          `${width}×${height}`,
          `${steps} steps`,
          problems.length > 0 ? `${title} (cannot be used here)` : title,
        ]);
        console.log(table(rows).join('\n'));
      }
    }),
  );
}
