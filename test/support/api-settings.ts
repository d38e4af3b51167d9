import { LORA_DEFAULTS } from '../../core/runs/lora-settings.ts';
import { MEMORY_DEFAULTS } from '../../core/runs/memory-settings.ts';
import { PRECISION_DEFAULTS } from '../../core/runs/precision-settings.ts';
import { SAMPLING_DEFAULTS } from '../../core/runs/sampling-settings.ts';
import type { GenerationSettings, PluginChoice } from '../../core/runs/spec.ts';

const choice = (id: string): PluginChoice => ({ id, version: '1.0.0', options: {} });

/** Settings of the demo preset, as the demo model's README gives them. */
export const demoSettings: GenerationSettings = {
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
  oomPolicy: 'SAME_PICTURE',
  output: choice('mp4'),
};
