import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { OutputContribution } from '../../core/plugin-api/index.ts';
import mediabunny from '../../plugins/output-mediabunny/index.ts';
import { temporaryFolder } from '../support/media.ts';

const folder = temporaryFolder();
const format = { width: 32, height: 32, fps: 25 };
const SEGMENT_FRAMES = 50;

/** Bytes of this process that no file backs. */
const ownBytes = (): number =>
  Number(/^RssAnon:\s+(\d+) kB/m.exec(readFileSync('/proc/self/status', 'utf8'))![1]) * 1024;

async function* silence(seconds: number) {
  for (let i = 0; i < seconds; i++) yield new Float32Array(2 * 48000);
}

// Linux only: other systems do not tell what files back.
it.runIf(process.platform === 'linux').each(['mp4', 'webm'])('joining %s holds no sound', async (id) => {
  const outputs = mediabunny.contributes as readonly OutputContribution[];
  const contribution = outputs.find((candidate) => candidate.id === id)!;
  const output = contribution.create({ log: () => {} }, contribution.options.parse({}));
  const segment = join(folder, `segment${output.segmentExtension}`);
  const writer = await output.openSegment(segment, format);
  for (let i = 0; i < SEGMENT_FRAMES; i++) await writer.write(new Uint8Array(32 * 32 * 3).fill(i));
  await writer.close();
  const joinSeconds = async (seconds: number): Promise<number> => {
    const segments = Array<string>((seconds * format.fps) / SEGMENT_FRAMES).fill(segment);
    const audio = { sampleRate: 48000, channels: 2, pieces: silence(seconds) };
    await output.join({ segments, target: join(folder, `joined${output.extension}`), format, audio, metadata: {} });
    return ownBytes();
  };
  const before = await joinSeconds(60);
  const after = await joinSeconds(180);
  expect(after - before).toBeLessThan((180 * 2 * 4 * 48000) / 3);
});
