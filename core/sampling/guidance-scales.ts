import { z } from 'zod';
import { GenesisError } from '../errors/genesis-error.ts';
import type { GuidanceRequest } from '../plugin-api/guidance.ts';

/** Scales in force at one step. Off: 1. */
export interface StepScales {
  readonly text: number;
  readonly audio: number;
}

/** Options that every guidance with text and audio scales shares: spread them into its own Zod object. */
export const guidanceScaleOptions = {
  textScales: z
    .array(z.number())
    .max(1000)
    .default([])
    .describe('Text scale of each step, in place of the one scale; the last holds for the steps after it.')
    .meta({ translations: { zh: '每一步的文本引导强度，取代单一强度；最后一个值用于其后各步。' } }),
  audioScales: z
    .array(z.number())
    .max(1000)
    .default([])
    .describe('Audio scale of each step, in place of the one scale; the last holds for the steps after it.')
    .meta({ translations: { zh: '每一步的语音引导强度，取代单一强度；最后一个值用于其后各步。' } }),
};

export interface GuidanceScaleOptions {
  readonly textScales: readonly number[];
  readonly audioScales: readonly number[];
}

/**
 * The scales by step. A list shorter than the run holds its last value, an empty one leaves the request's own scale;
 * without audio the audio scale is 1. Scales within 1e-9 of 1 are exactly 1.
 * @throws GenesisError INPUT_INVALID for a scale that is not finite
 */
export function guidanceScales(request: GuidanceRequest, options: GuidanceScaleOptions): (step: number) => StepScales {
  const text = options.textScales.length > 0 ? options.textScales : [request.textScale];
  const audio = options.audioScales.length > 0 ? options.audioScales : [request.audioScale];
  for (const [field, list] of Object.entries({ cfg: text, audioCfg: audio })) {
    if (!list.every(Number.isFinite)) {
      throw new GenesisError('INPUT_INVALID', `${field} must be finite`, { field, accepted: 'a finite number' });
    }
  }
  const at = (list: readonly number[], step: number) => {
    const scale = list[Math.min(step, list.length - 1)]!;
    return Math.abs(scale - 1) <= 1e-9 ? 1 : scale;
  };
  return (step) => ({ text: at(text, step), audio: request.hasAudio ? at(audio, step) : 1 });
}
