import type { LatentSize, MemoryPlan, NetworkCut, NetworkRole } from '../plugin-api/index.ts';
import type { NetworkHolding } from './network-pool.ts';

/** Latent positions of a token: patches of 2×2. */
const PATCH = 4;

/**
 * What a memory plan means for one network.
 * @param latents of a window
 */
export function networkHolding(plan: MemoryPlan, role: NetworkRole, latents: LatentSize): NetworkHolding {
  const residency = plan.residency[role];
  if (role !== 'dit') return { residency };
  const { blockSwap, batchedCfg, attentionChunk } = plan;
  const tokens = (latents.frames * latents.height * latents.width) / PATCH;
  const cut: NetworkCut = {
    blocksToSwap: blockSwap?.blocksToSwap ?? 0,
    batched: batchedCfg,
    attentionSlices: attentionChunk === null ? 1 : Math.ceil(tokens / attentionChunk),
  };
  return { residency, latents, cut, prefetchBlocks: blockSwap?.prefetchBlocks ?? 0 };
}
