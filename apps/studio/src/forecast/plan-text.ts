import type { PlanFieldsFragment } from '../api/generated/graphql.ts';
import type { Catalogue } from '../text/areas.ts';

/** What a memory plan does besides loading the networks, a phrase each. */
export function planPhrases(plan: PlanFieldsFragment, words: Catalogue['forecast']): string[] {
  return [
    plan.vaeTiling && words.tiling(plan.vaeTiling.tile, plan.vaeTiling.overlap),
    plan.blockSwap && words.swap(plan.blockSwap.blocksToSwap),
    plan.attentionChunk && words.chunk(plan.attentionChunk),
    plan.batchedCfg && words.batched,
    plan.textEncoderOnCpu && words.textOnCpu,
  ].filter((phrase): phrase is string => typeof phrase === 'string');
}
