import type { TensorInfo } from './checkpoint.ts';

/** What one LoRA adds to a tensor, times its strength: factor · up · down, and the difference. */
export interface LoraTerm {
  /** Number of the LoRA among those of the checkpoint. */
  readonly lora: number;
  readonly lowRank: {
    /** `[rank, in]`, `in` being all dims of the tensor but the first. */
    readonly down: TensorInfo;
    /** `[out, rank]` */
    readonly up: TensorInfo;
    /** alpha / rank */
    readonly factor: number;
  } | null;
  /** Of the tensor's shape. */
  readonly diff: TensorInfo | null;
}

/** How strongly a LoRA is applied. 0: not at all; negative: away from what it was trained for. */
export interface LoraStrength {
  readonly strength: number;
  /** Blocks `first` to `last` (both included, from 0) that have a strength of their own; of two ranges the later wins. */
  readonly blocks: readonly { readonly first: number; readonly last: number; readonly strength: number }[];
}

/** Number of the block that a tensor is in; null outside of the blocks. */
export function blockOf(name: string): number | null {
  const match = /^blocks\.(\d+)\./.exec(name);
  return match ? Number(match[1]) : null;
}

/** The strength in a block, or outside of the blocks (null). */
export function strengthIn({ strength, blocks }: LoraStrength, block: number | null): number {
  if (block === null) return strength;
  return blocks.findLast(({ first, last }) => first <= block && block <= last)?.strength ?? strength;
}
