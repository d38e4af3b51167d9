import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, it } from 'vitest';
import { GenesisClient } from '../../apps/cli/client.ts';
import { EXIT, explain, plainFailure } from '../../apps/cli/exit-codes.ts';
import { followToEnd } from '../../apps/cli/generate.ts';

let server: Server;
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

async function clientOf(listener: RequestListener): Promise<GenesisClient> {
  server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return new GenesisClient({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, retries: 1 });
}

const failureOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => expect.unreachable(),
    (error: unknown) => error,
  );

it('a server that goes while a generation is followed, and while it is cancelled, ends the command with code 4', async () => {
  const client = await clientOf((request, response) => {
    if (!request.headers.accept?.includes('event-stream')) return request.socket.destroy();
    response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders();
    response.socket!.destroySoon();
    server.close();
  });
  const error = await failureOf(followToEnd(client, 'g', () => {}, AbortSignal.timeout(1)));
  expect(explain(error)).toMatchObject({ exitCode: EXIT.NO_SERVER, text: expect.stringContaining('any more') });
  expect(plainFailure(error)).toMatchObject({ code: 'NO_SERVER' });
});

it('something else that answers at the address is told from a server', async () => {
  const client = await clientOf((_, response) => void response.end('<html></html>'));
  const error = await failureOf(client.upload(fileURLToPath(import.meta.url)));
  expect(explain(error)).toMatchObject({
    exitCode: EXIT.NO_SERVER,
    text: expect.stringContaining('no Genesis server'),
  });
});
