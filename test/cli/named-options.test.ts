import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSample } from '../../apps/cli/samples.ts';
import { runCli } from '../support/cli.ts';
import { RealServer } from '../support/real-server.ts';

const KEY = 'a key of the test, long enough';

let server: RealServer;
/** Sends requests on as a proxy does: behind it nobody is on the server's machine. */
let proxy: Server;
beforeAll(async () => {
  server = await RealServer.launch({ GENESIS_API_KEY: KEY });
  proxy = createServer((incoming, outgoing) => {
    const { method, headers, url } = incoming;
    const options = { method, headers: { ...headers, 'x-forwarded-for': '203.0.113.9' } };
    const onward = request(`${server.url}${url}`, options, (answer) => {
      outgoing.writeHead(answer.statusCode!, answer.headers);
      answer.pipe(outgoing);
    });
    incoming.pipe(onward);
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  proxy.closeAllConnections();
  proxy.close();
  await server.stop();
});

async function refusal(...args: string[]) {
  const { code, stdout, stderr } = await runCli([...args, '--json'], { GENESIS_URL: server.url });
  expect(code).toBe(2);
  const { error } = JSON.parse(stdout.trim().split('\n').at(-1)!);
  expect(stderr).toContain(`  field:    ${error.field}\n`);
  return error;
}

describe('what is refused names', () => {
  it('the option whose file is of another kind', async () => {
    const { image, audio } = await readSample(1);
    expect(await refusal('talk', '--image', audio)).toMatchObject({
      code: 'ASSET_KIND',
      field: '--image',
      message: '--image: the asset is of kind AUDIO',
    });
    const speakers = ['--speaker', audio, '--speaker', image];
    expect(await refusal('talk', '--image', image, ...speakers)).toMatchObject({
      code: 'ASSET_KIND',
      field: '--speaker',
      message: expect.stringContaining('speakers.1.audio'),
    });
  });

  it('the option of a setting, given or not, and the field where --set gave it', async () => {
    const { image, audio } = await readSample(1);
    const talk = ['talk', '--image', image, '--audio', audio];
    expect((await refusal(...talk, '--steps', '0')).field).toBe('--steps');
    expect((await refusal(...talk, '--set', 'steps=0')).field).toBe('steps');
    expect((await refusal(...talk, '--scheduler', 'magic', '--set', 'scheduler.options={}')).field).toBe('--scheduler');
    expect((await refusal(...talk, '--set', 'scheduler.id=magic')).field).toBe('scheduler');
    expect((await refusal(...talk, '--set', 'audioCfg=-1')).field).toBe('audioCfg');
    expect((await refusal(...talk, '--out', 'a.magic')).field).toBe('--out');
    expect((await refusal(...talk, '--lora', 'magic')).field).toBe('--lora');
    expect((await refusal('plan', '--preset', 'magic')).field).toBe('--preset');
  });
});

it('a server on another host is told the key by --api-key or GENESIS_API_KEY, and who does not, hears of both', async () => {
  const url = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  const history = (args: readonly string[], environment = {}) =>
    runCli(['history', '--server', url, ...args], { GENESIS_API_KEY: '', ...environment });
  for (const args of [[], ['--api-key', 'another one']]) {
    const { code, stderr } = await history(args);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^UNAUTHORIZED: .*API key/);
    expect(stderr).toMatch(/^ {2}field: {4}--api-key$/m);
    expect(stderr).toMatch(/^ {2}accepted: .*GENESIS_API_KEY/m);
  }
  expect((await history(['--api-key', KEY])).code).toBe(0);
  expect((await history([], { GENESIS_API_KEY: KEY })).code).toBe(0);
});
