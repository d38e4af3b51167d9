import { describe, expect, it } from 'vitest';
import { HALF_LINEAR_BOUND, LINEAR_BOUND, NETWORK_FACTOR } from './bounds.ts';
import { measurePrecision } from './measure.ts';
import { openPrecision, openProvider } from './setups.ts';

const { setup, unavailable } = await openProvider('webgpu', { compute: 'float32', textEncoder: 'float32' });
if (unavailable !== null) console.warn(`WebGPU is not tested here: ${unavailable}`);

/**
 * Networks whose attention the software adapter computes right, so that the test means the same on every adapter; the
 * VAE covers convolutions and values that stay on the device.
 */
const NETWORKS = ['umT5', 'CLIP', 'VAE encoder', 'VAE decoder'];

describe.runIf(setup !== null)('WebGPU, against the float32 reference', () => {
  it('computes in float32 as exactly as the CPU', async () => {
    for (const { network, relL2 } of await measurePrecision(setup!, openPrecision('auto', {}), NETWORKS)) {
      expect(relL2, network).toBeLessThan(LINEAR_BOUND.auto!);
    }
  });

  it('multiplies weights in 8-bit blocks', async () => {
    const rows = await measurePrecision(setup!, openPrecision('q8', {}), ['umT5', 'CLIP']);
    for (const { network, relL2 } of rows) {
      expect(relL2, network).toBeLessThan(LINEAR_BOUND.q8! * (network.startsWith('linear') ? 1 : NETWORK_FACTOR));
    }
  });

  it('computes in float16 without an overflow', async () => {
    const half = await openProvider('webgpu', { compute: 'float16', textEncoder: 'float16' });
    for (const { network, relL2 } of await measurePrecision(half.setup!, openPrecision('auto', {}), NETWORKS)) {
      expect(relL2, network).toBeLessThan(NETWORK_FACTOR * HALF_LINEAR_BOUND);
    }
  });
});
