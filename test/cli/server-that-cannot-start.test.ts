import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { runCli } from '../support/cli.ts';

let data: string;
beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'genesis-refused-'));
});
afterEach(() => rm(data, { recursive: true, force: true }));

const history = (environment: Readonly<Record<string, string>>) =>
  runCli(['history', '--json'], { GENESIS_DATA: data, GENESIS_URL: '', ...environment });

it('a command says why the server that it started refused to, once, and to scripts too', async () => {
  const { code, stdout, stderr } = await history({ GENESIS_PLUGINS: './no-such-plugin.js' });
  expect(code).toBe(4);
  expect(stderr).toMatch(/^the server ended while starting: PLUGIN_NOT_FOUND: [^\n]*no-such-plugin\.js[^\n]*\n$/);
  expect(JSON.parse(stdout)).toEqual({
    error: { code: 'NO_SERVER', message: stderr.trimEnd(), field: null, accepted: null },
  });
});

it('a data folder that cannot be used is named in the answer to scripts as well', async () => {
  await mkdir(join(data, 'server-url'));
  const { code, stdout } = await history({});
  expect(code).toBe(4);
  expect(JSON.parse(stdout).error.message).toContain('server-url');
});
