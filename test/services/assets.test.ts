import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import sharp from 'sharp';
import { expect, it } from 'vitest';
import { PACKAGE_ROOT } from '../../apps/server/config.ts';
import { AssetFiles } from '../../apps/server/services/asset-files.ts';
import { Assets } from '../../apps/server/services/asset-service.ts';
import type { RunResult } from '../../core/runs/events.ts';
import { AssetRepository } from '../../db/repositories/assets.ts';
import { testDatabase, testFolder } from '../support/database.ts';

const LIMITS = { maxBytes: 1_000_000, minFree: 0 };
const sample = (name: string) => readFileSync(join(PACKAGE_ROOT, 'models', 'demo', 'samples', name));

async function assetsIn(limits = LIMITS, probing = { maxPixels: 1_000_000, maxAudioSeconds: 60 }) {
  const root = testFolder();
  const files = new AssetFiles(root, limits);
  await files.open();
  const assets = new Assets(new AssetRepository(testDatabase()), files, probing);
  const ingest = (content: Uint8Array, options = {}) => assets.ingest(inChunks(content), options);
  const incoming = () => readdirSync(join(root, 'incoming'));
  return { root, assets, ingest, incoming };
}

async function* inChunks(content: Uint8Array, size = 4096) {
  for (let at = 0; at < content.length; at += size) yield content.subarray(at, at + size);
}

it('stores a file under its content, with what its content says', async () => {
  const { root, assets, ingest, incoming } = await assetsIn();
  const content = sample('speech_1.wav');
  const asset = await ingest(content, { filename: 'voice.png' });
  const sha256 = createHash('sha256').update(content).digest('hex');
  expect(asset).toMatchObject({
    kind: 'AUDIO',
    mimeType: 'audio/wav',
    sha256,
    bytes: content.length,
    filename: 'voice.png',
  });
  expect(asset.seconds).toBeCloseTo((content.length - 44) / 32000, 1);
  expect(assets.path(asset)).toBe(join(root, sha256.slice(0, 2), `${sha256}.wav`));
  expect(readFileSync(assets.path(asset)).equals(content)).toBe(true);
  expect(incoming()).toEqual([]);
});

it('gives the same content the same asset, and puts a lost file back', async () => {
  const { assets, ingest } = await assetsIn();
  const first = await ingest(sample('portrait_1.png'), { filename: 'a.png' });
  rmSync(assets.path(first));
  expect(() => assets.path(first)).toThrow(expect.objectContaining({ code: 'ASSET_NOT_FOUND' }));
  expect(await ingest(sample('portrait_1.png'), { filename: 'b.png' })).toEqual(first);
  expect(readFileSync(assets.path(first)).equals(sample('portrait_1.png'))).toBe(true);
  expect(assets.findMany(['nobody', first.id])).toEqual([null, first]);
});

it.each([
  '../../../etc/passwd',
  '..\\..\\evil.exe',
  '/absolute',
  'nul\0byte',
  `${'x'.repeat(5000)}`,
  '',
])('keeps the file in its folder, whatever the name: %j', async (filename) => {
  const { root, assets, ingest } = await assetsIn();
  const asset = await ingest(sample('portrait_1.png'), { filename });
  expect(assets.path(asset).startsWith(root + sep)).toBe(true);
  expect(asset.filename ?? '').toMatch(/^[^/\\\0]{0,200}$/);
});

it('refuses a file over the limit while it streams in, and leaves nothing behind', async () => {
  const { assets, incoming } = await assetsIn({ ...LIMITS, maxBytes: 10_000 });
  let sent = 0;
  async function* endless() {
    for (;;) {
      sent += 1000;
      yield new Uint8Array(1000);
    }
  }
  await expect(assets.ingest(endless(), {})).rejects.toMatchObject({ code: 'ASSET_TOO_LARGE', field: 'file' });
  expect(sent).toBe(11_000);
  expect(incoming()).toEqual([]);
});

it('refuses to fill the disk', async () => {
  const { ingest, incoming } = await assetsIn({ ...LIMITS, minFree: Number.MAX_SAFE_INTEGER });
  await expect(ingest(sample('portrait_1.png'))).rejects.toMatchObject({ code: 'DISK_FULL' });
  expect(incoming()).toEqual([]);
});

it('refuses what is empty, no medium, cut off, too many pixels or too long', async () => {
  const { ingest, incoming } = await assetsIn(LIMITS, { maxPixels: 20_000, maxAudioSeconds: 3 });
  const bomb = await sharp({ create: { width: 4000, height: 4000, channels: 3, background: '#fff' } })
    .png()
    .toBuffer();
  const refused = (content: Uint8Array, code: string) =>
    expect(ingest(content)).rejects.toMatchObject({ code, field: 'file' });
  await refused(new Uint8Array(0), 'ASSET_UNREADABLE');
  await refused(Buffer.from('#!/bin/sh\necho no'), 'ASSET_UNREADABLE');
  await refused(sample('portrait_1.png').subarray(0, 3000), 'ASSET_UNREADABLE');
  await refused(bomb, 'ASSET_TOO_LARGE');
  await refused(sample('speech_1.wav'), 'ASSET_TOO_LARGE');
  expect(incoming()).toEqual([]);
});

it('refuses content that is not what the caller announced', async () => {
  const { ingest } = await assetsIn();
  const expectedSha256 = '0'.repeat(64);
  await expect(ingest(sample('portrait_1.png'), { expectedSha256 })).rejects.toMatchObject({
    code: 'INPUT_INVALID',
    field: 'sha256',
  });
});

it('leaves nothing behind when a stream breaks off', async () => {
  const { assets, incoming } = await assetsIn();
  async function* broken() {
    yield new Uint8Array(10);
    throw new Error('connection lost');
  }
  await expect(assets.ingest(broken(), {})).rejects.toThrow('connection lost');
  expect(incoming()).toEqual([]);
});

it("adopts a run's video, twice if need be, and leaves the worker's file alone", async () => {
  const { root, assets } = await assetsIn();
  const file = join(root, 'incoming', 'result');
  const content = sample('result_1.webp');
  writeFileSync(file, content);
  const sha256 = createHash('sha256').update(content).digest('hex');
  const picture = { width: 128, height: 128, fps: 25, frames: 50, lipSync: null };
  const result: RunResult = {
    file,
    sha256,
    bytes: content.length,
    mimeType: 'video/x-odd',
    extension: '.odd',
    ...picture,
  };
  const asset = await assets.adopt(result, 'name');
  expect(asset).toMatchObject({ kind: 'VIDEO', seconds: 2, filename: 'name.odd' });
  expect(await assets.adopt(result, 'name')).toEqual(asset);
  expect(readFileSync(assets.path(asset)).equals(content)).toBe(true);
  expect(readFileSync(file).equals(content)).toBe(true);
});
