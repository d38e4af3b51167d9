import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { GenesisError } from '../../core/errors/genesis-error.ts';
import type { ServerConfig } from './config.ts';
import { checkBind } from './http/guard.ts';
import { createListener } from './http/listener.ts';
import { createLog } from './log.ts';
import type { Services } from './services/services.ts';

export interface RunningServer {
  /** Base URL, without a slash at its end. */
  readonly url: string;
  /** Ends all connections, stops the workers and closes the database. */
  close(): Promise<void>;
}

/** Uploads may take an hour; the headers of a request a minute (Node's default). */
const REQUEST_TIMEOUT_MS = 3_600_000;

/** Connections that wait to be taken while the server is busy: a crowd that comes at once is not turned away. */
const BACKLOG = 4096;

function urlOf({ address, family, port }: AddressInfo): string {
  if (address === '::' || address === '0.0.0.0') return `http://127.0.0.1:${port}`;
  return family === 'IPv6' ? `http://[${address}]:${port}` : `http://${address}:${port}`;
}

/**
 * Starts the API.
 * @param given services to serve; without them the real ones are made (and closed with the server either way)
 * @throws GenesisError INPUT_INVALID when it would be reachable from other hosts without a key, or cannot listen
 */
export async function startServer(config: ServerConfig, given?: Services): Promise<RunningServer> {
  checkBind(config);
  const log = createLog(config);
  const services = given ?? (await (await import('./container.ts')).createServices(config, log));
  const server = createServer({ requestTimeout: REQUEST_TIMEOUT_MS }, createListener(services, config, log));
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(config.GENESIS_PORT, config.GENESIS_HOST, BACKLOG, resolve);
    });
  } catch (error) {
    await services.close();
    throw new GenesisError('INPUT_INVALID', `the server cannot listen: ${(error as Error).message}`, {
      field: 'GENESIS_PORT',
      accepted: 'a free port at an address of this machine; port 0 picks one',
      cause: error,
    });
  }
  let closing: Promise<void> | undefined;
  const close = async () => {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    server.closeAllConnections();
    await closed;
    await services.close();
  };
  return { url: urlOf(server.address() as AddressInfo), close: () => (closing ??= close()) };
}
