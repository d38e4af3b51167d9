import type { MemoryService } from '../../apps/server/services/services.ts';
import { GenesisError } from '../../core/errors/genesis-error.ts';
import { WHOLE } from '../../core/plugin-api/index.ts';
import type { StrategyForecast } from '../../core/runs/memory-report.ts';

const MB = 1e6;
const ram = (bytes: number) => ({ vram: 0, ram: bytes });

const resident: StrategyForecast = {
  strategy: 'resident',
  title: 'Resident',
  fits: true,
  reason: 'Every network stays loaded: at most 600.0 MB of RAM in stage decode.',
  accepted: null,
  translations: { zh: { reason: '所有网络保持载入 · RAM 600.0 MB' } },
  peak: ram(600 * MB),
  plan: WHOLE,
  stages: [
    {
      stage: 'decode',
      forecast: { weights: ram(100 * MB), activations: ram(150 * MB), tiles: ram(0), overhead: ram(250 * MB) },
      forecastTotal: ram(500 * MB),
      corrected: ram(600 * MB),
    },
  ],
  estimatedSeconds: 12.5,
};

const refused: StrategyForecast = {
  ...resident,
  strategy: 'offload',
  title: 'Offload',
  fits: false,
  reason: 'offload unloads every network after its stage.',
  accepted: 'the strategy resident',
  translations: { zh: { reason: '“卸载”在每个阶段后卸载网络。', accepted: '策略“常驻”' } },
  plan: null,
  stages: [],
  estimatedSeconds: null,
};

/** Forecasts 600 MB for any request but one for the model `missing`. */
export function fakeMemory(): MemoryService {
  const budget = { vramBytes: null, ramBytes: 8e9 };
  return {
    budget: async () => budget,
    forecast: async ({ mode, model = 'demo' }) => {
      if (model === 'missing')
        throw new GenesisError('MODEL_NOT_FOUND', 'model missing is not installed', { field: 'model' });
      return {
        ...{ mode, model, budget, provider: 'cpu', precision: 'auto', networkPrecision: [], pastRuns: 3 },
        chosen: resident,
        strategies: [resident, refused],
        recommended: { preset: null, reason: 'No preset fits.', translations: {} },
      };
    },
  };
}
