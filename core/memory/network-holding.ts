import type { LatentSize, MemoryPlan, NetworkRole } from '../plugin-api/index.ts';
import type { NetworkHolding } from './network-pool.ts';

/**
 * What a memory plan means for one network.
 * @param latents of a window
 */
export function networkHolding(plan: MemoryPlan, role: NetworkRole, latents: LatentSize): NetworkHolding {
  const residency = plan.residency[role];
  if (role !== 'dit') return { residency };
  if (!plan.blockSwap) return { residency, latents };
  const { blocksToSwap, prefetchBlocks } = plan.blockSwap;
  return { residency, latents, cut: { blocksToSwap }, prefetchBlocks };
}
