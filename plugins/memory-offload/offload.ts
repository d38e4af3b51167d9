import { type MemoryStrategy, planWithin, uniformResidency } from '../../core/plugin-api/index.ts';

export const offload: MemoryStrategy = {
  plan(forecast, budget, request) {
    const residency = uniformResidency('offload');
    const result = planWithin(forecast, budget, residency, 'Each network is loaded for its stage only');
    const neededBytes = result.ok ? result.plan.peakBytes : result.neededBytes;
    if (request.forceOffload === false) {
      return {
        ok: false,
        neededBytes,
        reason: 'offload unloads every network after its stage; choose the resident strategy to keep them.',
      };
    }
    if (request.tiledVae === true) {
      return {
        ok: false,
        neededBytes,
        reason: 'offload does not tile the VAE; leave tiledVae out or set it to false.',
      };
    }
    return result;
  },
};
