import { Command } from 'commander';
import { table } from './models/text.ts';
import { GenerationDiff } from './operations-of-history.ts';
import { generationId, ID_HELP, type ServerOptions, useServer, withServer } from './server-access.ts';

const text = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

export function diffCommand(): Command {
  const diff = new Command('diff')
    .description('In what the settings and inputs of two generations differ.')
    .argument('<first>', ID_HELP)
    .argument('<second>', ID_HELP)
    .option('--json', 'print JSON');
  return withServer(diff).action((a: string, b: string, options: ServerOptions & { readonly json?: boolean }) =>
    useServer(options, async (client) => {
      const [first, second] = [await generationId(client, a), await generationId(client, b)];
      const { generationDiff: found } = await client.execute(GenerationDiff, { first, second });
      if (options.json) console.log(JSON.stringify(found));
      else if (found.length === 0) console.log('No difference.');
      else console.log(table(found.map((one) => [one.path, text(one.first), text(one.second)])).join('\n'));
    }),
  );
}
