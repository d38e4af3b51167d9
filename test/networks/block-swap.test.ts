import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GenesisError, WHOLE_NETWORK } from '../../core/plugin-api/index.ts';
import { cpuLowering } from '../../plugins/provider-cpu/lowering.ts';
import wanDit from '../../plugins/wan-dit/index.ts';
import { openPrecision } from '../precision/setups.ts';
import { DEMO_DIT, DEMO_DIT_SETTINGS, LATENTS, wave, windowInput } from '../support/dit-window.ts';
import { loadNetwork, type NetworkSetup, onCpu, withNetworkSetup } from '../support/network.ts';

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

/** Velocities of two steps, two predictions each. */
async function velocities(setup: NetworkSetup): Promise<Float32Array[]> {
  return withNetworkSetup(setup, async () => {
    const { handle, runner } = await loadNetwork(wanDit, 'dit', DEMO_DIT, DEMO_DIT_SETTINGS);
    const window = await handle.openWindow(windowInput(2));
    const made: Float32Array[] = [];
    for (const [step, timestep] of [900, 400].entries()) {
      for (const prediction of ['cond', 'uncond'] as const)
        made.push((await window.forward(wave(LATENTS, step), timestep, prediction)).data);
    }
    await window.close();
    await runner.release();
    return made;
  });
}

/** Values that differ. A comparison by the test runner would take minutes to print its difference. */
function differing(actual: readonly Float32Array[], expected: readonly Float32Array[]): number {
  return expected.reduce((sum, one, i) => sum + one.filter((value, j) => !Object.is(value, actual[i]![j])).length, 0);
}

/** Weights as inputs, which the processor's own lowering does not use. */
function withInputs(): NetworkSetup {
  const { id, execution } = onCpu();
  return { id, execution: { ...execution, lowering: { ...cpuLowering(true), swap: 'inputs' } } };
}

/** The same sessions without weights packed beforehand: a kernel then computes as it does with weights as inputs. */
function unpacked(setup: NetworkSetup): NetworkSetup {
  const { execution } = setup;
  const session: typeof execution.session = (settings) => {
    const made = execution.session(settings);
    const extra = { ...(made.sessionOptions.extra as object), 'session.disable_prepacking': '1' };
    return { ...made, sessionOptions: { ...made.sessionOptions, extra } };
  };
  return { ...setup, execution: { ...execution, session } };
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
