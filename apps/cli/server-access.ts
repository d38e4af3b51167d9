import { type Command, Option } from 'commander';
import { ApiError, GenesisClient } from './client.ts';
import { Ping } from './operations.ts';
import { Latest } from './operations-of-history.ts';
import { launchServer, ServerStartError } from './server-process.ts';

/** Options of every command that talks to a server. */
export interface ServerOptions {
  readonly server?: string;
  readonly apiKey?: string;
}

export const withServer = (command: Command): Command =>
  command
    .addOption(
      new Option('--server <url>', 'a running server; left out: one is started for this command').env('GENESIS_URL'),
    )
    .addOption(new Option('--api-key <key>', 'its key, when it is on another host').env('GENESIS_API_KEY'));

async function connect(server: string, apiKey: string | undefined): Promise<GenesisClient> {
  const url = server.replace(/\/+(graphql)?$/, '');
  const client = new GenesisClient({ url, apiKey });
  try {
    await client.execute(Ping, {});
    return client;
  } catch (error) {
    if (error instanceof ApiError) throw error;
    throw new ServerStartError(`no Genesis server answers at ${url}`, { cause: error });
  }
}

/** Works with the server that the options name, or with one that is started for it and ended afterwards. */
export async function useServer<Result>(
  { server, apiKey }: ServerOptions,
  work: (client: GenesisClient) => Promise<Result>,
): Promise<Result> {
  if (server) return work(await connect(server, apiKey));
  const own = await launchServer();
  try {
    return await work(new GenesisClient({ url: own.url, apiKey }));
  } finally {
    await own.stop();
  }
}

/** How a generation is named on the command line. */
export const ID_HELP = 'id of a generation, or "last" for the newest';

/** @throws ApiError GENERATION_NOT_FOUND when "last" is asked for and there is none */
export async function generationId(client: GenesisClient, id: string): Promise<string> {
  if (id !== 'last') return id;
  const { generations } = await client.execute(Latest, {});
  const newest = generations.edges?.[0]?.node?.id;
  if (newest !== undefined) return newest;
  throw new ApiError({ code: 'GENERATION_NOT_FOUND', message: 'there is no generation yet', field: 'id' });
}
