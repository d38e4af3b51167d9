import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { formatBytes } from '../../core/memory/memory-bytes.ts';
import { GenesisClient } from './client.ts';
import { type FinishedRun, generate } from './generate.ts';
import type { RunForecastsQuery, StartGenerationInput } from './generated/graphql.ts';
import { table } from './models/text.ts';
import { RunForecasts } from './plan/operation.ts';
import { readSample } from './samples.ts';
import { launchServer } from './server-process.ts';
import { stageTitle } from './stage-times.ts';

/** Writes the synthetic model sets. */
const SET_PROGRAM = fileURLToPath(new URL(`../../test/bench/memory-set${extname(import.meta.url)}`, import.meta.url));

type Settings = Omit<StartGenerationInput, 'mode' | 'image' | 'audio'>;

/** One step: a second one holds no more than the first. */
const SYNTHETIC: Settings = { width: 192, height: 160, frameWindowSize: 17, motionFrames: 5, maxFrames: 17, steps: 1 };

const SETS: Readonly<Record<string, Settings>> = {
  demo: { maxFrames: 81, steps: 1 },
  small: SYNTHETIC,
  medium: SYNTHETIC,
};

const STRATEGIES: Readonly<Record<string, Settings['memory']>> = {
  resident: { id: 'resident' },
  tiled: { id: 'tiled', options: { tile: 96, overlap: 32 } },
  offload: { id: 'offload' },
  'offload, tiled VAE': { id: 'offload', tiledVae: true },
  'block-swap': { id: 'block-swap', options: { blocksToSwap: 5 } },
  auto: { id: 'auto' },
};

export interface StageMemory {
  readonly stage: string;
  readonly forecastBytes: number;
  /** null where the system does not tell. */
  readonly measuredBytes: number | null;
  /** Highest of each process by itself, by its role: `server`, `worker`, and the hosts by network. */
  readonly processes: Readonly<Record<string, number>>;
}

export interface MemoryBenchmark {
  readonly model: string;
  readonly strategy: string;
  readonly forecastBytes: number;
  readonly measuredBytes: number | null;
  /** (forecast − measured) / measured. */
  readonly error: number | null;
  readonly stages: readonly StageMemory[];
}

/** `ENCODE_TEXT` in the API's list of stages is `encode-text` in a forecast. */
const forecastName = (stage: string): string => stage.toLowerCase().replaceAll('_', '-');

function summarise(
  model: string,
  strategy: string,
  run: FinishedRun,
  forecasts: RunForecastsQuery['generation'],
): MemoryBenchmark {
  const last = forecasts?.runs.at(-1);
  const stages = (last?.memory?.stages ?? []).map(({ stage, forecast }): StageMemory => {
    const measured = run.stages.filter((one) => forecastName(one.stage) === stage).map((one) => one.peakBytes ?? 0);
    const processes: Record<string, number> = {};
    for (const each of last!.stages.filter((one) => forecastName(one.stage) === stage)) {
      for (const { role, peakBytes } of each.processes) {
        const name = forecastName(role);
        processes[name] = Math.max(processes[name] ?? 0, peakBytes);
      }
    }
    return { stage, forecastBytes: forecast.ram, measuredBytes: Math.max(0, ...measured) || null, processes };
  });
  const forecastBytes = Math.max(...stages.map((one) => one.forecastBytes));
  const measuredBytes = Math.max(0, ...stages.map((one) => one.measuredBytes ?? 0)) || null;
  const error = measuredBytes === null ? null : (forecastBytes - measuredBytes) / measuredBytes;
  return { model, strategy, forecastBytes, measuredBytes, error, stages };
}

/** One window on a server of its own, which has no past runs and an empty cache. */
async function benchOne(model: string, strategy: string, models: string): Promise<MemoryBenchmark> {
  const sample = await readSample(2);
  const data = await mkdtemp(join(tmpdir(), 'genesis-bench-'));
  const server = await launchServer({ GENESIS_DATA: data, GENESIS_CACHE: 'off', GENESIS_MODELS: models });
  try {
    const input = {
      preset: 'demo',
      prompt: sample.prompt,
      seed: 1,
      model,
      memory: STRATEGIES[strategy],
      ...SETS[model],
    };
    const request = { image: sample.image, audio: sample.audio, input };
    const client = new GenesisClient({ url: server.url });
    const { run, generation } = await generate(client, request, () => {});
    const forecasts = await client.execute(RunForecasts, { id: generation.id });
    return summarise(model, strategy, run, forecasts.generation);
  } finally {
    await server.stop();
    await rm(data, { recursive: true, force: true });
  }
}

export interface MemoryBenchSelection {
  readonly sets?: readonly string[] | undefined;
  readonly strategies?: readonly string[] | undefined;
}

/**
 * Forecast against measured peak of the demo model and of two larger sets with random weights, under every strategy.
 * @param onResult called as each is measured
 */
export async function benchMemory(
  { sets = Object.keys(SETS), strategies = Object.keys(STRATEGIES) }: MemoryBenchSelection,
  onResult: (result: MemoryBenchmark) => void,
): Promise<MemoryBenchmark[]> {
  const models = await mkdtemp(join(tmpdir(), 'genesis-bench-models-'));
  const results: MemoryBenchmark[] = [];
  try {
    for (const model of sets) {
      if (model !== 'demo')
        await promisify(execFile)(process.execPath, [
          ...process.execArgv,
          SET_PROGRAM,
          ...['--out', join(models, model), '--size', model],
        ]);
      for (const strategy of strategies) {
        const result = await benchOne(model, strategy, models);
        onResult(result);
        results.push(result);
      }
    }
    return results;
  } finally {
    await rm(models, { recursive: true, force: true });
  }
}

const percent = (share: number | null): string =>
  share === null ? 'not measured' : `${share < 0 ? '−' : '+'}${Math.abs(100 * share).toFixed(1)}%`;

/** The figures for people. */
export function memoryText(results: readonly MemoryBenchmark[]): string {
  const amount = (bytes: number | null) => (bytes === null ? 'not measured' : formatBytes(bytes));
  const row = ({ model, strategy, forecastBytes, measuredBytes, error, stages }: MemoryBenchmark) => {
    const top = stages.reduce((most, one) => ((one.measuredBytes ?? 0) > (most.measuredBytes ?? 0) ? one : most));
    return [model, strategy, amount(forecastBytes), amount(measuredBytes), percent(error), stageTitle(top.stage)];
  };
  return table([['set', 'strategy', 'forecast', 'measured', 'error', 'in stage'], ...results.map(row)]).join('\n');
}
