import { fillName, matchName } from '../dialects/name-template.ts';
import { DIFFUSERS_DIT_PAIRS } from '../dialects/wan-dit.ts';

const WEIGHT = '.weight';

/** The diffusers library's name of an official tensor; null where it is the same. */
function diffusersName(name: string): string | null {
  for (const { theirs, ours } of DIFFUSERS_DIT_PAIRS) {
    const holes = typeof theirs === 'string' ? matchName(ours, name) : null;
    if (holes) return fillName(theirs as string, holes);
  }
  return null;
}

/**
 * Finds the tensor that a LoRA's target changes, whether the target is named with dots or underscores, in the official
 * or the diffusers dialect.
 * @param names canonical tensor names of the network
 * @returns target → canonical name of the changed tensor (`blocks.0.self_attn.q.weight`, `blocks.0.modulation`)
 */
export function loraTargets(names: readonly string[]): ReadonlyMap<string, string> {
  const targets = new Map<string, string>();
  for (const name of names) {
    if (name.endsWith('.bias')) continue;
    for (const spelling of [name, diffusersName(name)]) {
      if (spelling === null) continue;
      const module = spelling.endsWith(WEIGHT) ? spelling.slice(0, -WEIGHT.length) : spelling;
      for (const target of [module, module.replaceAll('.', '_')]) if (!targets.has(target)) targets.set(target, name);
    }
  }
  return targets;
}
