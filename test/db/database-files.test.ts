import { execFileSync } from 'node:child_process';
import { cpSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { PACKAGE_ROOT } from '../../apps/server/config.ts';
import { announceServer, folderInUse, lockFolder, servedAt } from '../../db/folder-lock.ts';
import { MIGRATIONS, openAt, testDatabase, testFolder } from '../support/database.ts';

it('opens in WAL mode with foreign keys on and a busy timeout', () => {
  const { orm } = testDatabase();
  expect(orm.get(sql`pragma journal_mode`)).toEqual({ journal_mode: 'wal' });
  expect(orm.get(sql`pragma foreign_keys`)).toEqual({ foreign_keys: 1 });
  expect(orm.get(sql`pragma busy_timeout`)).toEqual({ timeout: 5000 });
});

it('applies each migration once', () => {
  const folder = testFolder();
  openAt(folder).close();
  const again = openAt(folder);
  const applied = again.orm.get<{ n: number }>(sql`select count(*) as n from __drizzle_migrations`);
  expect(applied.n).toBe(readdirSync(MIGRATIONS).filter((file) => file.endsWith('.sql')).length);
  again.close();
});

it('has a migration for every change of the schema', () => {
  const out = testFolder();
  cpSync(MIGRATIONS, out, { recursive: true });
  const before = readdirSync(out);
  const kit = join(PACKAGE_ROOT, 'node_modules', 'drizzle-kit', 'bin.cjs');
  const options = [
    'generate',
    '--dialect',
    'sqlite',
    '--schema',
    './db/schema.ts',
    '--out',
    relative(PACKAGE_ROOT, out),
  ];
  const said = execFileSync(process.execPath, [kit, ...options], { cwd: PACKAGE_ROOT, encoding: 'utf8' });
  expect(said).toContain('No schema changes');
  expect(readdirSync(out)).toEqual(before);
});

it('lets one server at a time work on a data folder', () => {
  const folder = testFolder();
  const release = lockFolder(folder);
  expect(() => lockFolder(folder)).toThrow(expect.objectContaining({ code: 'INPUT_INVALID', field: 'GENESIS_DATA' }));
  release();
  lockFolder(folder)();
});

it('tells where the server of a folder is for as long as it holds it', () => {
  const folder = testFolder();
  expect(servedAt(folder)).toBeNull();
  const release = lockFolder(folder);
  expect([folderInUse(folder), servedAt(folder)]).toEqual([true, null]);
  announceServer(folder, { url: 'http://127.0.0.1:4000', lasting: true });
  expect(servedAt(folder)).toEqual({ url: 'http://127.0.0.1:4000', lasting: true });
  release();
  expect([folderInUse(folder), servedAt(folder)]).toEqual([false, null]);
  lockFolder(folder)();
});
