import wanDit from '../../plugins/wan-dit/index.ts';
import { DEMO_DIT, DEMO_DIT_SETTINGS, LATENTS, wave, windowInput } from './dit-window.ts';
import { loadNetwork, type NetworkSetup, withNetworkSetup } from './network.ts';

/** Velocities of two steps, two predictions each. */
export async function velocities(setup: NetworkSetup): Promise<Float32Array[]> {
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
export function differing(actual: readonly Float32Array[], expected: readonly Float32Array[]): number {
  return expected.reduce((sum, one, i) => sum + one.filter((value, j) => !Object.is(value, actual[i]![j])).length, 0);
}

/** The same sessions without weights packed beforehand: a kernel then computes as it does with weights as inputs. */
export function unpacked(setup: NetworkSetup): NetworkSetup {
  const { execution } = setup;
  const session: typeof execution.session = (settings) => {
    const made = execution.session(settings);
    const extra = { ...(made.sessionOptions.extra as object), 'session.disable_prepacking': '1' };
    return { ...made, sessionOptions: { ...made.sessionOptions, extra } };
  };
  return { ...setup, execution: { ...execution, session } };
}
