import { join } from 'node:path';
import { type DitWindowInput, type FloatTensor, floatTensor } from '../../../core/plugin-api/index.ts';
import wanDit from '../../../plugins/wan-dit/index.ts';
import { loadNetwork } from '../../support/network.ts';
import type { ComponentRunner, ParityCase } from '../case.ts';
import { readFloats } from './tensors.ts';

/** The parts of config.json that the DiT's cases use. */
interface DitCaseConfig {
  readonly dims: Readonly<Record<string, unknown>>;
  readonly params: Readonly<Record<string, unknown>>;
  readonly weights: { readonly dit: string };
}

/** Path of a case's checkpoint and what its shapes do not say. */
export function ditCheckpoint(parityCase: ParityCase): { file: string; settings: Readonly<Record<string, unknown>> } {
  const { dims, params, weights } = parityCase.config as unknown as DitCaseConfig;
  return { file: join(parityCase.dir, weights.dit), settings: { ...params, ...dims } };
}

/** One forward pass of a case: its latents, timestep, and a window with the prediction `cond`. */
export function ditInputs(parityCase: ParityCase): { window: DitWindowInput; latents: FloatTensor; timestep: number } {
  const read = (name: string) => readFloats(parityCase, name);
  const optional = (name: string) => (parityCase.tensors[name] ? read(name) : null);
  const features = read('in.clip_fea');
  return {
    window: {
      y: read('in.y'),
      imageFeatures: floatTensor(features.data, features.dims.slice(1)),
      refTargetMasks: optional('in.ref_target_masks'),
      conditions: { cond: { context: read('in.context'), audio: optional('in.audio') } },
    },
    latents: read('in.x'),
    timestep: Number(parityCase.tensors['in.t']!.data[0]),
  };
}

const runDit: ComponentRunner = async (parityCase) => {
  const { file, settings } = ditCheckpoint(parityCase);
  const { handle, runner } = await loadNetwork(wanDit, 'dit', file, settings);
  try {
    const { window: input, latents, timestep } = ditInputs(parityCase);
    const window = await handle.openWindow(input);
    const velocity = await window.forward(latents, timestep, 'cond');
    await window.close();
    return { 'out.v': velocity };
  } finally {
    await runner.release();
  }
};

export const ditComponents: Readonly<Record<string, ComponentRunner>> = {
  wan_dit_i2v: runDit,
  infinitetalk_dit: runDit,
};
