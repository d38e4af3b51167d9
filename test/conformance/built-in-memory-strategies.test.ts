import { describe, expect, it } from 'vitest';
import type { MemoryRequest, MemoryStrategyContribution } from '../../core/plugin-api/index.ts';
import auto from '../../plugins/memory-auto/index.ts';
import blockSwap from '../../plugins/memory-block-swap/index.ts';
import offload from '../../plugins/memory-offload/index.ts';
import resident from '../../plugins/memory-resident/index.ts';
import tiled from '../../plugins/memory-tiled/index.ts';
import { TYPICAL_FORECASTS } from './memory-forecasts.ts';
import { memoryStrategyChecks } from './memory-strategy.ts';

const strategies = [resident, tiled, offload, blockSwap, auto]
  .flatMap((plugin) => plugin.contributes)
  .filter((contribution): contribution is MemoryStrategyContribution => contribution.kind === 'memory-strategy');

const HAN = /\p{Script=Han}/u;
const REQUESTS: readonly MemoryRequest[] = [
  {},
  { tiledVae: false },
  { tiledVae: true },
  { forceOffload: false },
  { forceOffload: true },
];

for (const strategy of strategies) {
  describe(strategy.id, () => {
    for (const check of memoryStrategyChecks(strategy)) it(check.name, check.run);

    it('says in Chinese too why it has a plan or none, and what would be taken', () => {
      const { plan } = strategy.create({ log: () => {} }, strategy.options.parse({}));
      for (const forecast of TYPICAL_FORECASTS)
        for (const bytes of [null, 8e9, 1e8])
          for (const request of REQUESTS) {
            const result = plan(forecast, { vramBytes: bytes, ramBytes: bytes }, request);
            const { zh } = (result.ok ? result.plan : result).translations ?? {};
            expect(zh).toMatchObject({
              reason: expect.stringMatching(HAN),
              ...(result.ok ? {} : { accepted: expect.stringMatching(HAN) }),
            });
          }
    });
  });
}
