import type { ColorCorrection, RopeFunction, SamplingSettings } from '../../../core/runs/sampling-settings.ts';
import { builder } from './builder.ts';

export const ROPE_FUNCTION_VALUES = {
  DEFAULT: { value: 'default' },
  COMFY: { value: 'comfy' },
  COMFY_CHUNKED: { value: 'comfy_chunked' },
} satisfies Record<string, { value: RopeFunction }>;

const RopeFunctionEnum = builder.enumType('RopeFunction', {
  description: 'Names of ComfyUI-WanVideoWrapper for one and the same rotary embedding.',
  values: ROPE_FUNCTION_VALUES,
});

export const COLOR_METHOD_VALUES = {
  NONE: { value: 'none' },
  LAB: { value: 'lab', description: 'Mean and deviation of CIE Lab, as InfiniteTalk has it.' },
  MKL: { value: 'mkl', description: 'Mean and covariance of RGB (Monge-Kantorovich).' },
} satisfies Record<string, { value: ColorCorrection['method']; description?: string }>;

const ColorMethodEnum = builder.enumType('ColorMethod', { values: COLOR_METHOD_VALUES });

const ColorCorrectionRef = builder.objectRef<ColorCorrection>('ColorCorrection').implement({
  description: "Moves the frames' colours to those of the source picture; ignored in I2V.",
  fields: (t) => ({
    method: t.expose('method', { type: ColorMethodEnum }),
    strength: t.exposeFloat('strength', { description: '0 (leave as it is) to 1.' }),
  }),
});

const ColorCorrectionInput = builder.inputType('ColorCorrectionInput', {
  fields: (t) => ({
    method: t.field({ type: ColorMethodEnum }),
    strength: t.float({ description: '0 (leave as it is) to 1.' }),
  }),
});

const DESCRIPTIONS = {
  sigmas:
    'Own sigmas: decreasing, in (0, 1], one per step, already shifted, without the terminal 0. Empty: the scheduler has its own.',
  startStep: 'First step to run, from 0; above 0 it needs latents to start from.',
  endStep: 'Step before which to stop; -1: run to the end.',
  addNoiseToSamples: "Noise the latents that are started from to the first step's sigma.",
  denoiseStrength:
    '0 to 1: how much of the schedule the latents that are started from go through; below 1 it takes the place of startStep.',
  riflexFreqIndex:
    'RIFLEx: which temporal frequency is lowered so that a long window does not repeat, from 1; 0: none.',
  ropeFunction: 'Kept for imported settings; the rotary embedding is the same either way.',
} as const satisfies Partial<Record<keyof SamplingSettings, string>>;

/** Fields of StartGenerationInput and PresetSettingsInput. */
export const samplingInputFields = (t: Parameters<Parameters<typeof builder.inputType>[1]['fields']>[0]) => ({
  sigmas: t.floatList({ description: DESCRIPTIONS.sigmas }),
  startStep: t.int({ description: DESCRIPTIONS.startStep }),
  endStep: t.int({ description: DESCRIPTIONS.endStep }),
  addNoiseToSamples: t.boolean({ description: DESCRIPTIONS.addNoiseToSamples }),
  denoiseStrength: t.float({ description: DESCRIPTIONS.denoiseStrength }),
  riflexFreqIndex: t.int({ description: DESCRIPTIONS.riflexFreqIndex }),
  ropeFunction: t.field({ type: RopeFunctionEnum, description: DESCRIPTIONS.ropeFunction }),
  colorCorrection: t.field({ type: ColorCorrectionInput }),
});

export const SamplingRef = builder.interfaceRef<SamplingSettings>('SamplingSettings').implement({
  description: 'Which part of the schedule is run, from what, and what is done to positions and colours.',
  fields: (t) => ({
    sigmas: t.exposeFloatList('sigmas', { description: DESCRIPTIONS.sigmas }),
    startStep: t.exposeInt('startStep', { description: DESCRIPTIONS.startStep }),
    endStep: t.exposeInt('endStep', { description: DESCRIPTIONS.endStep }),
    addNoiseToSamples: t.exposeBoolean('addNoiseToSamples', { description: DESCRIPTIONS.addNoiseToSamples }),
    denoiseStrength: t.exposeFloat('denoiseStrength', { description: DESCRIPTIONS.denoiseStrength }),
    riflexFreqIndex: t.exposeInt('riflexFreqIndex', { description: DESCRIPTIONS.riflexFreqIndex }),
    ropeFunction: t.expose('ropeFunction', { type: RopeFunctionEnum, description: DESCRIPTIONS.ropeFunction }),
    colorCorrection: t.expose('colorCorrection', { type: ColorCorrectionRef }),
  }),
});
