import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { PACKAGE_ROOT } from '../../apps/server/config.ts';
import { runCli, startCli } from '../support/cli.ts';

const PORTRAIT = join(PACKAGE_ROOT, 'models', 'demo', 'samples', 'portrait_1.png');

/** Is there, but never answers an upload. */
let server: Server;
let url: string;
let uploading = () => {};
const isUpload = ({ headers }: IncomingMessage) => headers['content-type']?.startsWith('multipart/') ?? false;
beforeAll(async () => {
  server = createServer((request, response) => {
    request.resume();
    if (isUpload(request)) uploading();
    else response.setHeader('content-type', 'application/json').end('{"data":{"__typename":"Query"}}');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

it('the first Ctrl+C ends an upload: there is nothing on the server yet that could be waited for', async () => {
  const begun = new Promise<void>((resolve) => {
    uploading = resolve;
  });
  const { child, result } = startCli(['talk', '--image', PORTRAIT, '--server', url]);
  await begun;
  child.kill('SIGINT');
  const { code, signal, stderr } = await result;
  expect({ code, signal, last: stderr.trim().split('\n').at(-1) }).toEqual({
    code: 130,
    signal: null,
    last: 'Cancelled.',
  });
}, 20_000);

it.runIf(process.platform === 'linux')(
  'a device, which may have no end, is no portrait',
  async () => {
    const { code, stderr } = await runCli(['talk', '--image', '/dev/zero', '--server', url]);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: expect.stringMatching(/^ASSET_UNREADABLE: \/dev\/zero is a device\n.*--image/),
    });
  },
  20_000,
);
