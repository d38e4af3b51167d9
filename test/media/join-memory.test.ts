import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { OutputContribution } from '../../core/plugin-api/index.ts';
import { BufferCollector } from '../../core/runtime/buffer-collector.ts';
import mediabunny from '../../plugins/output-mediabunny/index.ts';
import { temporaryFolder } from '../support/media.ts';

const folder = temporaryFolder();
const format = { width: 32, height: 32, fps: 25 };
const SEGMENT_FRAMES = 50;
const MIB = 2 ** 20;

/** As in the worker. */
const collector = new BufferCollector();
beforeAll(() => collector.start());
afterAll(() => collector.stop());

/** Bytes of this process that no file backs. */
const ownBytes = (): number =>
  Number(/^RssAnon:\s+(\d+) kB/m.exec(readFileSync('/proc/self/status', 'utf8'))![1]) * 1024;

async function* silence(seconds: number) {
  for (let i = 0; i < seconds; i++) yield new Float32Array(2 * 48000);
}

// Linux only: other systems do not tell what files back.
it.runIf(process.platform === 'linux').each(['mp4', 'webm'])('joining %s holds an index only', async (id) => {
  const outputs = mediabunny.contributes as readonly OutputContribution[];
  const contribution = outputs.find((candidate) => candidate.id === id)!;
  const output = contribution.create({ log: () => {} }, contribution.options.parse({}));
  const segment = join(folder, `segment${output.segmentExtension}`);
  const writer = await output.openSegment(segment, format);
  for (let i = 0; i < SEGMENT_FRAMES; i++) await writer.write(new Uint8Array(32 * 32 * 3).fill(i));
  await writer.close();
  /** @returns the most that the process held meanwhile */
  const joinSeconds = async (seconds: number): Promise<number> => {
    const segments = Array<string>((seconds * format.fps) / SEGMENT_FRAMES).fill(segment);
    const audio = { sampleRate: 48000, channels: 2, pieces: silence(seconds) };
    let most = 0;
    const timer = setInterval(() => {
      most = Math.max(most, ownBytes());
    }, 20);
    await output.join({ segments, target: join(folder, `joined${output.extension}`), format, audio, metadata: {} });
    clearInterval(timer);
    return most;
  };
  await joinSeconds(60);
  const before = await joinSeconds(60);
  const after = await joinSeconds(180);
  expect(after - before).toBeLessThan(12 * MIB);
});
