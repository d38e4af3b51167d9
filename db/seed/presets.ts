import { LORA_DEFAULTS } from '../../core/runs/lora-settings.ts';
import { MEMORY_DEFAULTS } from '../../core/runs/memory-settings.ts';
import { PRECISION_DEFAULTS } from '../../core/runs/precision-settings.ts';
import { SAMPLING_DEFAULTS } from '../../core/runs/sampling-settings.ts';
import type { GenerationSettings, PluginChoice } from '../../core/runs/spec.ts';
import type { NewPreset } from '../repositories/presets.ts';

/** The plugins' own defaults; the service that reads a preset fills in version and options. */
const choice = (id: string): PluginChoice => ({ id, version: '1.0.0', options: {} });

const demo: GenerationSettings = {
  ...SAMPLING_DEFAULTS,
  ...LORA_DEFAULTS,
  ...PRECISION_DEFAULTS,
  ...MEMORY_DEFAULTS,
  model: 'demo',
  width: 128,
  height: 128,
  frameWindowSize: 81,
  motionFrames: 25,
  maxFrames: null,
  fps: 25,
  steps: 8,
  shift: 5,
  cfg: 2,
  audioCfg: 2,
  scheduler: choice('infinitetalk'),
  guidance: choice('text-audio-cfg'),
  stepCache: choice('none'),
  memory: { ...choice('resident'), tiledVae: null, forceOffload: null, batchedCfg: null },
  provider: choice('cpu'),
  precision: choice('auto'),
  output: choice('mp4'),
  oomPolicy: 'SAME_PICTURE',
};

/** Of the sets that can be pulled, the one that docs/models.md names for these cards. */
const LARGE_SET = 'infinitetalk-480p-fp8';

/** What the VRAM tiers share. Audio guidance 4 and colour correction in full are InfiniteTalk's own defaults. */
const large: GenerationSettings = {
  ...demo,
  model: LARGE_SET,
  width: 832,
  height: 480,
  steps: 20,
  cfg: 6,
  audioCfg: 4,
  scheduler: choice('dpm++_sde'),
  colorCorrection: { method: 'lab', strength: 1 },
};

const NEEDS = `Needs the model set ${LARGE_SET}, which "genesis models pull ${LARGE_SET}" fetches; another set of Wan 2.1 I2V 14B with the InfiniteTalk patch is chosen by its name.`;
/** What the table of the field recommends and what the forecast says instead; a test holds the forecast against each tier. */
const HOW =
  'The 16-bit DiT alone is 37 GB, and one pass needs its activations besides: so the weights are 8-bit (precision q8), networks are unloaded after their stage, attention works in slices of queries, and as many blocks are swapped as have to be (memory strategy auto).';

const NEEDS_ZH = `需要模型集 ${LARGE_SET}，可用“genesis models pull ${LARGE_SET}”获取；也可按名称选择其他 Wan 2.1 I2V 14B 加 InfiniteTalk 补丁的模型集。`;
const HOW_ZH =
  '仅 16 位 DiT 就有 37 GB，一次前向还需要激活：因此权重为 8 位（精度 q8），网络在其阶段结束后卸载，注意力按查询切片计算，并按需要交换若干块（内存策略 auto）。';

interface Tier {
  readonly name: string;
  readonly title: string;
  /** What a run may use, less than the card has: the desktop takes its part. */
  readonly vramBytes: number;
  readonly size: Pick<GenerationSettings, 'width' | 'height' | 'frameWindowSize' | 'motionFrames'>;
  /** How it differs from what is usually recommended for the tier. */
  readonly instead: string;
  /** Title and `instead` in Chinese. */
  readonly zh: { readonly title: string; readonly instead: string };
}

const tier = ({ name, title, vramBytes, size, instead }: Tier): NewPreset => ({
  name,
  title,
  description: `${size.width}×${size.height}, windows of ${size.frameWindowSize} frames, within ${vramBytes / 1e9} GB of VRAM on WebGPU by forecast. ${HOW} ${instead} ${NEEDS}`,
  settings: {
    ...large,
    ...size,
    provider: choice('webgpu'),
    precision: choice('q8'),
    memory: { ...choice('auto'), tiledVae: null, forceOffload: null, batchedCfg: null },
    memoryBudget: { vramBytes, ramBytes: null },
  },
});

/** Largest first. */
const TIERS: readonly Tier[] = [
  {
    name: 'vram-24gb',
    title: '24 GB and more',
    vramBytes: 23e9,
    size: { width: 832, height: 480, frameWindowSize: 81, motionFrames: 25 },
    instead: 'Windows of 117 frames, often recommended for this tier, do not fit even with every block swapped.',
    zh: { title: '24 GB 及以上', instead: '常推荐给这一档的 117 帧窗口，即使交换所有块也放不下。' },
  },
  {
    name: 'vram-16gb',
    title: '16 to 24 GB',
    vramBytes: 15e9,
    size: { width: 640, height: 352, frameWindowSize: 81, motionFrames: 25 },
    instead: '832×480, often recommended for this tier, does not fit even with every block swapped.',
    zh: { title: '16 至 24 GB', instead: '常推荐给这一档的 832×480，即使交换所有块也放不下。' },
  },
  {
    name: 'vram-12gb',
    title: '12 to 16 GB',
    vramBytes: 11e9,
    size: { width: 512, height: 288, frameWindowSize: 81, motionFrames: 25 },
    instead: '640×352, often recommended for this tier, does not fit even with every block swapped.',
    zh: { title: '12 至 16 GB', instead: '常推荐给这一档的 640×352，即使交换所有块也放不下。' },
  },
  {
    name: 'vram-8gb',
    title: 'Below 12 GB',
    vramBytes: 7.5e9,
    size: { width: 448, height: 256, frameWindowSize: 49, motionFrames: 9 },
    instead:
      '512×288 in windows of 77 frames, often recommended for this tier, does not fit even with every block swapped.',
    zh: { title: '12 GB 以下', instead: '常推荐给这一档的 512×288、77 帧窗口，即使交换所有块也放不下。' },
  },
];

/** The presets that every installation has. */
export const SHIPPED_PRESETS: readonly NewPreset[] = [
  ...TIERS.map(tier),
  {
    name: 'demo',
    title: 'Demo',
    description: 'The embedded demo model on any CPU: 128×128, 8 steps.',
    settings: demo,
  },
];

/** Their words in other languages, by name and language; what a user has rewritten is shown as it was written. */
export const SHIPPED_TRANSLATIONS: Readonly<
  Record<string, Readonly<Record<string, Pick<NewPreset, 'title' | 'description'>>>>
> = Object.fromEntries([
  ...TIERS.map(({ name, vramBytes, size, zh: { title, instead } }) => [
    name,
    {
      zh: {
        title,
        description: `${size.width}×${size.height}，每个窗口 ${size.frameWindowSize} 帧，按估算在 WebGPU 上占用显存不超过 ${vramBytes / 1e9} GB。${HOW_ZH}${instead}${NEEDS_ZH}`,
      },
    },
  ]),
  ['demo', { zh: { title: '演示', description: '内置的演示模型，任何 CPU 均可运行：128×128，8 步。' } }],
]);
