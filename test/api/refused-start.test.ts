import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readConfig, unknownVariables } from '../../apps/server/config.ts';
import { startServer } from '../../apps/server/server.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'genesis-start-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const start = (environment: Readonly<Record<string, string>>) =>
  startServer(readConfig({ GENESIS_LOG: 'silent', GENESIS_PORT: '0', ...environment }));

it('names the data folder when it cannot be used', async () => {
  const file = join(folder, 'file');
  await writeFile(file, '');
  await expect(start({ GENESIS_DATA: file })).rejects.toMatchObject({ code: 'INPUT_INVALID', field: 'GENESIS_DATA' });
});

it('names the data folder when a file is where its workers keep theirs', async () => {
  const data = await mkdtemp(join(folder, 'data-'));
  await writeFile(join(data, 'cache'), '');
  await expect(start({ GENESIS_DATA: data })).rejects.toMatchObject({ code: 'INPUT_INVALID', field: 'GENESIS_DATA' });
});

it.runIf(existsSync('/proc/self'))('names the data folder when it can never be made', async () => {
  await expect(start({ GENESIS_DATA: '/proc/genesis/data' })).rejects.toMatchObject({
    code: 'INPUT_INVALID',
    field: 'GENESIS_DATA',
    message: expect.stringContaining('/proc/genesis'),
  });
});

it('names the data folder when its database is none, and lets go of it', async () => {
  await writeFile(join(folder, 'genesis.sqlite'), 'this is no database, and long enough to be told from an empty one');
  const refusal = { code: 'INPUT_INVALID', field: 'GENESIS_DATA', message: expect.stringContaining('not a database') };
  await expect(start({ GENESIS_DATA: folder })).rejects.toMatchObject(refusal);
  await expect(start({ GENESIS_DATA: folder })).rejects.toMatchObject(refusal);
});

it('names the port when it is taken', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const { port } = other.address() as AddressInfo;
  try {
    await expect(start({ GENESIS_DATA: join(folder, 'data'), GENESIS_PORT: String(port) })).rejects.toMatchObject({
      code: 'INPUT_INVALID',
      field: 'GENESIS_PORT',
    });
  } finally {
    other.close();
  }
});

it('names the variable at fault, and takes one that is set to nothing as left out', () => {
  expect(() => readConfig({ GENESIS_PORT: 'abc' })).toThrow('GENESIS_PORT must be a number');
  expect(() => readConfig({ GENESIS_API_KEY: 'short' })).toThrow('GENESIS_API_KEY must be at least 16 characters');
  expect(() => readConfig({ GENESIS_LOG: 'loud' })).toThrow(
    expect.objectContaining({ field: 'GENESIS_LOG', accepted: expect.stringContaining('one of silent, error') }),
  );
  expect(readConfig({ GENESIS_PORT: '', GENESIS_API_KEY: '', GENESIS_MIN_FREE_DISK: '' })).toEqual(readConfig({}));
});

it('refuses origins that no browser sends, which would be allowed nothing in silence', () => {
  const origins = 'https://app.example.com,http://localhost:5173';
  expect(readConfig({ GENESIS_CORS_ORIGINS: origins }).GENESIS_CORS_ORIGINS).toEqual(origins.split(','));
  for (const wrong of ['*', 'app.example.com', 'https://app.example.com/', 'https://app.example.com/page', 'null'])
    expect(() => readConfig({ GENESIS_CORS_ORIGINS: `http://localhost:5173,${wrong}` })).toThrow(
      expect.objectContaining({
        code: 'INPUT_INVALID',
        field: 'GENESIS_CORS_ORIGINS',
        message: expect.stringContaining(`"${wrong}"`),
        accepted: expect.stringContaining('https://app.example.com'),
      }),
    );
});

it('refuses more threads than a machine has, for which a run ends as if memory had run out', () => {
  expect(() => readConfig({ GENESIS_THREADS: '10000' })).toThrow('GENESIS_THREADS must be at most 1024');
  expect(() => readConfig({ GENESIS_THREADS: '1.5' })).toThrow('GENESIS_THREADS must be a whole number');
});

it('knows which variables it does not read', () => {
  const given = {
    GENESIS_DAAT: '/x',
    GENESIS_PORT: '0',
    GENESIS_URL: 'http://127.0.0.1:4000',
    GENESIS_BROWSER_TESTS: 'required',
    PATH: '/bin',
  };
  expect(unknownVariables(given)).toEqual(['GENESIS_DAAT']);
});
