import assert from 'node:assert/strict';
import {
  fits,
  type MemoryBudget,
  type MemoryForecast,
  type MemoryPlan,
  type MemoryPlanResult,
  type MemoryRequest,
  type MemoryStrategyContribution,
  planPeak,
  type VaeTiling,
} from '../../core/plugin-api/index.ts';
import type { Check } from './check.ts';
import { ROLES, randomForecasts, TYPICAL_FORECASTS } from './memory-forecasts.ts';

const UNLIMITED: MemoryBudget = { vramBytes: null, ramBytes: null };
/** Small enough that thousands of plans take no time, large enough to meet every measure. */
const RANDOM = randomForecasts(60);
const LIMITS = [1e7, 1e8, 5e8, 1e9, 4e9, 1.2e10, 5e10, 2e11];

const FLAGS = [undefined, false, true] as const;
const REQUESTS: readonly MemoryRequest[] = FLAGS.flatMap((tiledVae) =>
  FLAGS.flatMap((forceOffload) => FLAGS.map((batchedCfg) => ({ tiledVae, forceOffload, batchedCfg }))),
);

const BUDGETS: readonly MemoryBudget[] = [
  ...LIMITS.map((vramBytes) => ({ vramBytes, ramBytes: null })),
  ...LIMITS.map((ramBytes) => ({ vramBytes: null, ramBytes })),
  ...LIMITS.map((bytes) => ({ vramBytes: bytes, ramBytes: 2 * bytes })),
];

const near = (a: number, b: number): boolean => Math.abs(a - b) <= 1 + 1e-9 * Math.abs(b);

function assertReason(result: MemoryPlanResult): void {
  const reason = result.ok ? result.plan.reason : result.reason;
  assert.ok(reason.trim().length > 10, `the reason says too little: ${JSON.stringify(reason)}`);
  if (!result.ok) assert.ok(result.accepted.trim().length > 3, 'a refusal does not say what to choose');
  const { translations = {} } = result.ok ? result.plan : result;
  for (const [tag, words] of Object.entries(translations))
    for (const [name, sentence] of Object.entries(words))
      assert.ok(sentence.trim() !== '', `${name} is empty in the language ${tag}`);
}

function assertTiling({ tile, overlap }: VaeTiling): void {
  assert.ok(tile > 0 && tile % 8 === 0, `a tile of ${tile} pixels`);
  assert.ok(overlap >= 0 && overlap % 8 === 0 && overlap < tile, `an overlap of ${overlap} of ${tile} pixels`);
}

/** A plan that the pipeline can carry out, with the peak that the forecast has for it. */
function assertConsistent(plan: MemoryPlan, forecast: MemoryForecast): void {
  for (const role of ROLES) assert.match(plan.residency[role], /^(keep|offload)$/);
  if (plan.vaeTiling) assertTiling(plan.vaeTiling);
  if (plan.blockSwap) {
    const { blocksToSwap, prefetchBlocks } = plan.blockSwap;
    const { blocks } = forecast.networks.find(({ role }) => role === 'dit')!.weights;
    assert.ok(Number.isInteger(blocksToSwap) && blocksToSwap > 0 && blocksToSwap <= blocks, `swaps ${blocksToSwap}`);
    assert.ok(Number.isInteger(prefetchBlocks) && prefetchBlocks >= 0, `prefetches ${prefetchBlocks}`);
  }
  if (plan.attentionChunk !== null) assert.ok(Number.isInteger(plan.attentionChunk) && plan.attentionChunk > 0);
  if (plan.textEncoderOnCpu) assert.ok(forecast.textEncoderOnCpu !== null || forecast.provider !== 'cpu');
  const peak = planPeak(forecast, plan);
  assert.ok(near(plan.peak.vram, peak.vram) && near(plan.peak.ram, peak.ram), 'the peak is not that of the plan');
}

function assertHonoured(plan: MemoryPlan, { tiledVae, forceOffload, batchedCfg }: MemoryRequest): void {
  const kept = ROLES.filter((role) => plan.residency[role] === 'keep');
  if (forceOffload === true) assert.deepEqual(kept, [], 'forceOffload was not honoured');
  if (forceOffload === false) assert.deepEqual(kept, ROLES, 'a network is unloaded though that was forbidden');
  if (tiledVae !== undefined) assert.equal(plan.vaeTiling !== null, tiledVae, 'tiledVae was not honoured');
  if (batchedCfg !== undefined) assert.equal(plan.batchedCfg, batchedCfg, 'batchedCfg was not honoured');
}

/**
 * What every memory strategy has to keep, whoever wrote it.
 * @param options the options to check it with
 * @default {} parsed by the contribution's own schema
 */
export function memoryStrategyChecks<Options>(
  contribution: MemoryStrategyContribution<Options>,
  options?: Options,
): Check[] {
  const create = () => contribution.create({ log: () => {} }, options ?? contribution.options.parse({}));
  const strategy = create();
  const plan = (forecast: MemoryForecast, budget: MemoryBudget, request: MemoryRequest = {}) =>
    strategy.plan(forecast, budget, request);
  return [
    {
      name: 'describes itself, and {} is valid for its options',
      run() {
        assert.equal(contribution.kind, 'memory-strategy');
        for (const field of ['id', 'version', 'title', 'description'] as const) assert.ok(contribution[field], field);
        assert.ok(contribution.options.safeParse({}).success);
      },
    },
    {
      name: 'finds a plan when memory has no limit, consistent and with a reason',
      run() {
        for (const forecast of TYPICAL_FORECASTS.slice(0, 2)) {
          const result = plan(forecast, UNLIMITED);
          assertReason(result);
          assert.ok(result.ok, 'refused without a limit');
          assertConsistent(result.plan, forecast);
        }
      },
    },
    {
      name: 'never plans over the budget, and its plans are consistent',
      run() {
        for (const forecast of [...TYPICAL_FORECASTS, ...RANDOM]) {
          for (const budget of BUDGETS) {
            const result = plan(forecast, budget);
            assertReason(result);
            if (!result.ok) continue;
            assertConsistent(result.plan, forecast);
            assert.ok(fits(planPeak(forecast, result.plan), budget), `over the budget ${JSON.stringify(budget)}`);
          }
        }
      },
    },
    {
      name: 'accepts the budget that it said it needs',
      run() {
        for (const forecast of [...TYPICAL_FORECASTS.slice(0, 2), ...RANDOM]) {
          const refused = plan(forecast, { vramBytes: 1, ramBytes: 1 });
          assert.ok(!refused.ok, 'one byte was enough');
          if (!plan(forecast, UNLIMITED).ok) continue;
          const result = plan(forecast, { vramBytes: refused.needed.vram, ramBytes: refused.needed.ram });
          assert.ok(result.ok, `refused ${JSON.stringify(refused.needed)}, which it asked for`);
        }
      },
    },
    {
      name: 'honours tiledVae, forceOffload and batchedCfg, or refuses with a reason',
      run() {
        for (const forecast of [...TYPICAL_FORECASTS, ...RANDOM.slice(0, 20)]) {
          for (const request of REQUESTS) {
            for (const budget of [UNLIMITED, { vramBytes: 1.2e10, ramBytes: 3e10 }]) {
              const result = plan(forecast, budget, request);
              assertReason(result);
              if (result.ok) assertHonoured(result.plan, request);
            }
          }
        }
      },
    },
    {
      name: 'is pure: equal arguments give equal plans, and arguments are left as they are',
      run() {
        for (const forecast of TYPICAL_FORECASTS) {
          for (const request of REQUESTS) {
            const budget: MemoryBudget = { vramBytes: 16e9, ramBytes: 32e9 };
            const before = structuredClone({ forecast, budget, request });
            const first = strategy.plan(forecast, budget, request);
            assert.deepEqual(strategy.plan(forecast, budget, request), first);
            assert.deepEqual(create().plan(forecast, budget, request), first);
            assert.deepEqual({ forecast, budget, request }, before);
          }
        }
      },
    },
  ];
}
