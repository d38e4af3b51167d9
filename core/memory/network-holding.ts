import type { MemoryPlan, NetworkRole } from '../plugin-api/index.ts';
import type { NetworkHolding } from './network-pool.ts';

/** What a memory plan means for one network. */
export function networkHolding(plan: MemoryPlan, role: NetworkRole): NetworkHolding {
  const residency = plan.residency[role];
  if (role !== 'dit' || !plan.blockSwap) return { residency };
  const { blocksToSwap, prefetchBlocks } = plan.blockSwap;
  return { residency, cut: { blocksToSwap }, prefetchBlocks };
}
