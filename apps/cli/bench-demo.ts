import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatBytes } from '../../core/memory/memory-bytes.ts';
import { GenesisClient } from './client.ts';
import { generate } from './generate.ts';
import { percentile, pollLatency } from './latency.ts';
import { readSample } from './samples.ts';
import { launchServer } from './server-process.ts';
import { stageTimes, stageTitle } from './stage-times.ts';

const POLL_MS = 50;
const WINDOW_FRAMES = 81;

export interface DemoBenchmark {
  readonly sample: number;
  readonly frames: number;
  readonly stages: Readonly<Record<string, number>>;
  readonly secondsPerStep: number;
  readonly totalSeconds: number;
  /** Peak resident bytes of worker and network hosts together, as the run measured them. */
  readonly peakBytes: number | null;
  /** Peak resident bytes of the server process; null where the system does not tell. */
  readonly serverPeakBytes: number | null;
  /** Latency of `{ __typename }` while the generation ran, milliseconds. */
  readonly latency: { readonly p50: number; readonly p99: number; readonly samples: number };
  readonly lipSync: number | null;
  readonly mouthOpenness: number | null;
  readonly recordedLipSync: number | null;
}

/** Linux keeps a process's highest resident size. */
async function peakResident(pid: number): Promise<number | null> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1];
  return kilobytes === undefined ? null : Number(kilobytes) * 1024;
}

/** Runs one window of a shipped sample on a fresh server without a stage cache, and measures. */
export async function benchDemo(sampleNumber: number): Promise<DemoBenchmark> {
  const sample = await readSample(sampleNumber);
  const data = await mkdtemp(join(tmpdir(), 'genesis-bench-'));
  const server = await launchServer({ GENESIS_DATA: data, GENESIS_CACHE: 'off' });
  try {
    const client = new GenesisClient({ url: server.url });
    const done = new AbortController();
    const latencies = pollLatency(client, POLL_MS, done.signal);
    const request = {
      image: sample.image,
      audio: sample.audio,
      input: {
        preset: 'demo',
        prompt: sample.prompt,
        seed: sample.seed,
        maxFrames: Math.min(sample.frames, WINDOW_FRAMES),
      },
    };
    const { run, generation } = await generate(client, request, () => {}).finally(() => done.abort());
    const samples = await latencies;
    const stages = stageTimes(run.stages);
    const denoise = stages.find(({ stage }) => stage === 'DENOISE');
    return {
      sample: sampleNumber,
      frames: run.result?.frames ?? 0,
      stages: Object.fromEntries(stages.map(({ stage, seconds }) => [stageTitle(stage), seconds])),
      secondsPerStep: denoise ? denoise.seconds / (denoise.count * generation.settings.steps) : 0,
      totalSeconds: (Date.parse(run.finishedAt ?? '') - Date.parse(run.startedAt)) / 1000,
      peakBytes: run.peakBytes,
      serverPeakBytes: await peakResident(server.pid),
      latency: { p50: percentile(samples, 0.5), p99: percentile(samples, 0.99), samples: samples.length },
      lipSync: run.result?.lipSync?.correlation ?? null,
      mouthOpenness: run.result?.lipSync?.openness ?? null,
      recordedLipSync: sample.lipSync,
    };
  } finally {
    await server.stop();
    await rm(data, { recursive: true, force: true });
  }
}

/** The figures for people. */
export function benchmarkText(result: DemoBenchmark): string {
  const memory = (bytes: number | null) => (bytes === null ? 'unknown' : formatBytes(bytes));
  return [
    ...Object.entries(result.stages).map(([stage, seconds]) => `${stage.padEnd(15)} ${seconds.toFixed(2)} s`),
    `per step        ${result.secondsPerStep.toFixed(3)} s`,
    `total           ${result.totalSeconds.toFixed(2)} s for ${result.frames} frames`,
    `peak memory     ${memory(result.peakBytes)} (worker and hosts), ${memory(result.serverPeakBytes)} (server)`,
    `API latency     p50 ${result.latency.p50.toFixed(1)} ms, p99 ${result.latency.p99.toFixed(1)} ms (${result.latency.samples} requests)`,
    `lip-sync score  ${result.lipSync?.toFixed(3) ?? 'none'} (reference: ${result.recordedLipSync?.toFixed(3) ?? 'none'})`,
    `mouth openness  ${result.mouthOpenness?.toFixed(4) ?? 'unknown'}`,
  ].join('\n');
}
