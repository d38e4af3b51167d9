import { type DitWindowInput, type FloatTensor, floatTensor } from '../../core/plugin-api/index.ts';

/** The demo model's DiT. */
export const DEMO_DIT = 'models/demo/transformer.safetensors';
export const DEMO_DIT_SETTINGS = { num_heads: 4, text_len: 64 };

/** Values that look like nothing in particular, the same at each call. */
export function wave(dims: readonly number[], phase = 0): FloatTensor {
  const count = dims.reduce((product, size) => product * size, 1);
  return floatTensor(
    Float32Array.from({ length: count }, (_, i) => Math.sin(i * 0.37 + phase) + Math.cos(i / 99 - phase)),
    dims,
  );
}

/** Latents of the windows below. */
export const LATENTS = [16, 3, 8, 12] as const;

const sound = (people: number, phase = 0) => wave([people, 9, 5, 3, 96], phase);
export const silence = floatTensor(new Float32Array(9 * 5 * 3 * 96), [1, 9, 5, 3, 96]);

/** Left half, right half, nobody. */
const masks = floatTensor(
  Float32Array.from({ length: 3 * 8 * 12 }, (_, i) =>
    Number(i < 96 ? i % 12 < 5 : i < 192 ? i % 12 > 6 : i % 12 === 5),
  ),
  [3, 8, 12],
);

/** A window for the demo model: conditions cond, dropText and, silent, uncond. */
export const windowInput = (people: number, phase = 0): DitWindowInput => ({
  y: wave([20, 3, 8, 12], 1 + phase),
  imageFeatures: wave([257, 64], 2 + phase),
  refTargetMasks: masks,
  conditions: {
    cond: { context: wave([9, 96], 3 + phase), audio: sound(people, phase) },
    dropText: { context: wave([2, 96], 4 + phase), audio: sound(people, phase) },
    uncond: { context: wave([2, 96], 4 + phase), audio: silence },
  },
});
