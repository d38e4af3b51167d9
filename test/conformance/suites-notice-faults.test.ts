import { describe, expect, it } from 'vitest';
import type {
  MemoryPlanResult,
  MemoryStrategyContribution,
  SchedulerContribution,
  SchedulerRun,
} from '../../core/plugin-api/index.ts';
import offload from '../../plugins/memory-offload/index.ts';
import resident from '../../plugins/memory-resident/index.ts';
import unipc from '../../plugins/scheduler-unipc/index.ts';
import type { Check } from './check.ts';
import { memoryStrategyChecks } from './memory-strategy.ts';
import { schedulerChecks } from './scheduler.ts';

/** Names of the checks that do not hold. */
async function failures(checks: readonly Check[]): Promise<string[]> {
  const names: string[] = [];
  for (const check of checks) {
    try {
      await check.run();
    } catch {
      names.push(check.name);
    }
  }
  return names;
}

const scheduler = unipc.contributes[0] as SchedulerContribution;

/** The scheduler with its runs changed by `fault`. */
function faulty(fault: (run: SchedulerRun) => SchedulerRun): SchedulerContribution {
  return {
    ...scheduler,
    create: (context, options) => {
      const made = scheduler.create(context, options);
      return { prepare: (request) => fault(made.prepare(request)) };
    },
  };
}

const changedSteps = (change: (next: Float32Array, inputs: readonly Float32Array[]) => Float32Array) =>
  faulty((run) => ({
    ...run,
    step: (velocity, index, sample, noise) => change(run.step(velocity, index, sample, noise), [velocity, sample]),
  }));

describe('the scheduler suite notices', () => {
  it.each<[string, SchedulerContribution, string]>([
    [
      'a state that forgets tensors',
      faulty((run) => ({ ...run, save: () => ({ ...run.save(), tensors: {} }) })),
      'bit for bit',
    ],
    ['a drift', changedSteps((next) => next.map((value) => value * 1.001)), 'straight path'],
    [
      'hidden randomness',
      changedSteps((next) => next.map((value) => value + 1e-6 * Math.random())),
      'no other randomness',
    ],
    ['NaN', changedSteps((next) => next.fill(Number.NaN)), 'finite'],
    [
      'a changed input',
      changedSteps((next, inputs) => {
        inputs[0]![0] = 9;
        return next;
      }),
      'leaves its inputs',
    ],
    [
      'sigmas without the terminal one',
      faulty((run) => ({ ...run, sigmas: run.sigmas.slice(0, -1) })),
      'one sigma more',
    ],
    [
      'a wrong declaration',
      { ...scheduler, capabilities: { stochastic: true, callsPerStep: 1 } },
      'declares the noise',
    ],
  ])('%s', async (_fault, contribution, check) => {
    expect((await failures(schedulerChecks(contribution))).join('; ')).toContain(check);
  });
});

/** A strategy whose results are changed by `fault`. */
function faultyStrategy(
  strategy: MemoryStrategyContribution,
  fault: (result: MemoryPlanResult) => MemoryPlanResult,
): MemoryStrategyContribution {
  return {
    ...strategy,
    create: (context, options) => {
      const made = strategy.create(context, options);
      return { plan: (forecast, budget, request) => fault(made.plan(forecast, budget, request)) };
    },
  };
}

describe('the memory suite notices', () => {
  const [keep, unload] = [resident.contributes[0], offload.contributes[0]] as MemoryStrategyContribution[];
  let calls = 0;
  it.each<[string, MemoryStrategyContribution, string]>([
    [
      'a strategy that ignores the budget',
      {
        ...keep!,
        create: (context, options) => {
          const made = keep!.create(context, options);
          return {
            plan: (forecast, _budget, request) => made.plan(forecast, { vramBytes: null, ramBytes: null }, request),
          };
        },
      },
      'never plans over',
    ],
    [
      'a strategy that ignores the request',
      {
        ...unload!,
        create: (context, options) => {
          const made = unload!.create(context, options);
          return { plan: (forecast, budget) => made.plan(forecast, budget, {}) };
        },
      },
      'honours tiledVae, forceOffload and batchedCfg',
    ],
    [
      'a peak that is too low',
      faultyStrategy(unload!, (result) =>
        result.ok ? { ...result, plan: { ...result.plan, peak: { vram: 1, ram: 1 } } } : result,
      ),
      'finds a plan',
    ],
    ['an empty reason', faultyStrategy(keep!, (result) => (result.ok ? result : { ...result, reason: '' })), 'honours'],
    [
      'a plan that changes from call to call',
      faultyStrategy(unload!, (result) =>
        result.ok
          ? { ...result, plan: { ...result.plan, reason: `plan number ${calls++}` } }
          : { ...result, needed: { vram: calls++, ram: 0 } },
      ),
      'is pure',
    ],
  ])('%s', async (_fault, contribution, check) => {
    expect((await failures(memoryStrategyChecks(contribution))).join('; ')).toContain(check);
  });
});
