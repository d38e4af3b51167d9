import { once } from 'node:events';
import { request as httpRequest, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { brotliDecompressSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { type RunningServer, startServer } from '../../apps/server/server.ts';
import { fakeServices, testConfig } from '../support/api-services.ts';

const KEY = 'correct horse battery';
let server: RunningServer;

async function start(changes: Readonly<Record<string, string>> = {}): Promise<void> {
  server = await startServer(testConfig(changes), await fakeServices());
}
afterEach(() => server.close());

async function get(path: string, headers: IncomingHttpHeaders = {}, method = 'GET') {
  const { port } = new URL(server.url);
  const request = httpRequest({ host: '127.0.0.1', port, path, method, headers });
  request.end();
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk);
  return { status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks) };
}

const page = (path: string, headers: IncomingHttpHeaders = {}) => get(path, { accept: 'text/html', ...headers });

describe('the page', () => {
  it('is served for every path that it has, under a policy that lets nothing in from elsewhere', async () => {
    await start();
    for (const path of ['/', '/history', '/generations/R2VuZXJhdGlvbjox']) {
      const { status, headers, body } = await page(path);
      const policy = String(headers['content-security-policy']);
      const nonce = /'nonce-([^']+)'/.exec(policy)![1];
      expect(status, path).toBe(200);
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("script-src 'self';");
      expect(policy).not.toContain('unsafe');
      expect(body.toString()).toContain(`content="${nonce}"`);
      expect(body.toString()).not.toMatch(/https?:\/\//);
    }
    const nonces = await Promise.all([page('/'), page('/')]);
    expect(nonces[0]!.headers['content-security-policy']).not.toBe(nonces[1]!.headers['content-security-policy']);
  });

  it('comes compressed, its files to be kept for good since their names change with them', async () => {
    await start();
    const script = /src="(\/studio\/[^"]+\.js)"/.exec((await page('/')).body.toString())![1]!;
    const { headers, body } = await get(script, { 'accept-encoding': 'gzip, br' });
    expect(headers).toMatchObject({
      'content-encoding': 'br',
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
    });
    expect(brotliDecompressSync(body).equals((await get(script)).body)).toBe(true);
  });

  it('is not what a program gets that asks for something else', async () => {
    await start();
    expect((await get('/history', { accept: 'application/json' })).status).toBe(404);
    expect((await page('/nothing.js')).status).toBe(404);
    expect((await page('/studio/..%2f..%2fpackage.json')).status).toBe(404);
    expect((await get('/', { accept: 'text/html' }, 'POST')).status).toBe(404);
  });

  it('asks a browser on another host for the key, as a password', async () => {
    await start({ GENESIS_HOST: '0.0.0.0', GENESIS_API_KEY: KEY });
    const host = 'studio.example';
    const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;
    const refused = await page('/', { host });
    expect(refused.status).toBe(401);
    expect(refused.headers['www-authenticate']).toMatch(/^Basic /);
    expect((await page('/', { host, authorization: basic(`me:${KEY}`) })).status).toBe(200);
    expect((await page('/', { host, authorization: basic(`${KEY}:me`) })).status).toBe(401);
    expect((await page('/', { host, authorization: basic(KEY) })).status).toBe(401);
  });
});
