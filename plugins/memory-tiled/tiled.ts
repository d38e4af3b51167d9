import {
  type MemoryChoices,
  type MemoryStrategy,
  planWithin,
  refuseRequest,
  uniformResidency,
  type VaeTiling,
  WHOLE,
} from '../../core/plugin-api/index.ts';

const OTHERWISE = 'the strategy offload or auto, or a smaller size';

export const tiled = (vaeTiling: VaeTiling): MemoryStrategy => ({
  plan(forecast, budget, { tiledVae, forceOffload, batchedCfg }) {
    const choices: MemoryChoices = {
      ...WHOLE,
      residency: uniformResidency(forceOffload ? 'offload' : 'keep'),
      vaeTiling,
      batchedCfg: batchedCfg ?? false,
    };
    if (tiledVae === false) {
      const reason = 'tiled cuts the frames of the VAE into tiles; choose the resident strategy for whole frames.';
      return refuseRequest(forecast, choices, reason, 'the strategy resident, or tiledVae: true');
    }
    const networks = forceOffload ? 'each network is loaded for its stage only' : 'every network stays loaded';
    return planWithin(forecast, budget, choices, `The VAE works in tiles, ${networks}`, OTHERWISE);
  },
});
