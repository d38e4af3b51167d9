import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AppliedLora } from '../../core/checkpoints/lora/applied-lora.ts';
import { openLora } from '../../core/checkpoints/lora/lora-overlay.ts';
import { loadSafetensors } from '../../core/graph/safetensors.ts';
import { type DitWindowInput, type FloatTensor, floatTensor, type TensorShapes } from '../../core/plugin-api/index.ts';
import wanDit from '../../plugins/wan-dit/index.ts';
import { loadNetwork, type NetworkSetup, withNetworkSetup } from './network.ts';
import { openCheckpoint } from './open-checkpoint.ts';
import { type LoraDeltas, type LoraForm, writeLora } from './synthetic/lora.ts';
import { networkShapes, TINY_DIMS } from './synthetic/network-shapes.ts';
import { randomNetwork } from './synthetic/random-weights.ts';
import { sourceOf } from './synthetic/tensor-source.ts';
import { writeSafetensors } from './synthetic/write-safetensors.ts';

const DIT = TINY_DIMS['wan-dit'];
const PATCH = TINY_DIMS['infinitetalk-patch'];

/** Every tensor of a small InfiniteTalk network. */
export const SHAPES: TensorShapes = { ...networkShapes('wan-dit', DIT), ...networkShapes('infinitetalk-patch', PATCH) };

/** Official names of the modules that the published LoRAs change in a block. */
const BLOCK_MODULES = [
  ...['q', 'k', 'v', 'o'].map((part) => `self_attn.${part}`),
  ...['q', 'k', 'v', 'o', 'k_img', 'v_img'].map((part) => `cross_attn.${part}`),
  'ffn.0',
  'ffn.2',
];
export const MODULES = [0, 1].flatMap((block) => BLOCK_MODULES.map((module) => `blocks.${block}.${module}`));

/** Modules and tensors outside of the blocks, and what distillation LoRAs have as whole differences. */
export const OUTER_MODULES = [
  'patch_embedding',
  'time_embedding.0',
  'time_projection.1',
  'text_embedding.2',
  'img_emb.proj.1',
  'head.head',
];
export const DIFFERENCES = [
  ...[0, 1].flatMap((block) =>
    [
      'norm3.weight',
      'norm3.bias',
      'self_attn.norm_q.weight',
      'cross_attn.norm_k_img.weight',
      'self_attn.q.bias',
      'ffn.2.bias',
      'modulation',
    ].map((tensor) => `blocks.${block}.${tensor}`),
  ),
  'blocks.1.self_attn.v.weight',
  'patch_embedding.weight',
  'patch_embedding.bias',
  'time_embedding.2.weight',
  'time_embedding.2.bias',
  'img_emb.proj.0.weight',
  'head.head.bias',
];

const wave = (dims: number[], phase: number): FloatTensor => {
  const count = dims.reduce((product, size) => product * size, 1);
  return floatTensor(
    Float32Array.from({ length: count }, (_, i) => Math.sin(i * 0.37 + phase) + Math.cos(i / 99 - phase)),
    dims,
  );
};

const window = (): DitWindowInput => ({
  y: wave([20, 3, 4, 6], 1),
  imageFeatures: wave([17, DIT.clipDim!], 2),
  refTargetMasks: floatTensor(new Float32Array(3 * 4 * 6).fill(1), [3, 4, 6]),
  conditions: { cond: { context: wave([9, DIT.text!], 3), audio: wave([1, 9, 5, 2, PATCH.audioFeatures! / 2], 4) } },
});

/** One forward pass. */
export async function velocity(
  handle: Awaited<ReturnType<typeof loadNetwork<'dit'>>>['handle'],
): Promise<Float32Array> {
  const opened = await handle.openWindow(window());
  const { data } = await opened.forward(wave([16, 3, 4, 6], 5), 700, 'cond');
  await opened.close();
  return data;
}

export const relativeError = (values: Float32Array, expected: Float32Array): number =>
  Math.hypot(...values.map((value, i) => value - expected[i]!)) / Math.hypot(...expected);

/** How strongly a LoRA is applied to a tensor. */
export type StrengthOf = (tensor: string) => number;

/** A small network on disk, and networks that LoRAs were added to by arithmetic of the test's own. */
export class LoraNetwork {
  readonly dir: string;
  readonly file: string;

  private constructor(dir: string) {
    this.dir = dir;
    this.file = join(dir, 'base.safetensors');
  }

  static async make(): Promise<LoraNetwork> {
    const made = new LoraNetwork(await mkdtemp(join(tmpdir(), 'genesis-lora-')));
    await writeSafetensors(made.file, [
      ...randomNetwork('wan-dit', DIT, 1),
      ...randomNetwork('infinitetalk-patch', PATCH, 2),
    ]);
    return made;
  }

  async lora(name: string, form: LoraForm): Promise<{ file: string; deltas: LoraDeltas }> {
    const file = join(this.dir, `${name}.safetensors`);
    return { file, deltas: await writeLora(file, SHAPES, form) };
  }

  async applied(file: string, use: Partial<Omit<AppliedLora, 'overlay'>> = {}): Promise<AppliedLora> {
    const overlay = await openLora(file, await openCheckpoint(this.file));
    return { strength: 1, blocks: [], merge: false, ...use, overlay };
  }

  /** W' = W + Σ strength · delta in double precision, as a checkpoint of its own. */
  async mergedFile(name: string, added: readonly { deltas: LoraDeltas; strength: StrengthOf }[]): Promise<string> {
    const path = join(this.dir, `${name}-merged.safetensors`);
    const tensors = Object.entries(await loadSafetensors(this.file)).map(([tensor, { dims, data }]) => {
      const values = Float32Array.from(data as Float32Array, (value, i) =>
        added.reduce((sum, { deltas, strength }) => sum + strength(tensor) * (deltas.get(tensor)?.[i] ?? 0), value),
      );
      return sourceOf(tensor, 'float32', dims, new Uint8Array(values.buffer));
    });
    await writeSafetensors(path, tensors);
    return path;
  }

  /** Velocity of a plain or a LoRA network. */
  async run(file: string, loras: readonly AppliedLora[] = [], setup?: NetworkSetup): Promise<Float32Array> {
    const work = async (): Promise<Float32Array> => {
      const { handle, runner } = await loadNetwork(wanDit, 'dit', file, {}, { blocksPerGraph: 1 }, loras);
      const result = await velocity(handle);
      await runner.release();
      return result;
    };
    return setup ? withNetworkSetup(setup, work) : work();
  }
}
