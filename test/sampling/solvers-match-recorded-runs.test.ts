import { describe, expect, it } from 'vitest';
import { NoiseGenerator, noiseLatents, type SchedulerRun } from '../../core/plugin-api/index.ts';
import { prepareErSde } from '../../plugins/scheduler-er-sde/er-sde.ts';
import { noiseScale, scaledIntegral } from '../../plugins/scheduler-er-sde/noise-scale.ts';
import { prepareFlowmatchDistill } from '../../plugins/scheduler-flowmatch-distill/flowmatch-distill.ts';
import { prepareResMultistep } from '../../plugins/scheduler-res-multistep/res-multistep.ts';

/**
 * Runs of the published update formulas in float64 numpy (6 steps, shift 5): velocity = 0.6·x + sigma + 0.3·sin(1.7·x),
 * noise of step k = sin(3k + i).
 */
const START = Float32Array.of(0.5, -1.2, 2);
const RES_MULTISTEP = [
  [0.4413314288976006, -1.2004777459364906, 1.9183332347099644],
  [0.37034100514718926, -1.1976708951773987, 1.8119206137024502],
  [0.27901883470058253, -1.1886894727072521, 1.6634400387469241],
  [0.1632001832331087, -1.1627665573644723, 1.4452584261777992],
  [0.04282440228802162, -1.0774271960267159, 1.112917979123241],
  [-0.2346918668033899, -0.8595131169107861, 0.37971831481770446],
];
const ER_SDE: Readonly<Record<number, readonly (readonly number[])[]>> = {
  1: [
    [-0.0394378178388306, 0.7624751893992451, 0.8695807258188019],
    [0.001610302128619276, -0.0013978938386646211, -0.05102497849353127],
    [-0.19260928217630396, 0.19387093592427906, 0.29248078647644893],
    [-0.13970372213046978, -0.11347017397450276, -0.16862308645780838],
    [-0.3606469996040505, -0.16075413707673228, -0.09251970604933013],
    [-0.4183395625821163, -0.3249979966361827, -0.29449037280618307],
  ],
  2: [
    [-0.0394378178388306, 0.7624751893992451, 0.8695807258188019],
    [0.0016116056937016399, -0.0013937010271474204, -0.05103405648569581],
    [-0.19076003463401534, 0.19489836840858532, 0.29280935756628707],
    [-0.1327095186525687, -0.10562998942820101, -0.16084367257007234],
    [-0.33501831934118803, -0.1376229918907105, -0.07214295500383339],
    [-0.40591850905587, -0.314606035640665, -0.28545215986021444],
  ],
  3: [
    [-0.0394378178388306, 0.7624751893992451, 0.8695807258188019],
    [0.0016116056937016399, -0.0013937010271474204, -0.05103405648569581],
    [-0.1907598985009505, 0.19489844372206366, 0.2928093826168048],
    [-0.13234158411474317, -0.10506238240676397, -0.16017894191474852],
    [-0.3326973897446954, -0.13590153936922172, -0.07084948244033096],
    [-0.40480145272103174, -0.3138349263330625, -0.2848792475984161],
  ],
};

function expectWalk(run: SchedulerRun, recorded: readonly (readonly number[])[]): void {
  let sample: Float32Array = START;
  recorded.forEach((expected, index) => {
    const velocity = sample.map((x) => 0.6 * x + run.timesteps[index]! / 1000 + 0.3 * Math.sin(1.7 * x));
    const noise = run.needsNoise(index) ? sample.map((_, i) => Math.sin(3 * index + i)) : undefined;
    sample = run.step(velocity, index, sample, noise);
    sample.forEach((value, i) => {
      expect(Math.abs(value - expected[i]!)).toBeLessThan(2e-6);
    });
  });
}

describe('res_multistep', () => {
  it('walks as recorded', () => {
    expectWalk(prepareResMultistep({ steps: 6, shift: 5 }), RES_MULTISTEP);
  });

  it('is exact where x0 is linear in t = −ln(sigma)', () => {
    // x' = x0(t) − x with x0 = a + b·t has the solution x = a + b·(t − 1) + c·e^(−t).
    const [a, b, c] = [0.7, -0.4, 0.9];
    const solution = (sigma: number) => a + b * (-Math.log(sigma) - 1) + c * sigma;
    const run = prepareResMultistep({ steps: 4, shift: 1, sigmas: [0.9, 0.6, 0.35, 0.1] });
    const step = (index: number, x: number) => {
      const sigma = run.sigmas[index]!;
      const velocity = (x - (a - b * Math.log(sigma))) / sigma;
      return run.step(Float32Array.of(velocity), index, Float32Array.of(x))[0]!;
    };
    step(0, solution(0.9));
    for (const index of [1, 2]) {
      expect(step(index, solution(run.sigmas[index]!))).toBeCloseTo(solution(run.sigmas[index + 1]!), 5);
    }
  });
});

describe('er_sde', () => {
  it.each([1, 2, 3])('of order %i walks as recorded', (solverOrder) => {
    expectWalk(prepareErSde({ steps: 6, shift: 5 }, { solverOrder }), ER_SDE[solverOrder]!);
  });

  it('keeps the marginals of the flow: alpha·x0 in the mean, sigma² in the variance', () => {
    // One sample along the mean, one along each noise: with x0 known, every step is linear in them.
    const x0 = Float32Array.of(2, 0, 0);
    const run = prepareErSde({ steps: 6, shift: 3, sigmas: [0.9, 0.7, 0.5, 0.3, 0.2, 0.1] }, { solverOrder: 3 });
    let sample = noiseLatents(x0, Float32Array.of(0, 1, 0), 0.9);
    for (let index = 0; index < 5; index++) {
      const sigma = run.sigmas[index]!;
      const velocity = sample.map((x, i) => (x - x0[i]!) / sigma);
      const [mean, old, fresh] = run.step(velocity, index, sample, Float32Array.of(0, 0, 1)) as unknown as number[];
      const next = run.sigmas[index + 1]!;
      expect(mean).toBeCloseTo((1 - next) * 2, 5);
      expect(old! ** 2 + fresh! ** 2).toBeCloseTo(next ** 2, 5);
      // Old and fresh noise are independent: together they are one noise of deviation sigma.
      sample = Float32Array.of(mean!, Math.hypot(old!, fresh!), 0);
    }
  });

  it('sums the integral of its noise scale to within the width of a Riemann step', () => {
    // Composite Simpson rule with 20000 intervals.
    const simpson = (from: number, to: number, f: (lambda: number) => number) => {
      const n = 20000;
      const h = (to - from) / n;
      let sum = f(from) + f(to);
      for (let i = 1; i < n; i++) sum += (i % 2 === 1 ? 4 : 2) * f(from + i * h);
      return (sum * h) / 3;
    };
    for (const [target, start] of [
      [0.5, 1],
      [0.1, 0.3],
      [2, 9],
    ] as const) {
      const width = (start - target) / 200;
      const bound = width / noiseScale(target);
      expect(
        Math.abs(scaledIntegral(target, start, 0) - simpson(target, start, (l) => 1 / noiseScale(l))),
      ).toBeLessThan(bound);
      const moment = simpson(target, start, (l) => (l - start) / noiseScale(l));
      expect(Math.abs(scaledIntegral(target, start, 1) - moment)).toBeLessThan(bound * (start - target));
    }
  });
});

describe('flowmatch_distill', () => {
  it('has the four recorded timesteps of shift 5 and takes no other number of steps', () => {
    // numpy float32: the shifted table of 1000 sigmas at 1000 − [999, 750, 500, 250]
    const { timesteps, sigmas } = prepareFlowmatchDistill({ steps: 4, shift: 5 });
    [999.7998046875, 937.5, 833.3333129882812, 625].forEach((timestep, i) => {
      expect(Math.abs(timesteps[i]! - timestep)).toBeLessThan(2e-4);
    });
    expect(sigmas.at(-1)).toBe(0);
    expect(() => prepareFlowmatchDistill({ steps: 8, shift: 5 })).toThrow('takes 4 steps');
  });

  it('takes Euler steps', () => {
    const run = prepareFlowmatchDistill({ steps: 4, shift: 5 });
    const noise = new NoiseGenerator(1).randn(8);
    const next = run.step(noise, 0, noise);
    next.forEach((value, i) => {
      expect(value).toBeCloseTo(noise[i]! * (1 + run.sigmas[1]! - run.sigmas[0]!), 6);
    });
  });
});
