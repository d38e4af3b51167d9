import { describe, expect, it } from 'vitest';
import { type FloatTensor, GraphBuilder, type Value, WHOLE_NETWORK } from '../../core/plugin-api/index.ts';
import { SessionSet } from '../../core/runtime/session-set.ts';
import { cpuLowering } from '../../plugins/provider-cpu/lowering.ts';
import wanDit from '../../plugins/wan-dit/index.ts';
import { compareTensors } from '../parity/compare.ts';
import { DEMO_DIT, DEMO_DIT_SETTINGS, LATENTS, wave, windowInput } from '../support/dit-window.ts';
import { loadNetwork, onCpu, withNetworkSetup } from '../support/network.ts';

const HEADS = 4;
const TOLERANCE = { maxAbs: 2e-6, relL2: 1e-6 };

/** An attention over 61 queries and 50 keys of two batches. */
async function attend(slices: number, biased: boolean): Promise<FloatTensor> {
  const graph = new GraphBuilder('attention');
  const input = (name: string, tokens: string): Value => graph.input(name, 'float32', [2, tokens, 64]);
  const [q, k, v] = [input('q', 'queries'), input('k', 'keys'), input('v', 'keys')];
  const bias = biased ? { bias: graph.input('bias', 'float32', [1, HEADS, 'queries', 'keys']) } : {};
  graph.output('y', cpuLowering(true).attention(graph, q, k, v, HEADS, { slices, scale: 0.3, ...bias }), [
    2,
    'queries',
    64,
  ]);
  const { execution } = onCpu();
  const runner = await SessionSet.load(
    { attention: graph.finish() },
    execution.session({ threads: 2, leanMemory: false }),
  );
  const inputs = { q: wave([2, 61, 64]), k: wave([2, 50, 64], 1), v: wave([2, 50, 64], 2) };
  const all = biased ? { ...inputs, bias: wave([1, HEADS, 61, 50], 3) } : inputs;
  const feeds = Object.fromEntries(Object.keys(all).map((name) => [name, name]));
  const { y } = await runner.call({
    inputs: all,
    steps: [{ graph: 'attention', feeds, results: { y: 'y' } }],
    want: ['y'],
  });
  await runner.release();
  return y as FloatTensor;
}

describe('attention in slices of the queries', () => {
  it.each([
    [2, false],
    [7, false],
    [61, false],
    [7, true],
  ])('%i slices, bias %s: the values of all queries at once', async (slices, biased) => {
    const whole = await attend(1, biased);
    const sliced = await attend(slices, biased);
    expect(sliced.dims).toEqual([2, 61, 64]);
    expect(compareTensors(sliced, whole, TOLERANCE)).toMatchObject({ passed: true });
  });

  it('changes nothing of a DiT pass but rounding', async () => {
    const velocity = async (attentionSlices: number) =>
      withNetworkSetup({ ...onCpu(), cut: { ...WHOLE_NETWORK, attentionSlices } }, async () => {
        const { handle, runner } = await loadNetwork(wanDit, 'dit', DEMO_DIT, DEMO_DIT_SETTINGS);
        const window = await handle.openWindow(windowInput(2));
        const made = await window.forward(wave(LATENTS), 800, 'cond');
        await runner.release();
        return made;
      });
    const whole = await velocity(1);
    for (const slices of [3, 11])
      expect(compareTensors(await velocity(slices), whole, { maxAbs: 2e-5, relL2: 1e-5 })).toMatchObject({
        passed: true,
      });
  });
});
