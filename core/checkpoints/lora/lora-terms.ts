import { createHash } from 'node:crypto';
import type { CheckpointView, TensorInfo } from '../../plugin-api/checkpoint.ts';
import type { LoraTerm } from '../../plugin-api/lora.ts';
import { elementCount } from '../../plugin-api/tensor.ts';
import type { LoraOverlay } from './lora-overlay.ts';

/** The tensor as a matrix, under a name that no other LoRA's has. */
function matrix(tensor: TensorInfo, lora: number): TensorInfo {
  const [rows = 1, ...rest] = tensor.shape;
  return { ...tensor, name: `lora${lora}:${tensor.name}`, shape: [rows, elementCount(rest)] };
}

/** What LoRAs add to which tensor of a network, by its canonical name. */
export function loraTerms(checkpoint: CheckpointView, loras: readonly LoraOverlay[]): Map<string, LoraTerm[]> {
  const terms = new Map<string, LoraTerm[]>();
  const add = (name: string, term: LoraTerm): void => void terms.set(name, [...(terms.get(name) ?? []), term]);
  for (const [lora, { patches }] of loras.entries()) {
    const difference = (tensor: TensorInfo, name: string): TensorInfo => ({
      ...tensor,
      name: `lora${lora}:${tensor.name}`,
      shape: checkpoint.get(name).shape,
    });
    for (const [name, { lowRank, diff, diffBias }] of patches) {
      if (lowRank || diff) {
        add(name, {
          lora,
          lowRank: lowRank && {
            down: matrix(lowRank.down, lora),
            up: matrix(lowRank.up, lora),
            factor: lowRank.alpha / lowRank.rank,
          },
          diff: diff && difference(diff, name),
        });
      }
      const bias = name.replace(/\.weight$/, '.bias');
      if (diffBias) add(bias, { lora, lowRank: null, diff: difference(diffBias, bias) });
    }
  }
  return terms;
}

/** Identity of a list of LoRAs, whatever their strengths. */
export const loraHash = (loras: readonly LoraOverlay[]): string =>
  createHash('sha256')
    .update(loras.map(({ hash }) => hash).join())
    .digest('hex')
    .slice(0, 16);

/** The checkpoint with what LoRAs add to its tensors at run time; itself without LoRAs. */
export function withLoras(checkpoint: CheckpointView, loras: readonly LoraOverlay[]): CheckpointView {
  if (loras.length === 0) return checkpoint;
  const terms = loraTerms(checkpoint, loras);
  return {
    names: checkpoint.names,
    settings: checkpoint.settings,
    has: (name) => checkpoint.has(name),
    get(name) {
      const found = terms.get(name);
      return found ? { ...checkpoint.get(name), loras: found } : checkpoint.get(name);
    },
    read: (name) => checkpoint.read(name),
    loras: loras.length,
    hash: `${checkpoint.hash}-${loraHash(loras)}`,
  };
}
