/**
 * `tsx test/device/generation.ts --out DIR --run '{"label":"q8","input":{...}}' ...`: writes a complete model set at the
 * published dims with random weights and makes a video for each run through the real server: 832×480, 81 frames unless
 * the input says otherwise. `--lora RANK` writes a LoRA `random` beside it, for runs that name it. One JSON line per run
 * with seconds and peak memory of every stage.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type FollowedEvent, GenesisClient, succeeded } from '../../apps/cli/client.ts';
import { generate } from '../../apps/cli/generate.ts';
import type { StartGenerationInput } from '../../apps/cli/generated/graphql.ts';
import { PlanMemory } from '../../apps/cli/plan/operation.ts';
import { readSample } from '../../apps/cli/samples.ts';
import { launchServer } from '../../apps/cli/server-process.ts';
import { networkShapes, OFFICIAL_DIMS, TINY_DIMS } from '../support/synthetic/network-shapes.ts';
import { writeRandomLora } from '../support/synthetic/random-lora.ts';
import { GpuMemory } from './gpu-memory.ts';
import { writeOfficialSet } from './official-set.ts';

const { values } = parseArgs({
  options: {
    out: { type: 'string', default: 'out/device' },
    layers: { type: 'string', default: '40' },
    tiny: { type: 'boolean', default: false },
    model: { type: 'string', default: 'official' },
    storage: { type: 'string' },
    cache: { type: 'string', default: 'on' },
    lora: { type: 'string' },
    run: { type: 'string', multiple: true, default: ['{}'] },
  },
});

interface RunRequest {
  readonly label?: string;
  readonly input?: Partial<StartGenerationInput>;
}

interface StageTimes {
  readonly stage: string;
  readonly window: number | null;
  readonly seconds: number;
  readonly peakGpuBytes: number | null;
}

const log = (text: string): void => console.error(`${new Date().toISOString().slice(11, 19)} ${text}`);
const models = join(values.out, 'models');
await mkdir(models, { recursive: true });
const started = performance.now();
await writeOfficialSet(join(models, values.model), {
  tiny: values.tiny,
  layers: Number(values.layers),
  storage: values.storage,
});
if (values.lora) {
  await mkdir(join(models, 'loras'), { recursive: true });
  const dims = { ...(values.tiny ? TINY_DIMS : OFFICIAL_DIMS)['wan-dit'], layers: Number(values.layers) };
  const file = join(models, 'loras', 'random.safetensors');
  await writeRandomLora(file, networkShapes('wan-dit', dims), Number(values.lora));
}
const writeSeconds = (performance.now() - started) / 1000;
log(`set written in ${writeSeconds.toFixed(1)} s`);

const gpu = new GpuMemory();
const sample = await readSample(1);
const server = await launchServer({
  GENESIS_DATA: join(values.out, 'data'),
  GENESIS_MODELS: models,
  GENESIS_CACHE: values.cache,
});
const client = new GenesisClient({ url: server.url });

async function measure({ label = 'run', input = {} }: RunRequest): Promise<unknown> {
  const stages: StageTimes[] = [];
  const steps: number[] = [];
  const rungs = new Map<number, unknown>();
  let stageStart = Date.now();
  const hear = (event: FollowedEvent): void => {
    if (event.__typename === 'RunStarted' && event.rung) rungs.set(event.attempt, event.rung);
    if (event.__typename === 'StageStarted') stageStart = Date.now();
    if (event.__typename === 'StepProgress') steps.push(event.secondsPerStep);
    if (event.__typename === 'Log') log(event.message);
    if (event.__typename === 'StageFinished') {
      const { stage, window, seconds } = event;
      stages.push({ stage, window, seconds, peakGpuBytes: gpu.peak(stageStart, Date.now()) });
      log(`${label}: ${JSON.stringify(stages.at(-1))}`);
    }
  };
  const request = {
    image: sample.image,
    audio: sample.audio,
    input: {
      preset: 'demo',
      model: values.model,
      prompt: 'a person is talking',
      seed: 1,
      width: 832,
      height: 480,
      maxFrames: 81,
      steps: 2,
      provider: { id: 'webgpu' },
      precision: { id: 'q8' },
      output: { id: 'webp' },
      ...input,
    },
  };
  const { image: _image, audio: _audio, input: settings } = request;
  const { memoryForecast } = await client.execute(PlanMemory, { input: { mode: 'INFINITETALK', ...settings } });
  const { chosen } = succeeded(memoryForecast).forecast;
  const forecast = chosen.stages.map(({ stage, forecast }) => ({ stage, ...forecast }));
  const begun = performance.now();
  const { run, generation } = await generate(client, request, hear);
  const seconds = (performance.now() - begun) / 1000;
  const ram = run.stages.map(({ peakBytes }) => peakBytes);
  return {
    label,
    input,
    seconds,
    steps,
    plan: { strategy: chosen.strategy, ...chosen.plan },
    attempts: generation.runs.map(({ attempt, state, errorCode, errorMessage }) => ({
      attempt,
      state,
      errorCode,
      errorMessage,
      rung: rungs.get(attempt) ?? null,
    })),
    forecast,
    stages: stages.map((stage, i) => ({ ...stage, peakRamBytes: ram[i] })),
  };
}

for (const text of values.run) {
  const run = JSON.parse(text) as RunRequest;
  const result = await measure(run).catch((error: Error & { code?: string; stage?: string }) => ({
    ...run,
    error: { code: error.code, stage: error.stage, message: error.message },
  }));
  console.log(JSON.stringify({ writeSeconds, ...(result as object) }));
}
gpu.stop();
await server.stop();
