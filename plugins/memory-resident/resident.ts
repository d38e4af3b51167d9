import {
  DEFAULT_VAE_TILING,
  type MemoryChoices,
  type MemoryStrategy,
  planWithin,
  refuseRequest,
  WHOLE,
} from '../../core/plugin-api/index.ts';

const OTHERWISE = 'the strategy auto, which takes the fastest plan that fits';

export const resident: MemoryStrategy = {
  plan(forecast, budget, { tiledVae, forceOffload, batchedCfg }) {
    const choices: MemoryChoices = {
      ...WHOLE,
      vaeTiling: tiledVae ? DEFAULT_VAE_TILING : null,
      batchedCfg: batchedCfg ?? false,
    };
    if (forceOffload) {
      const reason =
        'resident keeps every network loaded; choose the offload strategy to free memory after each stage.';
      return refuseRequest(forecast, choices, reason, 'the strategy offload, or forceOffload: false');
    }
    return planWithin(forecast, budget, choices, 'Every network stays loaded', OTHERWISE);
  },
};
