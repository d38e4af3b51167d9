import { resolve } from 'node:path';
import { GenesisError } from '../../core/errors/genesis-error.ts';
import { announceServer } from '../../db/folder-lock.ts';
import { readConfig, unknownVariables } from './config.ts';
import { type RunningServer, startServer } from './server.ts';

/** Sent to a parent that forked this program: the server's address, or why there will be none. */
export type StartMessage =
  | { readonly type: 'listening'; readonly url: string }
  | { readonly type: 'refused'; readonly reason: string };

/** Resolved once a parent has it; without a parent at once. */
const tell = (message: StartMessage): Promise<void> =>
  new Promise((resolve) => (process.send ? process.send(message, () => resolve()) : resolve()));

function reasonOf(error: unknown): string {
  if (!(error instanceof GenesisError)) return error instanceof Error ? error.message : String(error);
  return `${error.code}: ${error.message}${error.accepted ? ` (accepted: ${error.accepted})` : ''}`;
}

async function main(): Promise<void> {
  let server: RunningServer;
  let folder: string;
  try {
    const config = readConfig(process.env);
    for (const name of unknownVariables(process.env))
      console.error(
        `${name} is no setting of the server, and is ignored; docs/configuration.md has those that there are`,
      );
    server = await startServer(config);
    folder = resolve(config.GENESIS_DATA);
  } catch (error) {
    await tell({ type: 'refused', reason: reasonOf(error) });
    if (!(error instanceof GenesisError)) throw error;
    // A parent says it in its own way.
    if (!process.send) console.error(reasonOf(error));
    process.exit(2);
  }
  const stop = () => {
    server.close().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  announceServer(folder, { url: server.url, lasting: process.send === undefined });
  if (process.send) {
    // The parent's end must not leave a server behind.
    process.once('disconnect', stop);
    await tell({ type: 'listening', url: server.url });
  } else {
    console.log(`Studio:           open ${server.url} in a browser`);
    console.log(`GraphQL API:      ${server.url}/graphql (GraphiQL in a browser)`);
    console.log('A first video:    npm run demo');
  }
}

await main();
