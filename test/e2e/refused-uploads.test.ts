import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningServer, startServer } from '../../apps/server/server.ts';
import { UPLOAD } from '../support/api-client.ts';
import { fakeServices, testConfig } from '../support/api-services.ts';

const MAX_UPLOAD = 1_000_000;
const ENDLESS = 10 ** 12;
let server: RunningServer;

beforeAll(async () => {
  server = await startServer(testConfig({ GENESIS_MAX_UPLOAD: String(MAX_UPLOAD) }), await fakeServices());
});
afterAll(() => server.close());

/** A client that goes on sending whatever is answered, until it is cut off. */
class Sender {
  readonly socket: Socket = connect(Number(new URL(server.url).port), '127.0.0.1');
  readonly #closed = new Promise((resolve) => this.socket.once('close', resolve));
  answer = '';
  sent = 0;

  constructor(head: string) {
    this.socket
      .on('error', () => {})
      .on('data', (piece) => {
        this.answer += piece;
      });
    this.socket.write(head);
  }

  async send(piece: Uint8Array | string): Promise<void> {
    this.sent += piece.length;
    if (!this.socket.write(piece))
      await Promise.race([new Promise((resolve) => this.socket.once('drain', resolve)), this.#closed]);
  }

  /** Sends until the connection is gone. @returns bytes that were sent before the answer came */
  async sendAll(chunked: boolean): Promise<number> {
    const piece = Buffer.alloc(16 * 1024);
    let before = 0;
    while (!this.socket.destroyed) {
      if (chunked) await this.send(`${piece.length.toString(16)}\r\n`);
      await this.send(piece);
      if (chunked) await this.send('\r\n');
      if (this.answer === '') before = this.sent;
      // Leaves the server its turn: both run in this process.
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    return before;
  }
}

const lengthOf = (chunked: boolean) => (chunked ? 'Transfer-Encoding: chunked' : `Content-Length: ${ENDLESS}`);
const asChunk = (text: string, chunked: boolean) =>
  chunked ? `${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n` : text;

function startUpload(query: string, chunked: boolean): Sender {
  const part = (name: string) => `--B\r\nContent-Disposition: form-data; name="${name}"`;
  const operations = JSON.stringify({ query, variables: { file: null } });
  const body = `${part('operations')}\r\n\r\n${operations}\r\n${part('map')}\r\n\r\n{"0":["variables.file"]}\r\n${part('0')}; filename="a.wav"\r\n\r\n`;
  const head = `POST /graphql HTTP/1.1\r\nHost: localhost\r\nApollo-Require-Preflight: 1\r\nContent-Type: multipart/form-data; boundary=B\r\n${lengthOf(chunked)}\r\n\r\n`;
  return new Sender(head + asChunk(body, chunked));
}

const startPut = (chunked: boolean) =>
  new Sender(`PUT /assets/${'0'.repeat(64)} HTTP/1.1\r\nHost: localhost\r\n${lengthOf(chunked)}\r\n\r\n`);

describe.concurrent.each([
  false,
  true,
])('an upload without end is answered and then cut off (chunked: %s)', (chunked) => {
  // What lies in the buffers of both ends comes on top of what the server has asked for.
  const most = (chunked ? MAX_UPLOAD : 0) + 4 * 1024 * 1024;

  it.concurrent.each([
    ['of a multipart request', () => startUpload(UPLOAD, chunked)],
    ['of a file by its hash', () => startPut(chunked)],
  ])('%s', async (_what, start) => {
    const sender = start();
    expect(await sender.sendAll(chunked)).toBeLessThan(most);
    expect(sender.answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(sender.answer).toContain('"code":"ASSET_TOO_LARGE"');
    expect(sender.answer).toContain('"field":"file"');
  });
});

it.concurrent('a file over the limit that no field of the operation reads does not end the server', async () => {
  const sender = startUpload('mutation ($file: File!) { noSuchField(file: $file) }', true);
  await sender.sendAll(true);
  expect(sender.answer).toContain('noSuchField');
  expect((await fetch(`${server.url}/health`)).status).toBe(200);
});

it.concurrent('a body that ends in the middle of its file is told so, typed', async () => {
  const sender = startUpload(UPLOAD, true);
  await sender.send(`5\r\nRIFF1\r\n0\r\n\r\n`);
  await once(sender.socket, 'data');
  expect(sender.answer).toMatch(/^HTTP\/1\.1 200 [\s\S]*"InputError","code":"ASSET_UNREADABLE".*"field":"file"/);
  sender.socket.destroy();
});

it.concurrent('a JSON body without end is answered and then cut off', async () => {
  const sender = new Sender(
    `POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n${lengthOf(true)}\r\n\r\n`,
  );
  expect(await sender.sendAll(true)).toBeLessThan(5 * 1024 * 1024);
  expect(sender.answer).toMatch(/^HTTP\/1\.1 413 /);
});

it.concurrent('a body that ends soon after its answer leaves the connection to the next request', async () => {
  const body = '{"query":"{ __typename }"}'.padEnd(3 * 1024 * 1024);
  const head = (length: number) =>
    `POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: ${length}\r\n\r\n`;
  const twice = new Sender(head(body.length));
  await twice.send(body);
  await new Promise((resolve) => setTimeout(resolve, 2500));
  await twice.send(`${head(26)}{"query":"{ __typename }"}`);
  await once(twice.socket, 'data');
  expect(twice.answer).toMatch(/^HTTP\/1\.1 413 [\s\S]*HTTP\/1\.1 200 [\s\S]*"__typename":"Query"/);
  twice.socket.destroy();
});
