import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { readConfig } from '../server/config.ts';
import { ApiError, GenesisClient } from './client.ts';
import { takeTurn } from './folder-turn.ts';
import { Ping } from './operations.ts';
import { Latest } from './operations-of-history.ts';
import { launchServer } from './server-process.ts';

/** Options of every command that talks to a server. */
export interface ServerOptions {
  readonly server?: string;
  readonly apiKey?: string;
}

export const withServer = (command: Command): Command =>
  command
    .addOption(
      new Option(
        '--server <url>',
        'a running server; left out: the one on the data folder, or one that is started for this command',
      ).env('GENESIS_URL'),
    )
    .addOption(new Option('--api-key <key>', 'its key, when it is on another host').env('GENESIS_API_KEY'));

/** As people write it: with or without a path, and without a scheme. @throws ApiError */
function addressOf(server: string): string {
  const url = /^[a-z][a-z\d+.-]*:\/\//i.test(server) ? server : `http://${server}`;
  if (URL.canParse(url) && /^https?:/i.test(url)) return url.replace(/\/+(graphql\/*)?$/, '');
  throw new ApiError({
    code: 'INPUT_INVALID',
    message: `${server} is no address of a server`,
    field: '--server',
    accepted: 'an address such as http://127.0.0.1:4000',
  });
}

/** @throws NoServerError · ApiError */
async function connect(server: string, apiKey: string | undefined): Promise<GenesisClient> {
  const client = new GenesisClient({ url: addressOf(server), apiKey });
  try {
    await client.execute(Ping, {});
  } catch (error) {
    if (!(error instanceof ApiError) || error.code !== 'UNAUTHORIZED') throw error;
    throw new ApiError({
      code: error.code,
      message:
        apiKey === undefined ? `the server at ${server} asks for its API key` : `it is not the API key of ${server}`,
      field: '--api-key',
      accepted: 'the key that the server was started with; it may be in GENESIS_API_KEY as well',
    });
  }
  return client;
}

async function withServerOf<Result>(
  { server, apiKey }: ServerOptions,
  lasting: boolean,
  work: (client: GenesisClient) => Promise<Result>,
): Promise<Result> {
  if (server) return work(await connect(server, apiKey));
  const folder = resolve(readConfig(process.env).GENESIS_DATA);
  const turn = await takeTurn({
    folder,
    lasting,
    connect: (url) => connect(url, apiKey),
    tell: () => {
      const advice = 'genesis serve runs a server that commands share';
      process.stderr.write(`Waiting for another command on the data folder ${folder} to end (${advice}) ...\n`);
    },
  });
  if ('client' in turn) return work(turn.client);
  try {
    const own = await launchServer();
    try {
      return await work(new GenesisClient({ url: own.url, apiKey, own: true }));
    } finally {
      await own.stop();
    }
  } finally {
    turn.release();
  }
}

/**
 * Works with the server that the options name, with the one that serves the data folder (another command's, too), or with
 * one that is started for this and ended afterwards.
 * @throws NoServerError
 */
export const useServer = <Result>(options: ServerOptions, work: (client: GenesisClient) => Promise<Result>) =>
  withServerOf(options, false, work);

/** The same for what takes longer than a request: it waits until another command's server has ended. */
export const useLastingServer = <Result>(options: ServerOptions, work: (client: GenesisClient) => Promise<Result>) =>
  withServerOf(options, true, work);

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
