import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect, it } from 'vitest';
import { type TestServices, testServices, until } from '../support/services.ts';

const busy = (services: TestServices, id: string) =>
  until(() => services.generations.stages(services.generations.runs(id)[0]?.id ?? '').length > 0);

/** Makes every write of an event fail, as a full disk does, until it is called off. */
function breakEvents(folder: string): () => void {
  const client = new Sqlite(join(folder, 'genesis.sqlite'));
  client.exec("CREATE TRIGGER broken BEFORE INSERT ON events BEGIN SELECT RAISE(ABORT, 'broken for a test'); END");
  return () => {
    client.exec('DROP TRIGGER broken');
    client.close();
  };
}

it('an event that cannot be stored ends the run with the reason, not the server; a retry goes on', async () => {
  const services = await testServices();
  const { generations } = services;
  const { id } = await generations.start(services.input({ prompt: 'wait' }));
  await busy(services, id);
  const mend = breakEvents(services.folder);
  writeFileSync(join(services.folder, 'go'), '');
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(generations.find(id).state).toBe('RUNNING');
  mend();
  await services.followToEnd(id);
  expect(generations.runs(id)).toMatchObject([{ state: 'FAILED', errorCode: 'STORAGE_FAILED' }]);
  await generations.retry(id);
  const events = await services.followToEnd(id);
  expect(generations.find(id).state).toBe('SUCCEEDED');
  expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
});

it('a run whose start cannot be stored is started once it can', async () => {
  const services = await testServices();
  const { generations } = services;
  const running = await generations.start(services.input({ prompt: 'wait' }));
  const waiting = await generations.start(services.input());
  await busy(services, running.id);
  const mend = breakEvents(services.folder);
  const cancelled = generations.cancel(running.id);
  await new Promise((resolve) => setTimeout(resolve, 300));
  mend();
  expect((await cancelled).state).toBe('CANCELLED');
  await services.followToEnd(waiting.id);
  expect(generations.find(waiting.id).state).toBe('SUCCEEDED');
});

it('a source file that vanished ends in ASSET_NOT_FOUND; with the file back a retry succeeds', async () => {
  const services = await testServices();
  const { generations } = services;
  const running = await generations.start(services.input({ prompt: 'wait' }));
  const { id } = await generations.start(services.input());
  await busy(services, running.id);
  const file = services.assets.path(services.assets.find(services.audio));
  renameSync(file, `${file}.away`);
  writeFileSync(join(services.folder, 'go'), '');
  await services.followToEnd(id);
  expect(generations.runs(id)).toMatchObject([{ state: 'FAILED', errorCode: 'ASSET_NOT_FOUND' }]);
  renameSync(`${file}.away`, file);
  await generations.retry(id);
  await services.followToEnd(id);
  expect(generations.find(id).state).toBe('SUCCEEDED');
});

it('an asset folder that takes no files ends in STORAGE_FAILED; mended, a retry succeeds', async () => {
  const services = await testServices();
  const { generations } = services;
  const assets = dirname(dirname(services.assets.path(services.assets.find(services.image))));
  const { id } = await generations.start(services.input({ prompt: 'wait' }));
  await busy(services, id);
  // Files where the folders of new assets would be: that stops even a user who may write anywhere.
  const taken = new Set(readdirSync(assets));
  const blocked = Array.from({ length: 256 }, (_, i) => i.toString(16).padStart(2, '0')).filter(
    (name) => !taken.has(name),
  );
  for (const name of blocked) writeFileSync(join(assets, name), '');
  writeFileSync(join(services.folder, 'go'), '');
  await services.followToEnd(id);
  const [run] = generations.runs(id);
  expect(run).toMatchObject({ state: 'FAILED', errorCode: 'STORAGE_FAILED' });
  for (const name of blocked) rmSync(join(assets, name));
  mkdirSync(assets, { recursive: true });
  await generations.retry(id);
  await services.followToEnd(id);
  expect(generations.find(id).state).toBe('SUCCEEDED');
});
