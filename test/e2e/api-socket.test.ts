import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type FollowedEvent, GenesisClient, succeeded } from '../../apps/cli/client.ts';
import { Ping, StartGeneration } from '../../apps/cli/operations.ts';
import { type RunningServer, startServer } from '../../apps/server/server.ts';
import { UPLOAD, uploadForm } from '../support/api-client.ts';
import { type FakeServices, fakeServices, testConfig } from '../support/api-services.ts';

const MAX_UPLOAD = 1_000_000;
let services: FakeServices;
let server: RunningServer;

async function start(changes: Readonly<Record<string, string>> = {}): Promise<void> {
  services = await fakeServices();
  server = await startServer(testConfig({ GENESIS_MAX_UPLOAD: String(MAX_UPLOAD), ...changes }), services);
}
beforeEach(() => start());
afterEach(() => server.close());

/** A request with headers that fetch would not let through, such as Host. */
async function raw(path: string, headers: Record<string, string>, method = 'GET', body?: string) {
  const { port } = new URL(server.url);
  const request = httpRequest({ host: '127.0.0.1', port, path, method, headers });
  request.end(body);
  const [response] = (await once(request, 'response')) as [import('node:http').IncomingMessage];
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk);
  return {
    status: response.statusCode,
    headers: response.headers as IncomingHttpHeaders,
    text: Buffer.concat(chunks).toString(),
  };
}
const ping = (headers: Record<string, string>) =>
  raw('/graphql', { 'content-type': 'application/json', ...headers }, 'POST', '{"query":"{ __typename }"}');

async function startGeneration(client: GenesisClient): Promise<{ globalId: string; id: string }> {
  const file = join(tmpdir(), `genesis-${process.pid}.png`);
  await writeFile(file, 'picture');
  const image = await client.upload(file);
  const { startGeneration } = await client.execute(StartGeneration, { input: { mode: 'INFINITETALK', image } });
  const globalId = succeeded(startGeneration).generation.id;
  return { globalId, id: Buffer.from(globalId, 'base64url').toString().slice('Generation:'.length) };
}

describe('events over SSE', () => {
  it('streams stored and live events until the generation ends', async () => {
    const client = new GenesisClient({ url: server.url });
    const { globalId, id } = await startGeneration(client);
    const seen: FollowedEvent[] = [];
    const following = (async () => {
      for await (const event of client.follow(globalId)) seen.push(event);
    })();
    await vi.waitUntil(() => seen.length === 1);
    services.generations.emit(id, { type: 'StageStarted', run: 'r', stage: 'denoise', window: 0, windows: 2 });
    services.generations.emit(id, { type: 'StateChanged', state: 'SUCCEEDED' });
    await following;
    expect(seen).toMatchObject([
      { __typename: 'StateChanged', seq: 1, at: '2026-01-01T00:00:00.000Z', state: 'QUEUED' },
      { __typename: 'StageStarted', seq: 2, stage: 'DENOISE', window: 0, windows: 2 },
      { __typename: 'StateChanged', seq: 3, state: 'SUCCEEDED' },
    ]);
  });

  it('goes on behind the last event when the connection drops', async () => {
    // A proxy whose connections the test cuts.
    const pipes = new Set<Socket>();
    const proxy = createServer((incoming) => {
      const outgoing = connect(Number(new URL(server.url).port), '127.0.0.1');
      pipes.add(incoming);
      incoming.pipe(outgoing).pipe(incoming);
      incoming.on('error', () => outgoing.destroy()).on('close', () => outgoing.destroy());
      outgoing.on('error', () => incoming.destroy());
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    const client = new GenesisClient({ url: `http://127.0.0.1:${(proxy.address() as { port: number }).port}` });
    const { globalId, id } = await startGeneration(client);
    const seqs: number[] = [];
    const following = (async () => {
      for await (const event of client.follow(globalId)) seqs.push(event.seq);
    })();
    for (let round = 0; round < 3; round++) {
      await vi.waitUntil(() => seqs.length === 1 + 2 * round);
      for (const pipe of pipes) pipe.destroy();
      services.generations.emit(id, { type: 'WindowFinished', run: 'r', window: 0, windows: 1, frames: 81 });
      services.generations.emit(id, { type: 'WindowFinished', run: 'r', window: 0, windows: 1, frames: 81 });
    }
    await vi.waitUntil(() => seqs.length === 7);
    services.generations.emit(id, { type: 'StateChanged', state: 'SUCCEEDED' });
    await following;
    expect(seqs).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    proxy.close();
  });

  it('leaves nothing behind when clients go away from an idle stream', async () => {
    const client = new GenesisClient({ url: server.url });
    const { globalId } = await startGeneration(client);
    const leaving = Array.from({ length: 20 }, () => new AbortController());
    const followers = leaving.map(async ({ signal }) => {
      for await (const _ of client.follow(globalId, 0, signal));
    });
    await vi.waitUntil(() => services.generations.subscribers() === 20);
    for (const controller of leaving) controller.abort();
    await Promise.all(followers);
    await vi.waitUntil(() => services.generations.subscribers() === 0, { timeout: 5000 });
  });

  it('keeps an idle stream alive with comments', async () => {
    const { globalId } = await startGeneration(new GenesisClient({ url: server.url }));
    const body = JSON.stringify({ query: `subscription { generationEvents(id: "${globalId}", after: 1) { seq } }` });
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
      body,
    });
    const reader = response.body!.getReader();
    const first = new TextDecoder().decode((await reader.read()).value);
    expect(first.startsWith(':')).toBe(true);
    await reader.cancel();
  });

  it('reports an unknown generation as an error and does not try again', async () => {
    const client = new GenesisClient({ url: server.url });
    const unknown = Buffer.from('Generation:none').toString('base64url');
    await expect(client.follow(unknown).next()).rejects.toMatchObject({ code: 'GENERATION_NOT_FOUND' });
  });
});

describe('who may call', () => {
  it('answers to local names only, against DNS rebinding', async () => {
    for (const host of ['localhost', '127.0.0.1:4000', '[::1]:4000', 'genesis.localhost'])
      expect((await ping({ host })).status).toBe(200);
    for (const host of ['evil.example', 'localhost.evil.example', '127.0.0.1.evil.example']) {
      const refused = await ping({ host });
      expect([host, refused.status]).toEqual([host, 403]);
      expect(JSON.parse(refused.text).errors[0].extensions.code).toBe('FORBIDDEN');
    }
  });

  it('does not take a proxied request for a local one', async () => {
    for (const name of ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip'])
      expect((await ping({ [name]: '10.0.0.1' })).status, name).toBe(403);
  });

  it('refuses to be reachable from other hosts without a key', async () => {
    await expect(startServer(testConfig({ GENESIS_HOST: '0.0.0.0' }), services)).rejects.toMatchObject({
      code: 'INPUT_INVALID',
      field: 'GENESIS_API_KEY',
    });
  });

  it('takes the key from callers under other names', async () => {
    await server.close();
    await start({ GENESIS_HOST: '0.0.0.0', GENESIS_API_KEY: 'correct horse battery' });
    const host = 'genesis.example';
    expect((await ping({ host })).status).toBe(401);
    expect((await ping({ host, authorization: 'Bearer correct horse' })).status).toBe(401);
    expect((await ping({ host, authorization: 'Bearer correct horse battery' })).status).toBe(200);
    expect((await ping({})).status).toBe(200);
    expect((await raw('/assets/x', { host })).status).toBe(401);
  });

  it('keeps pages of other origins out, unless they are configured', async () => {
    const origin = 'https://studio.example';
    const refused = await ping({ origin });
    expect(refused.status).toBe(403);
    expect(refused.headers['access-control-allow-origin']).toBeUndefined();
    const { host } = new URL(server.url);
    expect((await ping({ host, origin: `http://${host}` })).status).toBe(200);

    await server.close();
    await start({ GENESIS_CORS_ORIGINS: origin });
    const allowed = await ping({ origin });
    expect([allowed.status, allowed.headers['access-control-allow-origin']]).toEqual([200, origin]);
    expect(allowed.headers['access-control-allow-credentials']).toBeUndefined();
    const preflight = await raw('/graphql', { origin, 'access-control-request-method': 'POST' }, 'OPTIONS');
    expect([preflight.status, preflight.headers['access-control-allow-origin']]).toEqual([204, origin]);
    expect((await ping({ origin: 'https://evil.example' })).status).toBe(403);
  });

  it('takes multipart only with a header that forces a preflight', async () => {
    const form = uploadForm(UPLOAD, Buffer.from('x'), 'a.png');
    expect((await fetch(`${server.url}/graphql`, { method: 'POST', body: form })).status).toBe(403);
  });
});

describe('uploads', () => {
  const upload = async (content: Uint8Array) => {
    const body = uploadForm(UPLOAD, content, 'a.png');
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      body,
      headers: { 'apollo-require-preflight': '1' },
    });
    return ((await response.json()) as { data: { uploadAsset: Record<string, unknown> } }).data.uploadAsset;
  };
  const put = (content: Uint8Array, sha256: string, query = '') =>
    fetch(`${server.url}/assets/${sha256}${query}`, { method: 'PUT', body: new Uint8Array(content) });

  it('streams a file in and refuses one over the limit with a typed error', async () => {
    expect(await upload(randomBytes(MAX_UPLOAD))).toMatchObject({
      __typename: 'UploadAssetSuccess',
      asset: { bytes: MAX_UPLOAD },
    });
    expect(await upload(randomBytes(MAX_UPLOAD + 1))).toMatchObject({
      __typename: 'InputError',
      code: 'ASSET_TOO_LARGE',
    });
    expect(await upload(randomBytes(8 * MAX_UPLOAD))).toMatchObject({ code: 'ASSET_TOO_LARGE' });
  });

  it('takes a file by its hash and checks it', async () => {
    const content = randomBytes(300_000);
    const sha256 = createHash('sha256').update(content).digest('hex');
    const stored = await put(content, sha256, '?filename=b.png');
    expect([stored.status, await stored.json()]).toMatchObject([200, { sha256, bytes: 300_000, kind: 'IMAGE' }]);
    expect((await put(content.subarray(1), sha256)).status).toBe(400);
    expect((await put(content, 'not-a-hash')).status).toBe(400);
    const tooLarge = await put(randomBytes(2 * MAX_UPLOAD), sha256);
    expect([
      tooLarge.status,
      ((await tooLarge.json()) as { errors: { extensions: object }[] }).errors[0]!.extensions,
    ]).toMatchObject([413, { code: 'ASSET_TOO_LARGE' }]);
  });

  it('answers an operation that is too long instead of resetting the connection', async () => {
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ __typename }', variables: { x: 'x'.repeat(8 * 1024 * 1024) } }),
    });
    expect([response.status, await response.json()]).toMatchObject([
      413,
      { errors: [{ extensions: { code: 'INPUT_INVALID' } }] },
    ]);
  });

  it('survives a client that stops in the middle', async () => {
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
    socket.write(`PUT /assets/${'0'.repeat(64)} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\nhalf`);
    await wait(50);
    socket.destroy();
    expect((await ping({})).status).toBe(200);
  });

  it('serves ranges with the stored type, named and never sniffed', async () => {
    const content = Buffer.from('RIFF0123456789');
    const asset = (await (
      await put(content, createHash('sha256').update(content).digest('hex'), '?filename=%E5%A3%B0.wav')
    ).json()) as { url: string };
    const whole = await fetch(server.url + asset.url);
    expect(Buffer.from(await whole.arrayBuffer())).toEqual(content);
    expect(Object.fromEntries(whole.headers)).toMatchObject({
      'content-type': 'audio/wav',
      'x-content-type-options': 'nosniff',
      'content-disposition': `inline; filename="_.wav"; filename*=UTF-8''%E5%A3%B0.wav`,
      'accept-ranges': 'bytes',
    });
    const part = await fetch(server.url + asset.url, { headers: { range: 'bytes=4-6' } });
    expect([part.status, part.headers.get('content-range'), await part.text()]).toEqual([206, 'bytes 4-6/14', '012']);
    const outside = await fetch(server.url + asset.url, { headers: { range: 'bytes=99-' } });
    expect([outside.status, outside.headers.get('content-range')]).toEqual([416, 'bytes */14']);
    const again = await raw(asset.url, { 'if-none-match': whole.headers.get('etag')! });
    expect(again.status).toBe(304);
    expect((await fetch(`${server.url}/assets/..%2f..%2fetc%2fpasswd`)).status).toBe(404);
    expect((await fetch(`${server.url}/assets/%ff`)).status).toBe(400);
  });
});

describe('the server', () => {
  it('answers health checks and names what there is', async () => {
    expect(await (await fetch(`${server.url}/health`)).json()).toEqual({ status: 'ok' });
    expect((await fetch(`${server.url}/nothing`)).status).toBe(404);
    expect((await fetch(`${server.url}/assets/x`, { method: 'DELETE' })).status).toBe(405);
  });

  it('ends open streams and its services when it is closed', async () => {
    const client = new GenesisClient({ url: server.url, retries: 0 });
    const { globalId } = await startGeneration(client);
    const following = (async () => {
      for await (const _ of client.follow(globalId));
    })();
    await vi.waitUntil(() => services.generations.subscribers() === 1);
    await Promise.all([server.close(), expect(following).rejects.toThrow()]);
    expect(services.closed()).toBe(true);
    await vi.waitUntil(() => services.generations.subscribers() === 0);
    await expect(client.execute(Ping, {})).rejects.toThrow();
  });
});
