import { Command } from 'commander';
import { type GenesisClient, succeeded } from './client.ts';
import { followToEnd } from './generate.ts';
import type { GenerationState } from './generated/graphql.ts';
import { ResumeGeneration, RetryGeneration } from './operations.ts';
import { GenerationDetails } from './operations-of-history.ts';
import { generationId, ID_HELP, type ServerOptions, useLastingServer, withServer } from './server-access.ts';
import { follow, withResult } from './talk.ts';
import { type ResultOptions, requireFormat } from './talk-options.ts';

/** A command that has a generation go on, and follows it to its video. */
function continuation(
  name: string,
  description: string,
  go: (client: GenesisClient, id: string, state: GenerationState | undefined) => Promise<unknown>,
): Command {
  const command = new Command(name).description(description).argument('<id>', ID_HELP);
  return withServer(withResult(command)).action((id: string, options: ServerOptions & ResultOptions) =>
    useLastingServer(options, (client) =>
      follow(client, options, async (onEvent, cancel) => {
        const generation = await generationId(client, id);
        const { generation: known } = await client.execute(GenerationDetails, { id: generation });
        if (known) requireFormat(options.out, known.settings.output.id);
        await go(client, generation, known?.state);
        return followToEnd(client, generation, onEvent, cancel);
      }),
    ),
  );
}

export const resumeCommand = (): Command =>
  continuation(
    'resume',
    'Takes a generation up after its last finished step that is paused, or whose server or command has ended; follows it, saves the video.',
    // A server takes up by itself what the one before it left: there is only to follow.
    async (client, id, state) =>
      state === 'QUEUED' ||
      state === 'RUNNING' ||
      succeeded((await client.execute(ResumeGeneration, { id })).resumeGeneration),
  );

export const retryCommand = (): Command =>
  continuation(
    'retry',
    'Tries a failed or cancelled generation again without repeating finished stages, follows it, saves the video.',
    async (client, id) => succeeded((await client.execute(RetryGeneration, { id })).retryGeneration),
  );
