import { describe, expect, it } from 'vitest';
import { LINEAR_BOUND, NETWORK_FACTOR } from './bounds.ts';
import { measurePrecision } from './measure.ts';
import { openPrecision, openProvider, VARIANTS, variantName } from './setups.ts';

const NETWORKS = ['umT5', 'CLIP', 'DiT I2V'];
/** Without a factor, what fp8 loses depends on how small the weights are: there is no bound for whole networks. */
const isScaled = ({ options }: (typeof VARIANTS)[number]): boolean => options.scaled !== false;

describe('on the CPU, against the float32 reference', () => {
  it.each(
    VARIANTS.map((variant) => [variantName(variant), variant] as const),
  )('%s stays within its bounds', async (_, variant) => {
    const { setup } = await openProvider('cpu');
    const rows = await measurePrecision(
      setup!,
      openPrecision(variant.id, variant.options),
      isScaled(variant) ? NETWORKS : [],
    );
    const unit = LINEAR_BOUND[variant.id]!;
    for (const { network, relL2 } of rows) {
      expect(relL2, network).toBeLessThan(network.startsWith('linear') ? unit : NETWORK_FACTOR * unit);
    }
  });
});
