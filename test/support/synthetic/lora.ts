import { fillName, matchName } from '../../../core/checkpoints/dialects/name-template.ts';
import { DIFFUSERS_DIT_PAIRS } from '../../../core/checkpoints/dialects/wan-dit.ts';
import { elementCount, type TensorShapes } from '../../../core/plugin-api/index.ts';
import { castSource } from './cast.ts';
import { sourceOf, type TensorSource } from './tensor-source.ts';
import { STORAGES } from './write-checkpoint.ts';
import { writeSafetensors } from './write-safetensors.ts';

const diffusersModule = (module: string): string => {
  for (const { theirs, ours } of DIFFUSERS_DIT_PAIRS) {
    const holes = matchName(ours, `${module}.weight`);
    if (holes) return fillName(theirs as string, holes).replace(/\.weight$/, '');
  }
  return module;
};
const underscored = (module: string): string => module.replaceAll('.', '_');

interface Naming {
  readonly module: (module: string) => string;
  readonly down: string;
  readonly up: string;
}

/** How tools name the tensors of a LoRA; modules in, as the official network calls them. */
export const LORA_NAMINGS = {
  kohya: { module: (module) => `lora_unet_${underscored(module)}`, down: 'lora_down.weight', up: 'lora_up.weight' },
  'kohya over diffusers names': {
    module: (module) => `lora_unet_${underscored(diffusersModule(module))}`,
    down: 'lora_down.weight',
    up: 'lora_up.weight',
  },
  diffusers: {
    module: (module) => `transformer.${diffusersModule(module)}`,
    down: 'lora_A.weight',
    up: 'lora_B.weight',
  },
  PEFT: {
    module: (module) => `base_model.model.${module}`,
    down: 'lora_A.default.weight',
    up: 'lora_B.default.weight',
  },
  lightx2v: { module: (module) => `diffusion_model.${module}`, down: 'lora_down.weight', up: 'lora_up.weight' },
  FusionX: { module: (module) => `diffusion_model.${module}`, down: 'lora_A.weight', up: 'lora_B.weight' },
} as const satisfies Record<string, Naming>;
export type LoraNaming = keyof typeof LORA_NAMINGS;

export interface LoraForm {
  readonly naming: LoraNaming;
  readonly rank: number;
  /** Left out: the file says none. */
  readonly alpha?: number;
  /** Official names of the modules that get two low-rank factors. */
  readonly modules: readonly string[];
  /** Official names of tensors that get a whole difference: weights, biases, `blocks.N.modulation`. */
  readonly differences?: readonly string[];
  readonly seed: number;
  /** Size of the change against a weight of deviation 1 / √in. @default 0.5 */
  readonly size?: number;
  /** How it is stored; every one of these is exact. @default F32 */
  readonly dtype?: 'F32' | 'F16' | 'BF16';
}

/** What the LoRA of strength 1 adds, by official tensor name, in double precision. */
export type LoraDeltas = ReadonlyMap<string, Float64Array>;

/** Seeded numbers in [-1, 1) of seven bits: exact in bfloat16 as well, also times a power of two. */
function numbers(seed: number, count: number): Float32Array {
  let state = seed >>> 0;
  return Float32Array.from({ length: count }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor(state / 2 ** 25) / 64 - 1;
  });
}

/** The power of two nearest to a factor. */
const power = (factor: number): number => 2 ** Math.round(Math.log2(factor));

const float32 = (name: string, shape: readonly number[], values: Float32Array): TensorSource =>
  sourceOf(name, 'float32', shape, new Uint8Array(values.buffer as ArrayBuffer));

/** up `[out, rank]` times down `[rank, in]`. */
function product(up: Float32Array, down: Float32Array, rank: number, factor: number): Float64Array {
  const [out, inner] = [up.length / rank, down.length / rank];
  const result = new Float64Array(out * inner);
  for (let row = 0; row < out; row++)
    for (let k = 0; k < rank; k++)
      for (let column = 0; column < inner; column++)
        result[row * inner + column]! += factor * up[row * rank + k]! * down[k * inner + column]!;
  return result;
}

const suffixOf = (tensor: string): string =>
  tensor.endsWith('.bias') ? 'diff_b' : tensor.endsWith('.modulation') ? 'diff_m' : 'diff';

/**
 * Writes a LoRA with random weights for a network of these shapes.
 * @returns what it adds at strength 1
 */
export async function writeLora(path: string, shapes: TensorShapes, form: LoraForm): Promise<LoraDeltas> {
  const { naming, rank, alpha, modules, differences = [], size = 0.5, dtype = 'F32' } = form;
  const { module: spell, down: downName, up: upName } = LORA_NAMINGS[naming];
  const sources: TensorSource[] = [];
  const deltas = new Map<string, Float64Array>();
  const add = (name: string, delta: Float64Array): void => {
    const sum = deltas.get(name) ?? new Float64Array(delta.length);
    deltas.set(
      name,
      sum.map((value, i) => value + delta[i]!),
    );
  };
  let { seed } = form;
  for (const module of modules) {
    const [out, ...rest] = shapes[`${module}.weight`] as [number, ...number[]];
    const inner = elementCount(rest);
    seed += 2;
    const factor = (alpha ?? rank) / rank;
    const down = numbers(seed, rank * inner).map((value) => value * power(1 / Math.sqrt(inner)));
    const up = numbers(seed + 1, out * rank).map((value) => value * power(size / factor / Math.sqrt(rank)));
    sources.push(float32(`${spell(module)}.${downName}`, [rank, ...rest], down));
    sources.push(float32(`${spell(module)}.${upName}`, [out, rank, ...rest.slice(1).map(() => 1)], up));
    if (alpha !== undefined) sources.push(float32(`${spell(module)}.alpha`, [], Float32Array.of(alpha)));
    add(`${module}.weight`, product(up, down, rank, factor));
  }
  for (const name of differences) {
    const shape = shapes[name]!;
    seed += 2;
    const scale = shape.length > 1 && name.endsWith('.weight') ? 1 / Math.sqrt(elementCount(shape.slice(1))) : 0.2;
    const values = numbers(seed, elementCount(shape)).map((value) => value * power(size * scale));
    sources.push(float32(`${spell(name.replace(/\.(weight|bias|modulation)$/, ''))}.${suffixOf(name)}`, shape, values));
    add(name, Float64Array.from(values));
  }
  const stored = await Promise.all(sources.map((source) => castSource(source, STORAGES[dtype]!)));
  await writeSafetensors(path, stored.flat());
  return deltas;
}
