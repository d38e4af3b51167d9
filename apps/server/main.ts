import { resolve } from 'node:path';
import { GenesisError } from '../../core/errors/genesis-error.ts';
import { announceServer } from '../../db/folder-lock.ts';
import { readConfig, unknownVariables } from './config.ts';
import { type RunningServer, startServer } from './server.ts';

/** Sent to a parent that forked this program. */
export interface ListeningMessage {
  readonly type: 'listening';
  readonly url: string;
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
    if (!(error instanceof GenesisError)) throw error;
    console.error(`${error.code}: ${error.message}${error.accepted ? ` (accepted: ${error.accepted})` : ''}`);
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
    process.send({ type: 'listening', url: server.url } satisfies ListeningMessage);
  } else {
    console.log(`Studio:           open ${server.url} in a browser`);
    console.log(`GraphQL API:      ${server.url}/graphql (GraphiQL in a browser)`);
    console.log('A first video:    npm run demo');
  }
}

await main();
