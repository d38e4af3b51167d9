import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runTimeLoras } from '../../core/checkpoints/lora/applied-lora.ts';
import { blockOf, type NetworkContribution, WHOLE_NETWORK } from '../../core/plugin-api/index.ts';
import wanDit from '../../plugins/wan-dit/index.ts';
import { LINEAR_BOUND, NETWORK_FACTOR } from '../precision/bounds.ts';
import { openPrecision, openProvider } from '../precision/setups.ts';
import { DIFFERENCES, LoraNetwork, MODULES, OUTER_MODULES, relativeError, velocity } from '../support/lora-network.ts';
import { loadNetwork, type NetworkSetup, onCpu } from '../support/network.ts';
import { LORA_NAMINGS, type LoraNaming } from '../support/synthetic/lora.ts';

/** float32 arithmetic in another order. */
const TOLERANCE = 1e-5;

let network: LoraNetwork;
let plain: Float32Array;
beforeAll(async () => {
  network = await LoraNetwork.make();
  plain = await network.run(network.file);
});
afterAll(() => rm(network.dir, { recursive: true, force: true }));

const cpuIn = async (id: string): Promise<NetworkSetup> => {
  const { setup } = await openProvider('cpu');
  return { ...setup!, precision: { value: openPrecision(id, {}), dir: network.dir } };
};

const everything = { modules: [...MODULES, ...OUTER_MODULES], differences: DIFFERENCES, rank: 4 };

describe('a LoRA gives what a network with the sum as its weights gives, beside the weights and merged', () => {
  it.each(
    (Object.keys(LORA_NAMINGS) as LoraNaming[]).flatMap((naming) => [
      { naming, alpha: undefined },
      { naming, alpha: 2 },
    ]),
  )('in $naming naming, alpha $alpha', async ({ naming, alpha }) => {
    const modules = [...MODULES, ...OUTER_MODULES];
    const form = { naming, rank: 4, modules, seed: 3, ...(alpha === undefined ? {} : { alpha }) };
    const { file, deltas } = await network.lora('one', form);
    const expected = await network.run(await network.mergedFile('one', [{ deltas, strength: () => 0.7 }]));
    expect(relativeError(plain, expected)).toBeGreaterThan(0.05);
    const lora = await network.applied(file, { strength: 0.7 });
    expect(lora.overlay.unmatched).toEqual([]);
    expect(lora.overlay.patches.size).toBe(modules.length);
    expect(relativeError(await network.run(network.file, [lora]), expected)).toBeLessThan(TOLERANCE);
    const merged = await network.run(network.file, [{ ...lora, merge: true }], await cpuIn('auto'));
    expect(relativeError(merged, expected)).toBeLessThan(TOLERANCE);
  });

  it('with whole differences of weights, norms, biases and modulation', async () => {
    const { file, deltas } = await network.lora('differences', { ...everything, naming: 'lightx2v', seed: 40 });
    const expected = await network.run(await network.mergedFile('differences', [{ deltas, strength: () => -0.6 }]));
    const lora = await network.applied(file, { strength: -0.6 });
    expect(lora.overlay.unmatched).toEqual([]);
    expect(relativeError(await network.run(network.file, [lora]), expected)).toBeLessThan(TOLERANCE);
    const merged = await network.run(network.file, [{ ...lora, merge: true }], await cpuIn('auto'));
    expect(relativeError(merged, expected)).toBeLessThan(TOLERANCE);
  });

  it.each(['F16', 'BF16'] as const)('stored as %s', async (dtype) => {
    const { file, deltas } = await network.lora(dtype, { ...everything, naming: 'PEFT', alpha: 8, seed: 30, dtype });
    const expected = await network.run(await network.mergedFile(dtype, [{ deltas, strength: () => 1 }]));
    const lora = await network.applied(file);
    expect(relativeError(await network.run(network.file, [lora]), expected)).toBeLessThan(TOLERANCE);
    const merged = await network.run(network.file, [{ ...lora, merge: true }], await cpuIn('auto'));
    expect(relativeError(merged, expected)).toBeLessThan(TOLERANCE);
  });

  it('of two at once, one with a strength per block, beside, merged, and one of each', async () => {
    const first = await network.lora('first', { ...everything, naming: 'FusionX', alpha: 8, seed: 5 });
    const second = await network.lora('second', { naming: 'kohya', rank: 2, alpha: 1, modules: MODULES, seed: 6 });
    const blocks = [{ first: 1, last: 5, strength: 0.25 }];
    const file = await network.mergedFile('two', [
      { deltas: first.deltas, strength: (tensor) => (blockOf(tensor) === 1 ? 0.25 : 0.9) },
      { deltas: second.deltas, strength: () => 0.4 },
    ]);
    const expected = await network.run(file);
    const loras = [
      await network.applied(first.file, { strength: 0.9, blocks }),
      await network.applied(second.file, { strength: 0.4 }),
    ];
    expect(relativeError(await network.run(network.file, loras), expected)).toBeLessThan(TOLERANCE);
    for (const merge of [
      [true, true],
      [true, false],
      [false, true],
    ]) {
      const mixed = loras.map((lora, i) => ({ ...lora, merge: merge[i]! }));
      const result = await network.run(network.file, mixed, await cpuIn('auto'));
      expect(relativeError(result, expected)).toBeLessThan(TOLERANCE);
    }
  });

  it('over weights in 8 bits', async () => {
    const { file, deltas } = await network.lora('eight', { ...everything, naming: 'PEFT', seed: 8 });
    const sum = await network.mergedFile('eight', [{ deltas, strength: () => 1 }]);
    const expected = await network.run(sum);
    const lora = await network.applied(file);
    const q8 = await cpuIn('q8');
    const beside = await network.run(network.file, [lora], q8);
    const merged = await network.run(network.file, [{ ...lora, merge: true }], q8);
    for (const result of [beside, merged])
      expect(relativeError(result, expected)).toBeLessThan(NETWORK_FACTOR * LINEAR_BOUND.q8!);
    // The sum is quantised, not added to quantised weights.
    expect(relativeError(merged, await network.run(sum, [], q8))).toBeLessThan(1e-3);
  });
});

describe('a LoRA over swapped blocks', () => {
  it.each(['session', 'inputs'] as const)('goes with them, swapped as %s', async (swap) => {
    const { file, deltas } = await network.lora(swap, { ...everything, naming: 'lightx2v', seed: 50, dtype: 'BF16' });
    const other = await network.lora('other', { naming: 'kohya', rank: 2, modules: MODULES, seed: 60 });
    const sum = await network.mergedFile(swap, [
      { deltas, strength: (tensor) => (blockOf(tensor) === 0 ? -0.5 : 1) },
      { deltas: other.deltas, strength: () => 0.5 },
    ]);
    const expected = await network.run(sum);
    const blocks = [{ first: 0, last: 0, strength: -0.5 }];
    const loras = [await network.applied(file, { blocks }), await network.applied(other.file, { strength: 0.5 })];
    const { id, execution } = onCpu();
    const setup = { id, execution: { ...execution, lowering: { ...execution.lowering, swap } } };
    for (const blocksToSwap of [1, 2]) {
      const result = await network.run(network.file, loras, {
        ...setup,
        cut: { ...WHOLE_NETWORK, blocksToSwap },
        prefetchBlocks: 1,
      });
      expect(relativeError(result, expected)).toBeLessThan(TOLERANCE);
    }
  });
});

describe('the strength of a LoRA', () => {
  const strengths = [1, 0, 0.3, -1, 1];

  it('is an input of the loaded network', async () => {
    const { file, deltas } = await network.lora('changed', { ...everything, naming: 'lightx2v', seed: 9 });
    const lora = await network.applied(file);
    const { runner, config, contribution } = await loaded([lora]);
    for (const strength of strengths) {
      const handle = contribution.bind(config, runner, { loras: runTimeLoras([{ ...lora, strength }]) });
      const result = await velocity(handle);
      const sum = await network.mergedFile('changed', [{ deltas, strength: () => strength }]);
      expect(relativeError(result, await network.run(sum))).toBeLessThan(TOLERANCE);
    }
    await runner.release();
  });
});

async function loaded(loras: Parameters<LoraNetwork['run']>[1]) {
  const { runner, checkpoint } = await loadNetwork(wanDit, 'dit', network.file, {}, {}, loras);
  const offered = wanDit.contributes[0] as NetworkContribution<'dit'>;
  const contribution = offered.create({ log: () => {} }, offered.options.parse({}));
  return { runner, contribution, config: contribution.detect(checkpoint) };
}
