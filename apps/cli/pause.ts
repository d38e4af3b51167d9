import { Command } from 'commander';
import { succeeded } from './client.ts';
import { PauseGeneration } from './operations.ts';
import { generationId, ID_HELP, type ServerOptions, useServer, withServer } from './server-access.ts';

export function pauseCommand(): Command {
  const pause = new Command('pause')
    .description('Stops a generation that waits or runs; "resume" takes it up after its last finished step.')
    .argument('<id>', ID_HELP);
  return withServer(pause).action((id: string, options: ServerOptions) =>
    useServer(options, async (client) => {
      const { pauseGeneration } = await client.execute(PauseGeneration, { id: await generationId(client, id) });
      succeeded(pauseGeneration);
      console.log('Paused.');
    }),
  );
}
