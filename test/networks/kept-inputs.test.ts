import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type KeepMethod, type NetworkContribution, WHOLE_NETWORK } from '../../core/plugin-api/index.ts';
import { webgpuLowering } from '../../plugins/provider-webgpu/lowering.ts';
import umt5 from '../../plugins/umt5/index.ts';
import wanDit from '../../plugins/wan-dit/index.ts';
import { openPrecision } from '../precision/setups.ts';
import { shapesOnly } from '../support/checkpoint-view.ts';
import { differing, unpacked, velocities } from '../support/dit-velocities.ts';
import { type NetworkSetup, onCpu } from '../support/network.ts';
import { networkShapes, OFFICIAL_DIMS } from '../support/synthetic/network-shapes.ts';

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'genesis-kept-'));
});
afterAll(() => rm(dir, { recursive: true, force: true }));

/** The graphs of a graphics card on the processor, a block each. */
function kept(keep: KeepMethod, precision: string, blocksToSwap = 0): NetworkSetup {
  const { id, execution } = onCpu();
  return unpacked({
    id,
    execution: { ...execution, lowering: { ...webgpuLowering('float32'), parametersPerGraph: 1, keep } },
    precision: { value: openPrecision(precision, {}), dir },
    cut: { ...WHOLE_NETWORK, blocksToSwap },
  });
}

describe('weights that are kept as inputs give the bits of those that sessions make', () => {
  it.each(['auto', 'bf16', 'fp8_e4m3fn', 'q8'])('in %s', async (precision) => {
    const made = await velocities(kept('made', precision));
    expect(differing(await velocities(kept('inputs', precision)), made)).toBe(0);
  });

  it('beside blocks that are swapped', async () => {
    const made = await velocities(kept('made', 'fp8_e4m3fn'));
    expect(differing(await velocities(kept('inputs', 'fp8_e4m3fn', 3)), made)).toBe(0);
  });
});

describe('the graphs of a card', () => {
  it.each([
    ['wan-dit', wanDit, ['blocks', 'text', 'image'], 2],
    ['umt5', umt5, ['blocks'], 1],
  ] as const)('are one for all blocks of %s at the published dims', (name, plugin, kinds, different) => {
    const offered = plugin.contributes[0] as unknown as NetworkContribution<'dit'>;
    const network = offered.create({ log: () => {} }, offered.options.parse({}));
    const checkpoint = shapesOnly(networkShapes(name, OFFICIAL_DIMS[name]));
    const lowering = webgpuLowering('float16');
    const { parametersPerGraph } = lowering;
    const config = network.detect(checkpoint)!;
    const cut = { ...WHOLE_NETWORK, parametersPerGraph };
    const graphs = network.build(config, { checkpoint, lowering, cut });
    const swapped = network.build(config, { checkpoint, lowering, cut: { ...cut, blocksToSwap: 40 } });
    for (const kind of kinds) {
      const blocks = Object.entries(graphs).filter(([graph]) => graph.startsWith(`${kind}.`));
      expect(blocks.length, kind).toBeGreaterThan(20);
      const bytes = new Set(blocks.map(([, graph]) => Buffer.from(graph.bytes).toString('hex')));
      expect(bytes.size, kind).toBeLessThanOrEqual(different);
      expect(blocks.flatMap(([, { external }]) => external)).toEqual([]);
      // What computes the same has the same bits, whether a block is kept or swapped.
      for (const [graph, { bytes }] of blocks) expect(Buffer.compare(bytes, swapped[graph]!.bytes), graph).toBe(0);
    }
  });
});
