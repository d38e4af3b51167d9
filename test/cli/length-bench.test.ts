import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { processGrowth } from '../../apps/cli/length/bench-length.ts';
import { writeRepeatedVoice } from '../../apps/cli/length/repeated-voice.ts';
import { readSample } from '../../apps/cli/samples.ts';
import { probeMedia } from '../../core/media/probe.ts';
import { temporaryFolder } from '../support/media.ts';

const folder = temporaryFolder();

it('repeats a voice to any length', async () => {
  const { audio } = await readSample(2);
  const target = join(folder, 'voice.wav');
  await writeRepeatedVoice(audio, 10, target);
  expect(await probeMedia(target)).toMatchObject({ kind: 'audio', duration: 10, sampleRate: 16000, channels: 1 });
  // 44 bytes of header, then 16-bit samples.
  const [once, long] = [(await readFile(audio)).subarray(44), (await readFile(target)).subarray(44)];
  expect(long.subarray(0, once.length).equals(once)).toBe(true);
  expect(long.subarray(once.length, 2 * once.length).equals(once)).toBe(true);
  expect(long.length).toBe(2 * 16000 * 10);
});

it('tells what each process held, and when', () => {
  const stage = (window: number | null, server: number, vae?: number) => ({
    stage: 'DECODE' as const,
    window,
    processes: [
      { role: 'SERVER' as const, peakBytes: server },
      ...(vae === undefined ? [] : [{ role: 'VAE' as const, peakBytes: vae }]),
    ],
  });
  const windows = Array.from({ length: 20 }, (_, i) => stage(i, 5, 10 + i));
  expect(processGrowth([stage(null, 9), ...windows], 20)).toEqual([
    { role: 'SERVER', peakBytes: 9, overTime: Array(10).fill(5) },
    { role: 'VAE', peakBytes: 29, overTime: [11, 13, 15, 17, 19, 21, 23, 25, 27, 29] },
  ]);
});
