import { GenesisError } from '../errors/genesis-error.ts';
import { findMouthBox } from '../media/lip-sync/mouth-box.ts';
import { videoFrame } from '../media/rgb-image.ts';
import { forecastMemory } from '../memory/forecast.ts';
import type { NetworkPool, PoolPrecision } from '../memory/network-pool.ts';
import { type ModelSet, scanModelSet } from '../models/model-set.ts';
import {
  type AnyContribution,
  type ContributionOf,
  type FloatTensor,
  floatTensor,
  type MemoryPlan,
  type PluginKind,
} from '../plugin-api/index.ts';
import type { PluginRegistry } from '../plugin-host/registry.ts';
import type { RunResult } from '../runs/events.ts';
import type { GenerationSpec, PluginChoice } from '../runs/spec.ts';
import type { InputLimits, RunOrder } from '../runs/worker-protocol.ts';
import type { MemorySampler } from '../runtime/memory-sampler.ts';
import { NoiseGenerator, type NoiseGeneratorState } from '../sampling/randn.ts';
import { loadTokenizer } from '../text/tokenizer.ts';
import { type RunEvent, StageJournal } from './journal.ts';
import { openPrecision } from './open-precision.ts';
import { PooledNetworks } from './pooled-networks.ts';
import type { StageOutput, StageStore } from './stage-store.ts';
import { encodeText } from './stages/encode-text.ts';
import { finishVideo } from './stages/mux.ts';
import { prepare } from './stages/prepare.ts';
import { openVideoSink } from './video-sink.ts';
import { type Identified, type ResumableNoise, renderWindows, type WindowSource } from './window-chain.ts';
import { planWindows } from './windows.ts';

/** What a run works with; outlives it. */
export interface RunSurroundings {
  readonly registry: PluginRegistry;
  readonly models: Readonly<Record<string, string>>;
  readonly pool: NetworkPool;
  readonly store: StageStore;
  /** Folder of weights that a precision has made. */
  readonly weightsDir: string;
  readonly sampler: MemorySampler;
  readonly threads: number;
  readonly limits: InputLimits;
  readonly cache: boolean;
  readonly signal: AbortSignal;
  readonly emit: (event: RunEvent) => void;
}

/** One run with everything that its stages share. */
interface Run {
  readonly spec: GenerationSpec;
  readonly order: RunOrder;
  readonly journal: StageJournal;
  readonly networks: PooledNetworks;
  readonly model: ModelSet;
  readonly surroundings: RunSurroundings;
}

/** Carries one run out, from the input files to the finished video. Stages whose output is stored are skipped. */
export async function runGeneration(order: RunOrder, surroundings: RunSurroundings): Promise<RunResult> {
  const started = performance.now();
  const run = await openRun(order, surroundings);
  const { spec, journal } = run;
  const { registry } = surroundings;
  const prepared = await prepareInputs(run);
  const frames = Number(prepared.facts.frames);
  const prompt = await encodePrompt(run, spec.prompt);
  const negativePrompt = await encodePrompt(run, spec.negativePrompt);
  const source = await encodePicture(run, prepared);
  const audio = spec.mode === 'INFINITETALK' ? await encodeAudio(run, prepared) : silentAudio(run, frames);
  const { spatialScale } = run.networks.describe('vae');
  const output = create(registry, 'output', spec.output);
  const windows = planWindows(frames, spec.frameWindowSize, spec.motionFrames);
  const format = { width: spec.width, height: spec.height, fps: spec.fps };
  const mouth = run.model.drawnPortraits
    ? findMouthBox(videoFrame(source.value.picture.data, 1, spec.width, spec.height, 0), spec.width, spec.height)
    : null;
  const segments = await renderWindows({
    windows,
    motionFrames: spec.motionFrames,
    source: async () => source,
    prompt,
    negativePrompt,
    mode: spec.mode,
    audio,
    refTargetMasks: audio && onePerson(spec.height / spatialScale, spec.width / spatialScale),
    scheduler: { value: create(registry, 'scheduler', spec.scheduler), identity: spec.scheduler },
    guidance: { value: create(registry, 'guidance', spec.guidance), identity: spec.guidance },
    stepCache: { value: create(registry, 'step-cache', spec.stepCache), identity: spec.stepCache },
    steps: spec.steps,
    shift: spec.shift,
    textScale: spec.cfg,
    audioScale: spec.audioCfg,
    noise: seededNoise(spec.seed),
    correctFrames: null,
    networks: run.networks,
    journal,
    openSink: (window) => openVideoSink(output, format, mouth, journal.store, window.index),
    sinkIdentity: { output: spec.output, format, mouth },
    onWindow: (window) =>
      journal.emit({ type: 'WindowFinished', window: window.index, windows: windows.length, frames: window.newFrames }),
  });
  const speech = mouth && spec.mode === 'INFINITETALK' ? ((await prepared.tensors()).speech as FloatTensor).data : null;
  const result = await finishVideo({
    spec,
    frames,
    output,
    segments,
    journal,
    audioFile: audioFileOf(order),
    speech,
    limits: surroundings.limits,
  });
  const seconds = (performance.now() - started) / 1000;
  journal.emit({ type: 'RunFinished', seconds, peakBytes: journal.peakBytes, frames });
  return result;
}

function fileOf(order: RunOrder, asset: string): string {
  const file = order.files[asset];
  if (!file) throw new GenesisError('ASSET_NOT_FOUND', `the run was given no file for asset ${asset}`);
  return file;
}

const audioFileOf = (order: RunOrder): string | null => (order.spec.audio ? fileOf(order, order.spec.audio.id) : null);

async function openRun(order: RunOrder, surroundings: RunSurroundings): Promise<Run> {
  const { spec } = order;
  const dir = surroundings.models[spec.model];
  if (!dir) throw new GenesisError('MODEL_NOT_FOUND', `model ${spec.model} is not installed`, { field: 'model' });
  const model = await scanModelSet(spec.model, dir, surroundings.registry);
  const journal = new StageJournal({
    store: surroundings.store,
    emit: surroundings.emit,
    sampler: surroundings.sampler,
    signal: surroundings.signal,
    salt: surroundings.cache ? '' : order.generation,
  });
  const provider = {
    id: spec.provider.id,
    options: spec.provider.options,
    provider: create(surroundings.registry, 'execution-provider', spec.provider, 'provider'),
    threads: surroundings.threads,
    precision: choosePrecision(spec.precision, surroundings),
  };
  const networks = new PooledNetworks(
    model,
    surroundings.pool,
    provider,
    planMemory(model, spec, surroundings.registry),
    spec.mode,
  );
  return { spec, order, journal, networks, model, surroundings };
}

function choosePrecision(choice: PluginChoice, { registry, weightsDir, emit }: RunSurroundings): PoolPrecision {
  return openPrecision(choice, create(registry, 'precision', choice), weightsDir, emit);
}

/** @throws GenesisError MEMORY_PLAN_IMPOSSIBLE with the strategy's reason */
export function planMemory(model: ModelSet, spec: GenerationSpec, registry: PluginRegistry): MemoryPlan {
  const { tiledVae, forceOffload } = spec.memory;
  const strategy = create(registry, 'memory-strategy', spec.memory, 'memory');
  const request = { tiledVae: tiledVae ?? undefined, forceOffload: forceOffload ?? undefined };
  const result = strategy.plan(forecastMemory(model, spec), { deviceBytes: null, hostBytes: null }, request);
  if (!result.ok) throw new GenesisError('MEMORY_PLAN_IMPOSSIBLE', result.reason, { field: 'memory' });
  return result.plan;
}

type Product<Kind extends PluginKind> =
  ContributionOf<Kind> extends { create(...args: never): infer Made } ? Made : never;

/** What a chosen plugin makes with its options. */
function create<Kind extends PluginKind>(
  registry: PluginRegistry,
  kind: Kind,
  choice: PluginChoice,
  field?: string,
): Product<Kind> {
  const contribution: AnyContribution = registry.get(kind, choice.id, field);
  return contribution.create(
    { log: () => {} },
    registry.parseOptions(kind, choice.id, choice.options, field),
  ) as Product<Kind>;
}

const once = { window: null, windows: null } as const;

async function prepareInputs({ spec, order, journal, networks, surroundings }: Run): Promise<StageOutput> {
  const clipSize = networks.describe('image-encoder').imageSize;
  const { mode, width, height, fps, maxFrames, frameWindowSize } = spec;
  const settings = { mode, width, height, fps, maxFrames, frameWindowSize };
  const parts = { image: spec.image.sha256, audio: spec.audio?.sha256 ?? null, settings, clipSize };
  return journal.ensure({ stage: 'prepare', ...once, version: 1, parts }, () =>
    prepare({
      spec,
      imageFile: fileOf(order, spec.image.id),
      audioFile: audioFileOf(order),
      clipSize,
      limits: surroundings.limits,
    }),
  );
}

async function encodePrompt({ journal, networks, model }: Run, text: string): Promise<Identified<FloatTensor>> {
  if (!model.tokenizer)
    throw new GenesisError('MODEL_NOT_FOUND', `model ${model.name} has no tokenizer.json`, { field: 'model' });
  const tokenizer = await loadTokenizer(model.tokenizer);
  const tokens = tokenizer.tokenize(text, networks.describe('dit').textLength);
  const parts = { network: networks.identity('text-encoder'), ids: tokens.ids, mask: tokens.mask };
  const output = await journal.ensure(
    { stage: 'encode-text', ...once, version: 1, parts, origin: networks.origin('text-encoder') },
    () =>
      networks.use('text-encoder', async (encoder) => ({ tensors: { features: await encodeText(encoder, tokens) } })),
  );
  return { value: (await output.tensors()).features as FloatTensor, identity: output.key };
}

async function encodePicture({ journal, networks }: Run, prepared: StageOutput): Promise<Identified<WindowSource>> {
  const parts = { network: networks.identity('image-encoder'), prepared: prepared.key };
  const output = await journal.ensure(
    { stage: 'encode-image', ...once, version: 1, parts, origin: networks.origin('image-encoder') },
    () =>
      networks.use('image-encoder', async (encoder) => {
        const features = await encoder.encode((await prepared.tensors()).clipPixels as FloatTensor);
        return { tensors: { features: floatTensor(features.data, features.dims.slice(1)) } };
      }),
  );
  const value = {
    picture: (await prepared.tensors()).picture as FloatTensor,
    imageFeatures: (await output.tensors()).features as FloatTensor,
  };
  return { value, identity: output.key };
}

async function encodeAudio(
  { journal, networks, spec }: Run,
  prepared: StageOutput,
): Promise<Identified<readonly FloatTensor[]>> {
  const parts = { network: networks.identity('audio-encoder'), prepared: prepared.key, fps: spec.fps };
  const output = await journal.ensure(
    { stage: 'encode-audio', ...once, version: 1, parts, origin: networks.origin('audio-encoder') },
    () =>
      networks.use('audio-encoder', async (encoder) => {
        const speech = (await prepared.tensors()).speech as FloatTensor;
        const frames = Math.floor((speech.data.length / 16000) * spec.fps);
        return { tensors: { features: await encoder.encode(speech.data, frames) } };
      }),
  );
  return { value: [(await output.tensors()).features as FloatTensor], identity: output.key };
}

/** No sound at all, for a network that listens in a mode without sound; null for a network that does not. */
function silentAudio({ networks }: Run, frames: number): Identified<readonly FloatTensor[]> | null {
  if (networks.describe('dit').audioWindow === null) return null;
  const { layers, dim } = networks.describe('audio-encoder');
  return { value: [floatTensor(new Float32Array(frames * layers * dim), [frames, layers, dim])], identity: 'silence' };
}

/** Masks of a single person: person 1, person 2 and background are all ones, `[3, h, w]`. */
function onePerson(height: number, width: number): FloatTensor {
  return floatTensor(new Float32Array(3 * height * width).fill(1), [3, height, width]);
}

function seededNoise(seed: number): Identified<ResumableNoise> {
  const generator = new NoiseGenerator(seed);
  return {
    value: {
      randn: (count) => generator.randn(count),
      save: () => generator.save(),
      restore: (state) => generator.restore(state as NoiseGeneratorState),
    },
    identity: { seed },
  };
}
