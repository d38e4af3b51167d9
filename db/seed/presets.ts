import { LORA_DEFAULTS } from '../../core/runs/lora-settings.ts';
import { MEMORY_DEFAULTS } from '../../core/runs/memory-settings.ts';
import { SAMPLING_DEFAULTS } from '../../core/runs/sampling-settings.ts';
import type { GenerationSettings, PluginChoice } from '../../core/runs/spec.ts';
import type { NewPreset } from '../repositories/presets.ts';

/** The plugins' own defaults; the service that reads a preset fills in version and options. */
const choice = (id: string): PluginChoice => ({ id, version: '1.0.0', options: {} });

const demo: GenerationSettings = {
  ...SAMPLING_DEFAULTS,
  ...LORA_DEFAULTS,
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

/** What the VRAM tiers share. Audio guidance 4 and colour correction in full are InfiniteTalk's own defaults. */
const large: GenerationSettings = {
  ...demo,
  model: 'wan2.1-i2v-14b-infinitetalk',
  width: 832,
  height: 480,
  steps: 20,
  cfg: 6,
  audioCfg: 4,
  scheduler: choice('dpm++_sde'),
  colorCorrection: { method: 'lab', strength: 1 },
};

const NEEDS =
  'Needs the model set wan2.1-i2v-14b-infinitetalk (Wan 2.1 I2V 14B with the InfiniteTalk patch) in the models folder.';
const PENDING =
  'Precision and TF32 belong to a GPU execution provider; without one it runs on the CPU in float32, and needs the memory for that.';
const TILES = 'It asks for a tiled VAE, which a memory strategy that cannot tile refuses.';

/** The presets that every installation has. */
export const SHIPPED_PRESETS: readonly NewPreset[] = [
  {
    name: 'vram-24gb',
    title: '24 GB and more',
    description: `Meant for 24 GB of VRAM in fp16: 832×480, windows of 117 frames. ${NEEDS} ${PENDING} The network's 16-bit weights alone are 37 GB, so 24 GB hold it only in 8 bits or with blocks swapped.`,
    settings: {
      ...large,
      frameWindowSize: 117,
      memory: { ...choice('resident'), tiledVae: false, forceOffload: false, batchedCfg: null },
    },
  },
  {
    name: 'vram-16gb',
    title: '16 to 24 GB',
    description: `Meant for 16 to 24 GB of VRAM in fp16: 832×480, tiled VAE. ${NEEDS} ${PENDING} ${TILES}`,
    settings: { ...large, memory: { ...choice('resident'), tiledVae: true, forceOffload: false, batchedCfg: null } },
  },
  {
    name: 'vram-12gb',
    title: '12 to 16 GB',
    description: `Meant for 12 to 16 GB of VRAM in fp16: 640×352, tiled VAE, networks unloaded after their stage. ${NEEDS} ${PENDING} ${TILES}`,
    settings: {
      ...large,
      width: 640,
      height: 352,
      memory: { ...choice('offload'), tiledVae: true, forceOffload: true, batchedCfg: null },
    },
  },
  {
    name: 'vram-8gb',
    title: 'Below 12 GB',
    description: `Meant for less than 12 GB of VRAM in 8 bits with blocks swapped: 512×288, windows of 77 frames, tiled VAE, networks unloaded after their stage. ${NEEDS} ${PENDING} ${TILES}`,
    settings: {
      ...large,
      width: 512,
      height: 288,
      frameWindowSize: 77,
      memory: { ...choice('offload'), tiledVae: true, forceOffload: true, batchedCfg: null },
    },
  },
  {
    name: 'demo',
    title: 'Demo',
    description: 'The embedded demo model on any CPU: 128×128, 8 steps.',
    settings: demo,
  },
];
