import assert from 'node:assert/strict';
import type {
  MemoryBudget,
  MemoryForecast,
  MemoryPlanResult,
  MemoryRequest,
  MemoryStrategyContribution,
  NetworkRole,
} from '../../core/plugin-api/index.ts';
import type { Check } from './check.ts';

const ROLES: readonly NetworkRole[] = ['text-encoder', 'image-encoder', 'audio-encoder', 'vae', 'dit'];
const UNLIMITED: MemoryBudget = { deviceBytes: null, hostBytes: null };

function forecastOf(weights: readonly number[], activation: number, overhead: number, buffer: number): MemoryForecast {
  const networks = ROLES.map((role, i) => ({
    role,
    weightsBytes: weights[i]!,
    activationBytes: activation * (i + 1),
    overheadBytes: overhead,
  }));
  const stages: MemoryForecast['stages'] = [
    { stage: 'prepare', networks: [], bufferBytes: buffer },
    { stage: 'encode-text', networks: ['text-encoder'], bufferBytes: 0 },
    { stage: 'encode-image', networks: ['image-encoder'], bufferBytes: 0 },
    { stage: 'encode-audio', networks: ['audio-encoder'], bufferBytes: 0 },
    { stage: 'encode-latents', networks: ['vae'], bufferBytes: buffer },
    { stage: 'denoise', networks: ['dit'], bufferBytes: buffer },
    { stage: 'decode', networks: ['vae'], bufferBytes: 2 * buffer },
    { stage: 'mux', networks: [], bufferBytes: buffer },
  ];
  return { networks, stages };
}

/** Small networks, those of a 14B set in 16 bits, and one that is all activations. */
const FORECASTS = [
  forecastOf([9e6, 4e6, 3e6, 2e6, 10e6], 20e6, 80e6, 30e6),
  forecastOf([11.4e9, 1.3e9, 0.4e9, 0.3e9, 37.1e9], 1.5e9, 0.3e9, 0.5e9),
  forecastOf([0, 0, 0, 0, 0], 5e9, 0, 0),
];

const REQUESTS: readonly MemoryRequest[] = [undefined, false, true].flatMap((tiledVae) =>
  [undefined, false, true].map((forceOffload) => ({
    ...(tiledVae === undefined ? {} : { tiledVae }),
    ...(forceOffload === undefined ? {} : { forceOffload }),
  })),
);

/** The least that a stage of the forecast can take: its own networks with their activations, and its buffers. */
function leastBytes(forecast: MemoryForecast): number {
  const sizes = forecast.stages.map(({ networks, bufferBytes }) =>
    forecast.networks
      .filter(({ role }) => networks.includes(role))
      .reduce(
        (sum, { weightsBytes, activationBytes, overheadBytes }) => sum + weightsBytes + activationBytes + overheadBytes,
        bufferBytes,
      ),
  );
  return Math.max(...sizes);
}

function assertReason(result: MemoryPlanResult): void {
  const reason = result.ok ? result.plan.reason : result.reason;
  assert.ok(reason.trim().length > 10, `the reason says too little: ${JSON.stringify(reason)}`);
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
  const plan = (forecast: MemoryForecast, budget: MemoryBudget, request: MemoryRequest = {}) =>
    create().plan(forecast, budget, request);
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
      name: 'finds a plan when memory has no limit, for every network, with a reason',
      run() {
        for (const forecast of FORECASTS) {
          const result = plan(forecast, UNLIMITED);
          assertReason(result);
          assert.ok(result.ok, 'refused without a limit');
          for (const role of ROLES) assert.match(result.plan.residency[role], /^(keep|offload)$/);
          assert.ok(result.plan.peakBytes >= leastBytes(forecast), 'a peak below what the largest stage needs');
        }
      },
    },
    {
      name: 'never plans over the device budget, and says what it would need',
      run() {
        for (const forecast of FORECASTS) {
          for (let deviceBytes = 1e6; deviceBytes < 1e11; deviceBytes *= 1.7) {
            const result = plan(forecast, { deviceBytes, hostBytes: null });
            assertReason(result);
            if (result.ok)
              assert.ok(result.plan.peakBytes <= deviceBytes, `${result.plan.peakBytes} over ${deviceBytes}`);
            else assert.ok(result.neededBytes > deviceBytes, `needs ${result.neededBytes}, which ${deviceBytes} has`);
          }
        }
      },
    },
    {
      name: 'accepts the budget that it said it needs',
      run() {
        for (const forecast of FORECASTS) {
          const refused = plan(forecast, { deviceBytes: 1, hostBytes: null });
          assert.ok(!refused.ok, 'one byte was enough');
          const result = plan(forecast, { deviceBytes: refused.neededBytes, hostBytes: null });
          assert.ok(result.ok, `refused ${refused.neededBytes} bytes, which it asked for`);
        }
      },
    },
    {
      name: "refuses when a stage's buffers are over the host budget",
      run() {
        for (const forecast of FORECASTS.slice(0, 2))
          assert.ok(!plan(forecast, { deviceBytes: null, hostBytes: 1 }).ok);
      },
    },
    {
      name: 'honours tiledVae and forceOffload, or refuses with a reason',
      run() {
        for (const request of REQUESTS) {
          const result = plan(FORECASTS[0]!, UNLIMITED, request);
          assertReason(result);
          if (!result.ok) continue;
          const kept = ROLES.filter((role) => result.plan.residency[role] === 'keep');
          if (request.forceOffload === true) assert.deepEqual(kept, [], 'forceOffload was not honoured');
          if (request.forceOffload === false)
            assert.ok(kept.length > 0, 'nothing is kept though offloading was forbidden');
        }
      },
    },
    {
      name: 'is pure: equal arguments give equal plans, and arguments are left as they are',
      run() {
        const strategy = create();
        for (const forecast of FORECASTS) {
          for (const request of REQUESTS) {
            const budget: MemoryBudget = { deviceBytes: 16e9, hostBytes: 32e9 };
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
