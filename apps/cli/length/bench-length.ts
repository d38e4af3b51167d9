import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TrackLengths, trackLengths } from '../../../core/media/track-lengths.ts';
import { GenesisClient } from '../client.ts';
import { generate } from '../generate.ts';
import type { MeasuredProcessesQuery } from '../generated/graphql.ts';
import { readSample } from '../samples.ts';
import { launchServer } from '../server-process.ts';
import { MeasuredProcesses } from './operation.ts';
import { writeRepeatedVoice } from './repeated-voice.ts';

type Stages = NonNullable<MeasuredProcessesQuery['generation']>['runs'][number]['stages'];

export interface LengthSettings {
  /** Seconds of audio, one run each, shortest first. */
  readonly seconds: readonly number[];
  readonly steps: number;
  /** Width and height in pixels. */
  readonly size: number;
}

/** The most that a process held. */
export interface ProcessGrowth {
  readonly role: string;
  readonly peakBytes: number;
  /** Highest of each tenth of the windows, in order; fewer where there are fewer windows. */
  readonly overTime: readonly number[];
}

export interface LengthBenchmark {
  readonly audioSeconds: number;
  readonly size: number;
  readonly windows: number;
  readonly runSeconds: number;
  /** Of server, worker and hosts together. */
  readonly peakBytes: number | null;
  readonly processes: readonly ProcessGrowth[];
  readonly video: TrackLengths & { readonly fps: number };
  /** Load of the machine over the minute before the run ended. */
  readonly load: number;
}

const TENTHS = 10;

/** Peaks by process, over the whole run and over the tenths of its windows. */
export function processGrowth(stages: Stages, windows: number): ProcessGrowth[] {
  const found = new Map<string, { peakBytes: number; overTime: number[] }>();
  const parts = Math.min(TENTHS, windows);
  for (const { window, processes } of stages) {
    for (const { role, peakBytes } of processes) {
      const one = found.get(role) ?? { peakBytes: 0, overTime: [] };
      one.peakBytes = Math.max(one.peakBytes, peakBytes);
      if (window !== null) {
        const part = Math.floor((window * parts) / windows);
        one.overTime[part] = Math.max(one.overTime[part] ?? 0, peakBytes);
      }
      found.set(role, one);
    }
  }
  return [...found].map(([role, { peakBytes, overTime }]) => ({
    role,
    peakBytes,
    overTime: Array.from(overTime, (bytes) => bytes ?? 0),
  }));
}

/** One run on a server of its own, without a stage cache. */
async function benchOne(audioSeconds: number, { steps, size }: LengthSettings): Promise<LengthBenchmark> {
  const sample = await readSample(1);
  const folder = await mkdtemp(join(tmpdir(), 'genesis-bench-'));
  const server = await launchServer({ GENESIS_DATA: join(folder, 'data'), GENESIS_CACHE: 'off' });
  try {
    const voice = join(folder, 'voice.wav');
    await writeRepeatedVoice(sample.audio, audioSeconds, voice);
    const client = new GenesisClient({ url: server.url });
    const { prompt, seed } = sample;
    const input = { preset: 'demo', prompt, seed, steps, cfg: 1, audioCfg: 1, width: size, height: size };
    const { run, generation } = await generate(client, { image: sample.image, audio: voice, input }, () => {});
    const load = loadavg()[0]!;
    const measured = await client.execute(MeasuredProcesses, { id: generation.id });
    const windows = run.stages.filter(({ stage }) => stage === 'DECODE').length;
    const file = join(folder, 'video.mp4');
    await writeFile(file, await client.download(generation.output!.url));
    return {
      audioSeconds,
      size,
      windows,
      runSeconds: (Date.parse(run.finishedAt ?? '') - Date.parse(run.startedAt)) / 1000,
      peakBytes: run.peakBytes,
      processes: processGrowth(measured.generation?.runs.at(-1)?.stages ?? [], windows),
      video: { ...(await trackLengths(file)), fps: run.result!.fps },
      load,
    };
  } finally {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * Memory and time of talking videos of several lengths: a shipped voice repeated, few steps and no guidance, since what
 * grows with the length does not depend on them.
 * @param onResult called as each is measured
 */
export async function benchLength(
  settings: LengthSettings,
  onResult: (result: LengthBenchmark) => void,
): Promise<LengthBenchmark[]> {
  const results: LengthBenchmark[] = [];
  for (const length of settings.seconds) {
    const result = await benchOne(length, settings);
    onResult(result);
    results.push(result);
  }
  return results;
}
