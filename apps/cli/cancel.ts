import { Command } from 'commander';
import { succeeded } from './client.ts';
import { CancelGeneration } from './operations.ts';
import { generationId, ID_HELP, type ServerOptions, useServer, withServer } from './server-access.ts';

export function cancelCommand(): Command {
  const cancel = new Command('cancel').description('Stops a generation that waits or runs.').argument('<id>', ID_HELP);
  return withServer(cancel).action((id: string, options: ServerOptions) =>
    useServer(options, async (client) => {
      const { cancelGeneration } = await client.execute(CancelGeneration, { id: await generationId(client, id) });
      succeeded(cancelGeneration);
      console.log('Cancelled.');
    }),
  );
}
