import type { AppliedLora } from '../checkpoints/lora/applied-lora.ts';
import { loraTerms } from '../checkpoints/lora/lora-terms.ts';
import { readRows } from '../checkpoints/tensor-values.ts';
import type { CheckpointView, TensorInfo } from '../plugin-api/checkpoint.ts';
import { blockOf, type LoraTerm, strengthIn } from '../plugin-api/lora.ts';
import { elementCount } from '../plugin-api/tensor.ts';
import { readWeightRows } from './weight-rows.ts';

/** What a LoRA adds to a weight once and for all. */
export interface MergedTerm extends LoraTerm {
  readonly strength: number;
  /** Content identity of the LoRA. */
  readonly source: string;
}

/** What LoRAs add to which tensor, by its canonical name; without what a strength of 0 leaves out. */
export function mergedTerms(checkpoint: CheckpointView, loras: readonly AppliedLora[]): Map<string, MergedTerm[]> {
  const merged = new Map<string, MergedTerm[]>();
  const overlays = loras.map(({ overlay }) => overlay);
  for (const [name, terms] of loraTerms(checkpoint, overlays)) {
    const added = terms
      .map((term) => ({
        ...term,
        strength: strengthIn(loras[term.lora]!, blockOf(name)),
        source: overlays[term.lora]!.hash,
      }))
      .filter(({ strength }) => strength !== 0);
    if (added.length > 0) merged.set(name, added);
  }
  return merged;
}

/** A term whose small factor is in memory. */
interface OpenTerm {
  readonly term: MergedTerm;
  /** `[rank, in]` */
  readonly down: Float32Array | null;
}

/** sum += factor · up · down for one row of up, four ranks at a time: sum is then read and written a quarter as often. */
function addProduct(sum: Float64Array, up: Float32Array, down: Float32Array, factor: number): void {
  const columns = sum.length;
  const last = up.length - 1;
  for (let k = 0; k <= last; k += 4) {
    const [a, b, c, d] = [k, Math.min(k + 1, last), Math.min(k + 2, last), Math.min(k + 3, last)] as const;
    const u = factor * up[a]!;
    const v = b > a ? factor * up[b]! : 0;
    const w = c > b ? factor * up[c]! : 0;
    const x = d > c ? factor * up[d]! : 0;
    for (let i = 0; i < columns; i++) {
      sum[i]! +=
        u * down[a * columns + i]! +
        v * down[b * columns + i]! +
        w * down[c * columns + i]! +
        x * down[d * columns + i]!;
    }
  }
}

/** Adds the terms to rows from `first` on, each row's sum in double precision. */
async function addTerms(
  values: Float32Array,
  first: number,
  columns: number,
  open: readonly OpenTerm[],
): Promise<void> {
  const rows = values.length / columns;
  const factors = await Promise.all(
    open.map(async ({ term: { lowRank, diff } }) => ({
      up: lowRank && (await readRows(lowRank.up, first, first + rows)),
      diff: diff && (await readRows(diff, first, first + rows)),
    })),
  );
  const sum = new Float64Array(columns);
  for (let row = 0; row < rows; row++) {
    const start = row * columns;
    for (let i = 0; i < columns; i++) sum[i] = values[start + i]!;
    for (const [index, { term, down }] of open.entries()) {
      const { up, diff } = factors[index]!;
      if (up && down && term.lowRank) {
        const rank = down.length / columns;
        addProduct(sum, up.subarray(row * rank, (row + 1) * rank), down, term.strength * term.lowRank.factor);
      }
      if (diff) for (let i = 0; i < columns; i++) sum[i]! += term.strength * diff[start + i]!;
    }
    values.set(sum, start);
  }
}

/**
 * The values of a weight with LoRAs added: W + Σ strength · (factor · up · down + diff), as float32, a few rows at a time,
 * in order. Memory does not depend on the tensor's size.
 */
export async function* readMergedRows(tensor: TensorInfo, terms: readonly MergedTerm[]): AsyncGenerator<Float32Array> {
  const columns = elementCount(tensor.shape.slice(1));
  const open = await Promise.all(
    terms.map(async (term) => ({ term, down: term.lowRank && (await readRows(term.lowRank.down)) })),
  );
  let row = 0;
  for await (const values of readWeightRows(tensor)) {
    if (terms.length > 0) await addTerms(values, row, columns, open);
    row += values.length / columns;
    yield values;
  }
}
