import { z } from 'zod';
import { NETWORK_ROLES } from '../../../core/plugin-api/network.ts';
import { MEMORY_DEFAULTS } from '../../../core/runs/memory-settings.ts';
import { COLOR_METHODS, ROPE_FUNCTIONS, SAMPLING_DEFAULTS } from '../../../core/runs/sampling-settings.ts';
import { DEFAULT_OOM_POLICY, type GenerationSpec } from '../../../core/runs/spec.ts';
import { INPUT_DEFAULTS } from '../../../core/runs/spec-inputs.ts';

const int = z.int32();
const choice = z.object({
  id: z.string(),
  version: z.string(),
  options: z.record(z.string(), z.unknown()).default({}),
});
const content = z.object({ id: z.string().default(''), sha256: z.string() });
const asset = content.nullable().default(null);
const box = z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() });
const flag = z.boolean().nullable().default(null);
const bytes = z.int().nullable().default(null);
const blocks = z.array(z.object({ first: int, last: int, strength: z.number() })).default([]);
const lora = z.object({ name: z.string(), strength: z.number(), blocks, merge: z.boolean().default(false) });
const unchanged: z.input<typeof choice> = { id: 'none', version: '1.0.0' };
const asStored: z.input<typeof choice> = { id: 'auto', version: '1.0.0' };

/**
 * The settings that a video carries. Whoever uploads the file may have written anything there: what does not have the
 * form of a generation's settings is none. Fields that earlier versions did not have come with what changes nothing.
 */
export const embeddedSpec = z.object({
  mode: z.enum(['INFINITETALK', 'I2V']),
  prompt: z.string(),
  negativePrompt: z.string(),
  seed: z.int().nonnegative(),
  preset: z.string(),
  model: z.string(),
  width: int,
  height: int,
  frameWindowSize: int,
  motionFrames: int,
  maxFrames: int.nullable(),
  fps: z.number(),
  steps: int,
  shift: z.number(),
  cfg: z.number(),
  audioCfg: z.number(),
  scheduler: choice,
  guidance: choice,
  stepCache: choice.prefault(unchanged),
  memory: choice.extend({ tiledVae: flag, forceOffload: flag, batchedCfg: flag }),
  memoryBudget: z.object({ vramBytes: bytes, ramBytes: bytes }).default(MEMORY_DEFAULTS.memoryBudget),
  provider: choice,
  precision: choice.prefault(asStored),
  networkPrecision: z.array(choice.extend({ role: z.enum(NETWORK_ROLES) })).default([]),
  output: choice,
  oomPolicy: z.enum(['FAIL', 'SAME_PICTURE', 'SMALLER']).default(DEFAULT_OOM_POLICY),
  sigmas: z.array(z.number()).default([]),
  startStep: int.default(SAMPLING_DEFAULTS.startStep),
  endStep: int.default(SAMPLING_DEFAULTS.endStep),
  addNoiseToSamples: z.boolean().default(SAMPLING_DEFAULTS.addNoiseToSamples),
  denoiseStrength: z.number().default(SAMPLING_DEFAULTS.denoiseStrength),
  riflexFreqIndex: int.default(SAMPLING_DEFAULTS.riflexFreqIndex),
  ropeFunction: z.enum(ROPE_FUNCTIONS).default(SAMPLING_DEFAULTS.ropeFunction),
  colorCorrection: z
    .object({ method: z.enum(COLOR_METHODS), strength: z.number() })
    .default(SAMPLING_DEFAULTS.colorCorrection),
  loras: z.array(lora).default([]),
  image: asset,
  video: asset,
  audio: asset,
  speakers: z.array(z.object({ audio: content, box: box.nullable(), mask: content.nullable() })).default([]),
  multiAudio: z.enum(['para', 'add']).default(INPUT_DEFAULTS.multiAudio),
  startLatents: z
    .object({ generation: z.string().default(''), keys: z.array(z.string()).default([]) })
    .nullable()
    .default(INPUT_DEFAULTS.startLatents),
  prompts: z.array(z.object({ at: z.number(), prompt: z.string() })).default([]),
}) satisfies z.ZodType<GenerationSpec>;
