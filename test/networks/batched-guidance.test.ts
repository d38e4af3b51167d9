import { describe, expect, it } from 'vitest';
import {
  type DitWindow,
  type DitWindowInput,
  type GraphRunner,
  type Prediction,
  WHOLE_NETWORK,
} from '../../core/plugin-api/index.ts';
import wanDit from '../../plugins/wan-dit/index.ts';
import { compareTensors } from '../parity/compare.ts';
import { DEMO_DIT, DEMO_DIT_SETTINGS, LATENTS, silence, wave, windowInput } from '../support/dit-window.ts';
import { loadNetwork, onCpu, withNetworkSetup } from '../support/network.ts';

const ALL: readonly Prediction[] = ['cond', 'dropText', 'dropAudio', 'uncond'];
/** Float32 sums in another order, through seven blocks. */
const TOLERANCE = { maxAbs: 5e-5, relL2: 1e-5 };

/** All four predictions, with as many people. */
function fourWays(people: number): DitWindowInput {
  const input = windowInput(people);
  const { cond, dropText } = input.conditions;
  return { ...input, conditions: { cond, dropText, ...withSilence(cond!.context, dropText!.context) } };
}

const withSilence = (prompt: ReturnType<typeof wave>, negative: ReturnType<typeof wave>) => ({
  dropAudio: { context: prompt, audio: silence },
  uncond: { context: negative, audio: silence },
});

async function open(batched: boolean, input: DitWindowInput, blocksToSwap = 0) {
  const setup = { ...onCpu(), cut: { ...WHOLE_NETWORK, batched, blocksToSwap } };
  const { handle, runner } = await withNetworkSetup(setup, () =>
    loadNetwork(wanDit, 'dit', DEMO_DIT, DEMO_DIT_SETTINGS),
  );
  const graphs: string[] = [];
  const { call } = runner;
  runner.call = (request: Parameters<GraphRunner['call']>[0]) => {
    graphs.push(...request.steps.map(({ graph }) => graph));
    return call.call(runner, request);
  };
  return { window: await handle.openWindow(input), runner, graphs };
}

async function oneByOne(window: DitWindow, timestep: number, predictions: readonly Prediction[]) {
  const made = [];
  for (const prediction of predictions) made.push(await window.forward(wave(LATENTS), timestep, prediction));
  return made;
}

describe('guidance in one pass', () => {
  it.each([
    ['one person, four predictions', 1, ALL, 1],
    ['one person, text guidance only', 1, ALL.slice(0, 2), 1],
    ['two people against silence, which are made apart', 2, ALL, 2],
  ])('%s: the velocities of one by one', async (_, people, predictions, passes) => {
    const alone = await open(false, fourWays(people));
    const expected = [await oneByOne(alone.window, 900, predictions), await oneByOne(alone.window, 300, predictions)];
    expect(alone.window.forwardBatch).toBeUndefined();
    await alone.runner.release();
    const batched = await open(true, fourWays(people));
    for (const [i, timestep] of [900, 300].entries()) {
      batched.graphs.length = 0;
      const made = await batched.window.forwardBatch!(wave(LATENTS), timestep, predictions);
      expect(batched.graphs.filter((graph) => graph === 'head')).toHaveLength(passes);
      for (const [j, velocity] of made.entries())
        expect(compareTensors(velocity, expected[i]![j]!, TOLERANCE), predictions[j]).toMatchObject({ passed: true });
    }
    // A prediction by itself, as a step cache that spares the others leaves it.
    const [single] = await batched.window.forwardBatch!(wave(LATENTS), 300, ['uncond']);
    const at = predictions.indexOf('uncond');
    if (at >= 0) expect(compareTensors(single!, expected[1]![at]!, TOLERANCE)).toMatchObject({ passed: true });
    await batched.runner.release();
  });

  it('gives the same bits with every block swapped', async () => {
    const kept = await open(true, fourWays(2));
    const expected = await kept.window.forwardBatch!(wave(LATENTS), 700, ALL);
    await kept.runner.release();
    const swapped = await open(true, fourWays(2), 7);
    const made = await swapped.window.forwardBatch!(wave(LATENTS), 700, ALL);
    for (const [i, velocity] of made.entries())
      expect(Buffer.from(velocity.data.buffer).equals(Buffer.from(expected[i]!.data.buffer))).toBe(true);
    await swapped.runner.release();
  });
});
