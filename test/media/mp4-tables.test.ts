import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Mp4OutputFormat } from 'mediabunny';
import { expect, it } from 'vitest';
import { probeMedia } from '../../core/media/probe.ts';
import { temporaryFolder, tone, writeAudio } from '../support/media.ts';

const folder = temporaryFolder();

/** A voice with one more table among those of its samples, for whose sake all boxes around it grow. */
async function withTable(type: string, entry: readonly number[]): Promise<string> {
  const sound = tone(300, 48000, 0.5, [0.4]);
  const file = await writeAudio(
    join(folder, 'voice.m4a'),
    new Mp4OutputFormat({ fastStart: false }),
    'aac',
    sound,
    48000,
    1,
  );
  const bytes = readFileSync(file);
  const table = Buffer.alloc(16 + 4 * entry.length);
  table.writeUInt32BE(table.length, 0);
  table.write(type, 4, 'latin1');
  table.writeUInt32BE(1, 12);
  for (const [i, number] of entry.entries()) table.writeUInt32BE(number, 16 + 4 * i);
  const places = ['moov', 'trak', 'mdia', 'minf', 'stbl'].map((name) => bytes.lastIndexOf(name) - 4);
  const end = places.at(-1)! + bytes.readUInt32BE(places.at(-1)!);
  for (const place of places) bytes.writeUInt32BE(bytes.readUInt32BE(place) + table.length, place);
  const changed = join(folder, `${type}-${entry[0]}.m4a`);
  writeFileSync(changed, Buffer.concat([bytes.subarray(0, end), table, bytes.subarray(end)]));
  return changed;
}

it('a table that is as long as the file has samples is read', async () => {
  expect(await probeMedia(await withTable('ctts', [20, 0]))).toMatchObject({ kind: 'audio', channels: 1 });
});

// What reads them writes down each sample: minutes, and all of the memory.
it.each([
  ['offsets of more samples than a file can have', 'ctts', [0xffffffff, 0]],
  ['chunks from a number on that no file has', 'stsc', [0xfffffff0, 1, 1]],
])('%s are refused at once', async (_what, type, entry) => {
  const file = await withTable(type, entry);
  const before = performance.now();
  await expect(probeMedia(file)).rejects.toMatchObject({
    code: 'ASSET_UNREADABLE',
    message: 'file: it claims more samples or parts than a file can have',
  });
  expect(performance.now() - before).toBeLessThan(2000);
});

it('more boxes than a file can have are refused without looking at all of them', async () => {
  const voice = readFileSync(await withTable('ctts', [20, 0]));
  const empty = Buffer.from('\0\0\0\x08free', 'latin1');
  const file = join(folder, 'boxes.m4a');
  writeFileSync(file, Buffer.concat([voice, Buffer.alloc(8 * 4_000_000, empty)]));
  const before = performance.now();
  await expect(probeMedia(file)).rejects.toMatchObject({ code: 'ASSET_UNREADABLE' });
  expect(performance.now() - before).toBeLessThan(2000);
  // Few of them are nothing to mind.
  writeFileSync(file, Buffer.concat([voice, Buffer.alloc(8 * 1000, empty)]));
  expect(await probeMedia(file)).toMatchObject({ kind: 'audio', channels: 1 });
});
