import { existsSync, mkdirSync, renameSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { chooseEntries } from '../../apps/server/services/retention-rules.ts';
import { testServices, until, uploadSample } from '../support/services.ts';

const entry = (key: string, bytes: number, usedAt: number) => ({ dir: key, key, bytes, usedAt });
const chosen = (...args: Parameters<typeof chooseEntries>) => chooseEntries(...args).map(({ key }) => key);
const NONE = new Set<string>();

describe('the stage cache', () => {
  const entries = [entry('new', 40, 90), entry('old', 40, 10), entry('middle', 40, 50)];

  it('gives up what was used longest ago until it fits', () => {
    expect(chosen(entries, { cacheBytes: 80, cacheAgeMs: 1000 }, NONE, null, 100)).toEqual(['old']);
    expect(chosen(entries, { cacheBytes: 79, cacheAgeMs: 1000 }, NONE, null, 100)).toEqual(['old', 'middle']);
    expect(chosen(entries, { cacheBytes: 120, cacheAgeMs: 1000 }, NONE, null, 100)).toEqual([]);
  });

  it('gives up what was not used for too long, even when there is room', () => {
    expect(chosen(entries, { cacheBytes: 1000, cacheAgeMs: 60 }, NONE, null, 100)).toEqual(['old']);
  });

  it('keeps what generations need and what a run may be using, however full it is', () => {
    expect(chosen(entries, { cacheBytes: 0, cacheAgeMs: 0 }, new Set(['old']), 60, 100)).toEqual(['middle']);
  });
});

/** An entry of the stage cache that was used long ago. */
function oldEntry(folder: string, key: string): string {
  const dir = join(folder, 'cache', key.slice(0, 2), key);
  mkdirSync(dir, { recursive: true });
  writeFileSync(join(dir, 'record.json'), '{}');
  utimesSync(join(dir, 'record.json'), 1, 1);
  return dir;
}

const rules = { GENESIS_CACHE_DAYS: '1', GENESIS_ASSET_DAYS: '0' };

it('assets go when no generation refers to them, and only then', async () => {
  const services = await testServices({ config: rules });
  const { generations, assets } = services;
  const { id } = await generations.start(services.input({ audio: undefined }));
  await services.followToEnd(id);
  const output = assets.find(generations.find(id).outputAsset!);
  const [portrait, voice] = [assets.find(services.image), assets.find(services.audio)];
  const voiceFile = assets.path(voice);
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(await services.storage.clean()).toMatchObject({ assets: 1, bytes: voice.bytes });
  expect(existsSync(voiceFile)).toBe(false);
  expect(existsSync(assets.path(portrait))).toBe(true);
  expect(existsSync(assets.path(output))).toBe(true);
  await expect(generations.start(services.input())).rejects.toMatchObject({ code: 'ASSET_NOT_FOUND' });
  await generations.delete(id);
  expect(await services.storage.clean()).toMatchObject({ assets: 2 });
  expect(existsSync(join(services.folder, 'assets'))).toBe(true);
});

it('stage outputs of a generation that is under way stay, and go once it has ended', async () => {
  const services = await testServices({ config: rules });
  const { generations } = services;
  const { id } = await generations.start(services.input({ prompt: 'wait' }));
  await until(() => generations.stages(generations.runs(id)[0]?.id ?? '').length > 0);
  // The key of the stage that the stub worker has told of.
  const needed = oldEntry(services.folder, 'a'.repeat(64));
  const unneeded = oldEntry(services.folder, 'b'.repeat(64));
  const partial = join(services.folder, 'cache', 'partial', id);
  const forgotten = join(services.folder, 'cache', 'partial', 'a-generation-that-was-deleted');
  for (const folder of [partial, forgotten]) mkdirSync(folder, { recursive: true });
  expect(await services.storage.clean()).toMatchObject({ cacheEntries: 2 });
  expect([needed, unneeded, partial, forgotten].map((path) => existsSync(path))).toEqual([true, false, true, false]);
  await generations.pause(id);
  await services.storage.clean();
  expect([needed, partial].map((path) => existsSync(path))).toEqual([true, true]);
  writeFileSync(join(services.folder, 'go'), '');
  await generations.resume(id);
  await services.followToEnd(id);
  await services.storage.clean();
  expect([needed, partial].map((path) => existsSync(path))).toEqual([false, false]);
});

it('latents that a generation starts from stay for as long as it is kept, whatever becomes of their own generation', async () => {
  const services = await testServices({ config: rules });
  const { generations } = services;
  const first = await generations.start(services.input({ prompt: 'latents' }));
  await services.followToEnd(first.id);
  const { key } = generations.stages(generations.runs(first.id)[0]!.id).find(({ stage }) => stage === 'denoise')!;
  // The first generation told of one window.
  const oneWindow = { maxFrames: 25, startLatents: first.id, startStep: 2, addNoiseToSamples: true };
  const begin = (change = {}) => generations.start(services.input({ prompt: 'fail', ...oneWindow, ...change }));
  const refused = { code: 'INPUT_INVALID', field: 'startLatents' };
  await expect(begin()).rejects.toMatchObject({ ...refused, message: expect.stringContaining('are gone') });
  const entry = oldEntry(services.folder, key);
  await expect(begin({ maxFrames: 200 })).rejects.toMatchObject({
    ...refused,
    message: expect.stringContaining('has 1 windows'),
  });
  const second = await begin();
  await services.followToEnd(second.id);
  expect(generations.find(second.id).spec.startLatents!.keys).toEqual([key]);
  await generations.delete(first.id);
  await services.storage.clean();
  expect(existsSync(entry)).toBe(true);
  await generations.delete(second.id);
  await services.storage.clean();
  expect(existsSync(entry)).toBe(false);
});

it('masks, videos and voices of speakers stay for as long as a generation refers to them', async () => {
  const services = await testServices({ config: rules });
  const { generations, assets } = services;
  const mask = (await uploadSample(services, 'portrait_2.png')).id;
  const [left, right] = [services.audio, (await uploadSample(services, 'speech_2.wav')).id];
  const speakers = [
    { audio: left, mask },
    { audio: right, box: { x: 0, y: 0, width: 10, height: 10 } },
  ];
  const { id } = await generations.start(services.input({ audio: undefined, speakers }));
  await services.followToEnd(id);
  const files = [mask, left, right].map((asset) => assets.path(assets.find(asset)));
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(await services.storage.clean()).toMatchObject({ assets: 0 });
  expect(files.map((file) => existsSync(file))).toEqual([true, true, true]);
  await generations.delete(id);
  await services.storage.clean();
  expect(files.map((file) => existsSync(file))).toEqual([false, false, false]);
});

it('what a cleaning that was cut off has put aside comes back', async () => {
  const services = await testServices({ config: { ...rules, GENESIS_CACHE_DAYS: '100000' } });
  const entry = oldEntry(services.folder, 'd'.repeat(64));
  renameSync(entry, `${entry}.away`);
  await services.storage.clean();
  expect(existsSync(entry)).toBe(true);
});
