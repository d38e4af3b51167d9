import { GenesisError } from '../../errors/genesis-error.ts';
import type { CheckpointView, TensorInfo } from '../../plugin-api/checkpoint.ts';
import { elementCount } from '../../plugin-api/tensor.ts';
import type { TensorContainer } from '../containers/container.ts';
import { openContainer } from '../containers/open-container.ts';
import { contentHash } from '../content-hash.ts';
import { readRows } from '../tensor-values.ts';
import { isLora, type LoraPart, loraRelative, parseLoraKey } from './lora-keys.ts';
import { loraTargets } from './lora-targets.ts';

/** W + strength · alpha / rank · up · down. */
export interface LowRank {
  /** `[rank, in]`; trailing dims of a convolution allowed. */
  readonly down: TensorInfo;
  /** `[out, rank]`; trailing dims of size 1 allowed. */
  readonly up: TensorInfo;
  readonly alpha: number;
  readonly rank: number;
}

/** What a LoRA does to one tensor of the network. */
export interface LoraPatch {
  readonly lowRank: LowRank | null;
  /** Added to the weight, times the strength; of its shape. */
  readonly diff: TensorInfo | null;
  /** Added to the bias of the same module, times the strength; of its shape. */
  readonly diffBias: TensorInfo | null;
}

/** A LoRA that fits a network. */
export interface LoraOverlay {
  /** Absolute real path. */
  readonly file: string;
  /** Canonical name of the changed tensor → change. */
  readonly patches: ReadonlyMap<string, LoraPatch>;
  /** Targets of the file that the network lacks, or has in another shape. */
  readonly unmatched: readonly string[];
  /** Content identity, part of cache keys. */
  readonly hash: string;
}

/** Architectures by what their LoRAs' targets look like, for messages. */
const FOREIGN: readonly (readonly [RegExp, string])[] = [
  [/(^|_)(down_blocks|up_blocks|input_blocks|output_blocks|mid_block)/, 'Stable Diffusion (a U-Net)'],
  [/double_blocks|single_transformer_blocks/, 'FLUX or HunyuanVideo'],
  [/transformer_blocks|joint_blocks/, 'SD3, LTX or another MM-DiT'],
  [/^(lora_te|text_encoder)/, 'a text encoder'],
];

type Parts = Partial<Record<LoraPart, TensorInfo>>;

function groupByTarget(container: TensorContainer): Map<string, Parts> {
  const groups = new Map<string, Parts>();
  for (const [name, info] of container.tensors) {
    const key = parseLoraKey(name);
    if (!key) continue;
    const [target, part] =
      key.part === 'modulation diff' ? [`${key.target}.modulation`, 'diff' as const] : [key.target, key.part];
    groups.set(target, { ...groups.get(target), [part]: info });
  }
  return groups;
}

const flat = ({ shape }: TensorInfo): [number, number] => [shape[0] ?? 1, elementCount(shape.slice(1))];

/** Whether up · down has the weight's shape. */
function fits(weight: TensorInfo, down: TensorInfo, up: TensorInfo): boolean {
  const [rank, inner] = flat(down);
  const [out, upRank] = flat(up);
  const [rows, columns] = flat(weight);
  return rank > 0 && upRank === rank && out === rows && inner === columns;
}

async function patchOf(parts: Parts, weight: TensorInfo, bias: TensorInfo | null): Promise<LoraPatch | null> {
  const { down, up, alpha, diff = null, diff_b: diffBias = null } = parts;
  if ((down === undefined) !== (up === undefined)) return null;
  if (diff && elementCount(diff.shape) !== elementCount(weight.shape)) return null;
  if (diffBias && (!bias || elementCount(diffBias.shape) !== elementCount(bias.shape))) return null;
  if (!down || !up) return diff || diffBias ? { lowRank: null, diff, diffBias } : null;
  if (!fits(weight, down, up)) return null;
  const rank = down.shape[0]!;
  // Without alpha, tools take the rank, so that the product is added as it is.
  const value = alpha && elementCount(alpha.shape) === 1 ? (await readRows(alpha))[0]! : rank;
  if (!Number.isFinite(value)) {
    throw new GenesisError('CHECKPOINT_INVALID', `${alpha!.file}: ${alpha!.name} is ${value}`, {
      accepted: 'a finite alpha',
    });
  }
  return { lowRank: { down, up, alpha: value, rank }, diff, diffBias };
}

/**
 * Opens a LoRA and fits it to a network: kohya, diffusers, PEFT, lightx2v and FusionX naming.
 * @throws GenesisError CHECKPOINT_INVALID for an alpha that is no number, CHECKPOINT_UNSUPPORTED when it is no LoRA, a relative of LoRA, or one for another architecture
 *   (then it says how many targets matched)
 */
export async function openLora(path: string, checkpoint: CheckpointView): Promise<LoraOverlay> {
  const container = await openContainer(path);
  const file = container.files[0]!;
  const refuse = (why: string): never => {
    throw new GenesisError('CHECKPOINT_UNSUPPORTED', `${file}: ${why}`, {
      accepted: 'a LoRA for the same Wan 2.1 network',
    });
  };
  const names = [...container.tensors.keys()];
  if (!isLora(names)) refuse('is no LoRA');
  for (const name of names) {
    const relative = loraRelative(name);
    if (relative) refuse(`is ${relative}, which is not supported (tensor ${name})`);
  }
  const targets = loraTargets(checkpoint.names);
  const patches = new Map<string, LoraPatch>();
  const unmatched: string[] = [];
  const groups = groupByTarget(container);
  for (const [target, parts] of groups) {
    const name = targets.get(target);
    const biasName = name?.replace(/\.weight$/, '.bias');
    const bias = biasName && biasName !== name && checkpoint.has(biasName) ? checkpoint.get(biasName) : null;
    const patch = name === undefined ? null : await patchOf(parts, checkpoint.get(name), bias);
    if (patch) patches.set(name!, patch);
    else unmatched.push(target);
  }
  if (patches.size * 2 < groups.size) {
    const [first] = unmatched as [string];
    const known = FOREIGN.find(([pattern]) => names.some((name) => pattern.test(name)))?.[1];
    const shape = groups.get(first)?.down?.shape;
    const example = `${first}${shape ? ` with ${shape.at(-1)} inputs` : ''}`;
    refuse(
      `is a LoRA for another architecture${known ? `, ${known}` : ''}: ${patches.size} of its ${groups.size} targets match in name and shape (not ${example})`,
    );
  }
  const tensors = [...container.tensors.values()];
  return { file, patches, unmatched, hash: await contentHash([container.headerHash], tensors, {}) };
}
