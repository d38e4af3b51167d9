import type { NameTemplate } from './name-template.ts';

/** Networks whose checkpoints are known. The patch is what InfiniteTalk adds to a Wan DiT. */
export type NetworkFamily = 'wan-dit' | 'infinitetalk-patch' | 'wan-vae' | 'umt5' | 'clip' | 'wav2vec2';

/** One line of a dialect's table: how it calls a tensor that the official code calls otherwise. */
export interface NamePair {
  /** Several: the canonical tensor is these, joined along axis 0. */
  readonly theirs: NameTemplate | readonly NameTemplate[];
  readonly ours: NameTemplate;
  /** Axes of size 1 that the canonical shape has in front, and theirs has not. */
  readonly leadingOnes?: number;
  /** A second name of the same tensor, read when the first is absent and never written. */
  readonly alias?: true;
}

/** The naming of one tool. Tensors that no pair names keep their name. */
export interface Dialect {
  readonly id: 'official' | 'diffusers' | 'transformers' | 'open-clip';
  readonly family: NetworkFamily;
  /** Whether a file with these names is of this network in this dialect. */
  recognises(has: (name: string) => boolean): boolean;
  /** @param has of a file in this dialect or with canonical names: the VAE's table depends on its depth */
  pairs(has: (name: string) => boolean): readonly NamePair[];
}

export const pair = (theirs: NamePair['theirs'], ours: NameTemplate, leadingOnes?: number): NamePair =>
  leadingOnes === undefined ? { theirs, ours } : { theirs, ours, leadingOnes };

export const alias = (theirs: NameTemplate, ours: NameTemplate): NamePair => ({ theirs, ours, alias: true });
