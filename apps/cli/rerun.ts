import { Command } from 'commander';
import { succeeded } from './client.ts';
import { followToEnd } from './generate.ts';
import { RerunGeneration } from './operations-of-history.ts';
import { generationId, ID_HELP, type ServerOptions, useLastingServer, withServer } from './server-access.ts';
import { chosenSettings, type SettingsOptions, withSettings } from './settings-option.ts';
import { follow, withResult } from './talk.ts';
import { outputFor, type ResultOptions } from './talk-options.ts';

export function rerunCommand(): Command {
  const rerun = new Command('rerun')
    .description('Makes a video again with the settings that it was made with, seed included, and changes to them.')
    .argument('<id>', ID_HELP);
  return withServer(withResult(withSettings(rerun))).action(
    (id: string, options: ServerOptions & SettingsOptions & ResultOptions) =>
      useLastingServer(options, (client) =>
        follow(client, options, async (onEvent, cancel) => {
          const changes = { ...outputFor(options.out), ...chosenSettings(options) };
          const first = await generationId(client, id);
          const { rerunGeneration } = await client.execute(RerunGeneration, { id: first, changes });
          return followToEnd(client, succeeded(rerunGeneration).generation.id, onEvent, cancel);
        }),
      ),
  );
}
