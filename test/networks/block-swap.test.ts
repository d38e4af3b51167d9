import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GenesisError, WHOLE_NETWORK } from '../../core/plugin-api/index.ts';
import { cpuLowering } from '../../plugins/provider-cpu/lowering.ts';
import wanDit from '../../plugins/wan-dit/index.ts';
import { openPrecision } from '../precision/setups.ts';
import { differing, unpacked, velocities } from '../support/dit-velocities.ts';
import { DEMO_DIT, DEMO_DIT_SETTINGS } from '../support/dit-window.ts';
import { loadNetwork, type NetworkSetup, onCpu } from '../support/network.ts';

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'genesis-swap-'));
});
afterAll(() => rm(dir, { recursive: true, force: true }));

const LAYERS = 7;
const PRECISIONS = ['auto', 'fp16', 'bf16', 'fp8_e4m3fn', 'q8', 'q4'];

const held = (precision: string, setup: NetworkSetup = onCpu()): NetworkSetup => ({
  ...setup,
  precision: { value: openPrecision(precision, {}), dir },
});

/** Weights as inputs, which the processor's own lowering does not use. */
function withInputs(): NetworkSetup {
  const { id, execution } = onCpu();
  return { id, execution: { ...execution, lowering: { ...cpuLowering(true), swap: 'inputs' } } };
}

describe('block swap gives the bits of the resident network', () => {
  it.each(PRECISIONS)('on the processor, a session per swapped block, weights in %s', async (precision) => {
    const resident = await velocities(held(precision));
    for (const [blocksToSwap, prefetchBlocks] of [
      [1, 0],
      [3, 1],
      [LAYERS - 1, 3],
      [LAYERS, 1],
      [40, 0],
    ] as const) {
      const swapped = await velocities({ ...held(precision), cut: { ...WHOLE_NETWORK, blocksToSwap }, prefetchBlocks });
      expect(differing(swapped, resident), `${blocksToSwap} swapped, ${prefetchBlocks} ahead`).toBe(0);
    }
  });

  it.each(PRECISIONS)('with weights as inputs of one block graph, in %s', async (precision) => {
    const resident = await velocities(unpacked(held(precision)));
    for (const [blocksToSwap, prefetchBlocks] of [
      [2, 0],
      [LAYERS - 1, 1],
      [LAYERS, 2],
    ] as const) {
      const setup = unpacked(held(precision, withInputs()));
      const swapped = await velocities({ ...setup, cut: { ...WHOLE_NETWORK, blocksToSwap }, prefetchBlocks });
      expect(differing(swapped, resident), `${blocksToSwap} swapped, ${prefetchBlocks} ahead`).toBe(0);
    }
  });
});

describe('a network with swapped blocks', () => {
  it('writes one graph for all blocks but the first, whose self-attention is another graph', async () => {
    const { checkpoint, runner } = await loadNetwork(wanDit, 'dit', DEMO_DIT, DEMO_DIT_SETTINGS);
    await runner.release();
    const offered = wanDit.contributes[0]!;
    if (offered.kind !== 'network') throw new GenesisError('INTERNAL', 'no network');
    const network = offered.create({ log: () => {} }, {});
    const lowering = { ...cpuLowering(true), swap: 'inputs' as const };
    const graphs = network.build(network.detect(checkpoint), {
      checkpoint,
      lowering,
      cut: { ...WHOLE_NETWORK, blocksToSwap: LAYERS },
    });
    const bytes = (name: string) => Buffer.from(graphs[name]!.bytes).toString('hex');
    for (const kind of ['blocks', 'text', 'image', 'audio']) {
      const different = new Set(Array.from({ length: LAYERS }, (_, i) => bytes(`${kind}.${i}-${i}`)));
      expect(different.size, kind).toBe(kind === 'blocks' ? 2 : 1);
    }
    const kept = Object.entries(graphs).filter(([, { swap }]) => !swap);
    expect(kept.map(([name]) => name).sort()).toEqual(['audio', 'embed', 'head', 'image', 'text', 'time']);
  });
});
