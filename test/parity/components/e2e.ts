import { join } from 'node:path';
import { clipPixels, imageToVideoImage, infiniteTalkImage } from '../../../core/media/image-preprocess.ts';
import { type PlanarImage, type RgbImage, toPlanar } from '../../../core/media/rgb-image.ts';
import { colorCorrection } from '../../../core/pipeline/conditions/correct-frames.ts';
import { type PersonBox, referenceMasks } from '../../../core/pipeline/conditions/reference-masks.ts';
import { StageJournal } from '../../../core/pipeline/journal.ts';
import { joinFrames, sliceFrames } from '../../../core/pipeline/latents.ts';
import type { Networks } from '../../../core/pipeline/networks.ts';
import type { ResumableNoise } from '../../../core/pipeline/resumable-noise.ts';
import { renderWindows } from '../../../core/pipeline/window-chain.ts';
import type { Identified, WindowSource } from '../../../core/pipeline/window-request.ts';
import { planWindows } from '../../../core/pipeline/windows.ts';
import {
  type FloatTensor,
  floatTensor,
  type NetworkHandles,
  type NetworkRole,
  type Plugin,
  type StepCacheContribution,
  type Tensor,
} from '../../../core/plugin-api/index.ts';
import { PluginRegistry } from '../../../core/plugin-host/registry.ts';
import { SAMPLING_DEFAULTS } from '../../../core/runs/sampling-settings.ts';
import clip from '../../../plugins/clip-vit-h/index.ts';
import apg from '../../../plugins/guidance-apg/index.ts';
import textAudioCfg from '../../../plugins/guidance-text-audio-cfg/index.ts';
import dpmpp from '../../../plugins/scheduler-dpmpp/index.ts';
import infinitetalk from '../../../plugins/scheduler-infinitetalk/index.ts';
import unipc from '../../../plugins/scheduler-unipc/index.ts';
import stepCacheNone from '../../../plugins/step-cache-none/index.ts';
import umt5 from '../../../plugins/umt5/index.ts';
import wanDit from '../../../plugins/wan-dit/index.ts';
import wanVae from '../../../plugins/wan-vae/index.ts';
import { embeddingInMemory } from '../../support/embedding-in-memory.ts';
import { MemoryStore } from '../../support/memory-store.ts';
import { loadNetwork } from '../../support/network.ts';
import { imageToVideoSize } from '../../support/reference-sizes.ts';
import type { ComponentRunner, ParityCase } from '../case.ts';

type Loaded = { [Role in Exclude<NetworkRole, 'audio-encoder'>]: NetworkHandles[Role] };

/** Plugin, role and key of the weights of each network that the recorded pipelines use. */
const NETWORKS = [
  [umt5, 'text-encoder', 't5'],
  [clip, 'image-encoder', 'clip'],
  [wanVae, 'vae', 'vae'],
  [wanDit, 'dit', 'dit'],
] as const satisfies readonly (readonly [Plugin, keyof Loaded, string])[];

const context = { log: () => {} };
const registry = new PluginRegistry();
for (const plugin of [unipc, dpmpp, infinitetalk, textAudioCfg, apg]) registry.register(plugin);

const noCache = stepCacheNone.contributes[0]!;
const noStepCache = (noCache as StepCacheContribution).create(context, {});

const params = (c: ParityCase) => c.config.params as Record<string, unknown>;
const numberOf = (c: ParityCase, name: string): number => params(c)[name] as number;

async function withNetworks<Result>(
  c: ParityCase,
  work: (networks: Networks, loaded: Loaded) => Promise<Result>,
): Promise<Result> {
  const loaded: Partial<Record<NetworkRole, unknown>> = {};
  const runners: { release(): Promise<void> }[] = [];
  try {
    for (const [plugin, role, key] of NETWORKS) {
      const file = join(c.dir, (c.config.weights as Record<string, string>)[key]!);
      const settings = (c.config.dims as Record<string, Record<string, unknown>>)[key]!;
      const { handle, runner } = await loadNetwork<NetworkRole>(plugin, role, file, settings);
      loaded[role] = handle;
      runners.push(runner);
    }
    const handles = loaded as NetworkHandles;
    const networks: Networks = {
      use: (role, run) => run(handles[role], () => 0),
      hold: (_role, run) => run(),
      describe: (role) => handles[role],
      identity: (role) => role,
      origin: (role) => ({ network: role, precision: 'auto', provider: 'cpu' }),
      vaeTiling: null,
    };
    return await work(networks, handles);
  } finally {
    for (const runner of runners) await runner.release();
  }
}

/** Text features without padding. */
async function encodeText(
  c: ParityCase,
  networks: Networks,
  name: 'prompt' | 'negative',
): Promise<Identified<FloatTensor>> {
  const numbers = (tensor: Tensor) => Array.from(tensor.data as BigInt64Array, Number);
  const mask = numbers(c.tensors[`in.${name}_mask`]!);
  const features = await networks.use('text-encoder', (t5) =>
    t5.encode([numbers(c.tensors[`in.${name}_ids`]!)], [mask]),
  );
  const dim = features.dims[2]!;
  const valid = mask.reduce((sum, value) => sum + value, 0);
  return { value: floatTensor(features.data.slice(0, valid * dim), [valid, dim]), identity: name };
}

/** The recorded source pictures: one, or the frames of a driving video. */
function sourceImages(c: ParityCase): RgbImage[] {
  const { dims, data } = c.tensors['in.image']!;
  const [height, width] = dims.slice(-3) as [number, number];
  const size = height * width * 3;
  const count = dims.length === 4 ? dims[0]! : 1;
  return Array.from({ length: count }, (_, i) => ({
    width,
    height,
    data: (data as Uint8Array).subarray(i * size, (i + 1) * size),
  }));
}

async function windowSource(networks: Networks, picture: PlanarImage, seenByClip: PlanarImage): Promise<WindowSource> {
  const features = await networks.use('image-encoder', (tower) =>
    tower.encode(clipPixels(seenByClip, tower.imageSize)),
  );
  return {
    picture: floatTensor(picture.data, [3, 1, picture.height, picture.width]),
    imageFeatures: floatTensor(features.data, features.dims.slice(1)),
  };
}

/**
 * The recorded draws that are consumed. The original also draws noise for the motion frames, which never changes the
 * result; it is recognised by its size and left out.
 */
function recordedNoise(c: ParityCase): Identified<ResumableNoise> {
  const draws = Object.keys(c.tensors)
    .filter((name) => name.startsWith('noise.'))
    .sort()
    .map((name) => c.tensors[name]!.data as Float32Array);
  let next = 0;
  const randn = (count: number): Float32Array => {
    while (next < draws.length && draws[next]!.length !== count) next += 1;
    const draw = draws[next];
    if (!draw) throw new Error(`${c.name}: no recorded noise of ${count} numbers is left`);
    next += 1;
    return draw.slice();
  };
  return { value: { randn, save: () => null, restore: () => {} }, identity: 'recorded' };
}

interface Recipe {
  readonly source: (start: number) => Promise<Identified<WindowSource>>;
  readonly audio: readonly FloatTensor[] | null;
  readonly masks: FloatTensor | null;
  readonly scheduler: string;
  readonly guidance: { readonly id: string; readonly options: unknown };
  readonly textScale: number;
  readonly totalFrames: number;
  /** Of the frames rendered, those that belong to the video. */
  readonly keptFrames: number;
  readonly motionFrames: number;
  readonly correct: ((frames: FloatTensor) => FloatTensor) | null;
}

async function render(c: ParityCase, networks: Networks, recipe: Recipe): Promise<Record<string, Tensor>> {
  const frames: FloatTensor[] = [];
  const prompt = await encodeText(c, networks, 'prompt');
  const scheduler = registry.get('scheduler', recipe.scheduler);
  const guidance = registry.get('guidance', recipe.guidance.id);
  await renderWindows({
    windows: planWindows(recipe.totalFrames, numberOf(c, 'frame_num'), recipe.motionFrames),
    motionFrames: recipe.motionFrames,
    source: (window) => recipe.source(window.start),
    prompt: () => prompt,
    negativePrompt: await encodeText(c, networks, 'negative'),
    mode: recipe.audio ? 'INFINITETALK' : 'I2V',
    audio: recipe.audio && { value: recipe.audio.map(embeddingInMemory), identity: 'audio' },
    refTargetMasks: recipe.masks,
    scheduler: {
      value: scheduler.create(context, registry.parseOptions('scheduler', scheduler.id, {})),
      identity: scheduler.id,
    },
    guidance: {
      value: guidance.create(context, registry.parseOptions('guidance', guidance.id, recipe.guidance.options)),
      identity: recipe.guidance,
    },
    stepCache: { value: noStepCache, identity: 'none', sparing: false },
    steps: numberOf(c, 'steps'),
    shift: numberOf(c, 'shift'),
    sampling: SAMPLING_DEFAULTS,
    input: null,
    textScale: recipe.textScale,
    audioScale: (params(c).audio_guide_scale as number | undefined) ?? 1,
    noise: recordedNoise(c),
    correctFrames: recipe.correct && { value: recipe.correct, identity: 'colour' },
    networks,
    journal: new StageJournal({
      store: new MemoryStore(),
      emit: () => {},
      sampler: null,
      signal: new AbortController().signal,
      salt: '',
    }),
    openSink: async () => ({
      write: async (chunk) => {
        frames.push(chunk);
      },
      finish: async () => ({ tensors: {}, files: {}, facts: {} }),
      abort: async () => {},
    }),
    sinkIdentity: 'frames',
    onWindow: async () => {},
    previews: null,
  });
  return { 'out.video': sliceFrames(joinFrames(frames), 0, recipe.keptFrames) };
}

/**
 * Frames to render and to keep. Windows follow the first person's audio; where somebody's ends before the last window does,
 * the video is cut to the last person's.
 */
function frameCounts(c: ParityCase, lengths: readonly number[]): Pick<Recipe, 'totalFrames' | 'keptFrames'> {
  const [windowFrames, motionFrames] = [numberOf(c, 'frame_num'), numberOf(c, 'motion_frame')];
  const most = numberOf(c, 'max_frames_num');
  const planned = Math.min(lengths[0]!, most);
  const last = planWindows(planned, windowFrames, motionFrames).at(-1)!;
  const end = last.start + last.frames;
  const cut = most > windowFrames && lengths.some((length) => length <= end);
  const kept = Math.min(end, most, cut ? lengths.at(-1)! : end);
  return { totalFrames: Math.max(planned, kept), keptFrames: kept };
}

const runInfiniteTalk: ComponentRunner = (c) =>
  withNetworks(c, async (networks) => {
    const [height, width] = params(c).target_hw as [number, number];
    const images = sourceImages(c);
    const people = numberOf(c, 'people');
    const audio = Array.from({ length: people }, (_, person) => c.tensors[`in.audio_emb.${person}`] as FloatTensor);
    const picture = (index: number) => infiniteTalkImage(images[Math.min(index, images.length - 1)]!, width, height);
    const strength = numberOf(c, 'color_correction_strength');
    const apgOptions = { momentum: params(c).apg_momentum, normThreshold: params(c).apg_norm_threshold };
    return render(c, networks, {
      source: async (start) => {
        const image = picture(start);
        return { value: await windowSource(networks, image, image), identity: Math.min(start, images.length - 1) };
      },
      audio,
      masks: referenceMasks(
        images[0]!,
        { height, width },
        people,
        params(c).bbox as PersonBox[] | undefined,
        numberOf(c, 'face_scale'),
      ),
      scheduler: 'infinitetalk',
      guidance: params(c).use_apg ? { id: 'apg', options: apgOptions } : { id: 'text-audio-cfg', options: {} },
      textScale: numberOf(c, 'text_guide_scale'),
      ...frameCounts(
        c,
        audio.map(({ dims }) => dims[0]!),
      ),
      motionFrames: numberOf(c, 'motion_frame'),
      correct: strength > 0 ? colorCorrection(picture(0).data, strength) : null,
    });
  });

const runImageToVideo: ComponentRunner = (c) =>
  withNetworks(c, async (networks) => {
    const image = sourceImages(c)[0]!;
    const size = imageToVideoSize(image, numberOf(c, 'max_area'));
    const source = await windowSource(networks, imageToVideoImage(image, size.width, size.height), toPlanar(image));
    return render(c, networks, {
      source: async () => ({ value: source, identity: 'image' }),
      audio: null,
      masks: null,
      scheduler: String(params(c).solver),
      guidance: { id: 'text-audio-cfg', options: {} },
      textScale: numberOf(c, 'guide_scale'),
      totalFrames: numberOf(c, 'frame_num'),
      keptFrames: numberOf(c, 'frame_num'),
      motionFrames: 1,
      correct: null,
    });
  });

/** The whole pipelines, with recorded token ids, audio embeddings and noise. */
export const e2eComponents: Readonly<Record<string, ComponentRunner>> = {
  e2e_infinitetalk: runInfiniteTalk,
  e2e_i2v: runImageToVideo,
};
