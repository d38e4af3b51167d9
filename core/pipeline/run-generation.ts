import { GenesisError } from '../errors/genesis-error.ts';
import { findMouthBox } from '../media/lip-sync/mouth-box.ts';
import { videoFrame } from '../media/rgb-image.ts';
import { uncorrected } from '../memory/forecast.ts';
import { memoryBudget } from '../memory/memory-limits.ts';
import { withLoraChoices } from '../models/apply-loras.ts';
import { describeNetwork } from '../models/describe-network.ts';
import { requireSpace } from '../models/free-space.ts';
import { type ModelSet, scanModelSet } from '../models/model-set.ts';
import type { FloatTensor } from '../plugin-api/index.ts';
import { createPlugin } from '../plugin-host/create-plugin.ts';
import type { RunMemory, RunResult } from '../runs/events.ts';
import type { GenerationSpec } from '../runs/spec.ts';
import { promptAt } from '../runs/spec-inputs.ts';
import type { RunOrder } from '../runs/worker-protocol.ts';
import { NoiseGenerator, type NoiseGeneratorState } from '../sampling/randn.ts';
import { colorCorrection } from './conditions/correct-frames.ts';
import { diskNeed } from './disk-need.ts';
import { encodeAudio, encodePicture, encodePrompt, onePerson, prepareInputs, silentAudio } from './encode-inputs.ts';
import { StageJournal } from './journal.ts';
import { logLoras } from './log-loras.ts';
import { openOutput } from './open-output.ts';
import { planMemory } from './plan-memory.ts';
import { poolProviders } from './pool-providers.ts';
import { PooledNetworks } from './pooled-networks.ts';
import { Previews } from './preview.ts';
import type { ResumableNoise } from './resumable-noise.ts';
import { type Run, type RunSurroundings, voiceFiles } from './run-context.ts';
import { finishVideo } from './stages/mux.ts';
import { openVideoSink } from './video-sink.ts';
import { renderWindows } from './window-chain.ts';
import { windowInput } from './window-inputs.ts';
import { windowReporter } from './window-report.ts';
import type { Identified, WindowChainRequest, WindowSource } from './window-request.ts';
import { windowSources } from './window-sources.ts';
import { planWindows, type WindowPlan } from './windows.ts';

/** Carries one run out, from the input files to the finished video. Stages whose output is stored are skipped. */
export async function runGeneration(order: RunOrder, surroundings: RunSurroundings): Promise<RunResult> {
  const started = performance.now();
  // One byte: a disk that is full already refuses before anything is loaded.
  await requireSpace(surroundings.dataDir, 1, surroundings.minFreeDisk);
  const run = await openRun(order, surroundings);
  const { spec, journal } = run;
  const { registry } = surroundings;
  const voices = voiceFiles(order);
  const output = openOutput(registry, spec.output, voices.length > 0, journal);
  const prepared = await prepareInputs(run);
  const frames = Number(prepared.facts.frames);
  const windows = planWindows(frames, spec.frameWindowSize, spec.motionFrames);
  const { prompt, negativePrompt } = await run.networks.hold('text-encoder', async () => ({
    prompt: await encodePrompts(run, windows),
    negativePrompt: await encodePrompt(run, spec.negativePrompt),
  }));
  const picture = await encodePicture(run, prepared);
  const audio = spec.mode === 'INFINITETALK' ? await encodeAudio(run, prepared) : silentAudio(run, frames);
  const masks = (await prepared.tensors()).masks as FloatTensor | undefined;
  const { spatialScale } = run.networks.describe('vae');
  const { latentChannels } = run.networks.describe('vae');
  await requireSpace(surroundings.dataDir, diskNeed(spec, windows, latentChannels), surroundings.minFreeDisk);
  const format = { width: spec.width, height: spec.height, fps: spec.fps };
  const reference = videoFrame(picture.value.picture.data, 1, spec.width, spec.height, 0);
  const mouth = run.model.drawnPortraits ? findMouthBox(reference, spec.width, spec.height) : null;
  const opening = mouth && ((prepared.facts.opening ?? null) as readonly number[] | null);
  const report = windowReporter(opening);
  const segments = await renderWindows({
    windows,
    motionFrames: spec.motionFrames,
    source: await windowSources(run, windows, picture),
    prompt,
    negativePrompt,
    mode: spec.mode,
    audio,
    refTargetMasks: audio && (masks ?? onePerson(spec.height / spatialScale, spec.width / spatialScale)),
    scheduler: { value: createPlugin(registry, 'scheduler', spec.scheduler), identity: spec.scheduler },
    guidance: { value: createPlugin(registry, 'guidance', spec.guidance), identity: spec.guidance },
    stepCache: {
      value: createPlugin(registry, 'step-cache', spec.stepCache),
      identity: spec.stepCache,
      sparing: spec.stepCache.id !== 'none',
    },
    steps: spec.steps,
    shift: spec.shift,
    sampling: sampledPart(spec),
    input: windowInput(run, windows),
    textScale: spec.cfg,
    audioScale: spec.audioCfg,
    noise: seededNoise(spec.seed),
    correctFrames: frameCorrection(spec, picture),
    networks: run.networks,
    journal,
    openSink: (window) => openVideoSink(output, format, mouth, reference, journal.store, window.index),
    sinkIdentity: { output: spec.output, format, mouth, reference: picture.identity },
    onWindow: async (window, decoded) => {
      const place = { window: window.index, windows: windows.length, frames: window.newFrames };
      journal.emit({ type: 'WindowFinished', ...place, ...(await report(window, decoded)) });
    },
    previews: new Previews(hasPublishedVae(run), (step, image) => {
      surroundings.showPreview(image);
      journal.emit({ type: 'Preview', ...step });
    }),
  });
  const result = await finishVideo({
    spec: order.videoSpec,
    frames,
    output,
    segments,
    journal,
    voices,
    opening,
    limits: surroundings.limits,
  });
  const seconds = (performance.now() - started) / 1000;
  journal.emit({ type: 'RunFinished', seconds, peakBytes: journal.peakBytes, frames });
  return result;
}

async function openRun(order: RunOrder, surroundings: RunSurroundings): Promise<Run> {
  const { spec } = order;
  const dir = surroundings.models[spec.model];
  if (!dir) throw new GenesisError('MODEL_NOT_FOUND', `model ${spec.model} is not installed`, { field: 'model' });
  const installed = await scanModelSet(spec.model, dir, surroundings.registry, surroundings.lorasDir);
  const model = await withLoraChoices(installed, spec.loras);
  const journal = new StageJournal({
    store: surroundings.store,
    checkpoints: { store: surroundings.partials, seconds: surroundings.checkpointSeconds },
    emit: surroundings.emit,
    sampler: surroundings.sampler,
    signal: surroundings.signal,
    salt: surroundings.cache ? '' : order.generation,
  });
  logLoras(model.networks.dit?.loras ?? [], journal.emit);
  const { plan } = await planRun(order, model, surroundings);
  const providers = poolProviders(spec, plan, surroundings);
  const networks = new PooledNetworks(model, surroundings.pool, providers, plan, spec);
  return { spec, order, journal, networks, model, surroundings };
}

/** Plans against the memory that there is now, and tells of it. */
async function planRun(
  { spec, corrections, voiceSeconds }: RunOrder,
  model: ModelSet,
  surroundings: RunSurroundings,
): Promise<RunMemory> {
  const { registry, memory, detector, emit } = surroundings;
  const budget = memoryBudget(await detector.detect(), memory, spec.memoryBudget);
  const correction = (stage: string) => corrections[stage] ?? uncorrected();
  const planned = planMemory(model, spec, { registry, budget, correction, voiceSeconds });
  emit({ type: 'MemoryPlanned', ...planned });
  return planned;
}

/** Whether the VAE is Wan 2.1's own, of 96 base channels and 16 latent ones. */
function hasPublishedVae({ model }: Run): boolean {
  const source = model.networks.vae;
  const dims = source?.network.facts(source.config).dims;
  return dims?.dim === 96 && describeNetwork(source!).latentChannels === 16;
}

/** The prompt of each window: the one in force where its new frames begin. Each text is encoded once. */
async function encodePrompts(run: Run, windows: readonly WindowPlan[]): Promise<WindowChainRequest['prompt']> {
  const textOf = ({ start, overlap }: WindowPlan) => promptAt(run.spec, (start + overlap) / run.spec.fps);
  const encoded = new Map<string, Identified<FloatTensor>>();
  for (const text of new Set(windows.map(textOf))) encoded.set(text, await encodePrompt(run, text));
  return (window) => encoded.get(textOf(window))!;
}

function sampledPart(spec: GenerationSpec): WindowChainRequest['sampling'] {
  const { sigmas, startStep, endStep, addNoiseToSamples, denoiseStrength, riflexFreqIndex } = spec;
  return { sigmas, startStep, endStep, addNoiseToSamples, denoiseStrength, riflexFreqIndex };
}

/** Colours are those of the picture that the video starts from. */
function frameCorrection(spec: GenerationSpec, source: Identified<WindowSource>): WindowChainRequest['correctFrames'] {
  const { method, strength } = spec.colorCorrection;
  if (spec.mode !== 'INFINITETALK' || method === 'none' || strength === 0) return null;
  return {
    value: colorCorrection(source.value.picture.data, strength, method),
    identity: { method, strength, reference: source.identity },
  };
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
