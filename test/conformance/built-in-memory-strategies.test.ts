import { describe, it } from 'vitest';
import type { MemoryStrategyContribution } from '../../core/plugin-api/index.ts';
import auto from '../../plugins/memory-auto/index.ts';
import blockSwap from '../../plugins/memory-block-swap/index.ts';
import offload from '../../plugins/memory-offload/index.ts';
import resident from '../../plugins/memory-resident/index.ts';
import tiled from '../../plugins/memory-tiled/index.ts';
import { memoryStrategyChecks } from './memory-strategy.ts';

const strategies = [resident, tiled, offload, blockSwap, auto]
  .flatMap((plugin) => plugin.contributes)
  .filter((contribution): contribution is MemoryStrategyContribution => contribution.kind === 'memory-strategy');

for (const strategy of strategies) {
  describe(strategy.id, () => {
    for (const check of memoryStrategyChecks(strategy)) it(check.name, check.run);
  });
}
