import { type MemoryStrategy, planWithin, uniformResidency } from '../../core/plugin-api/index.ts';

export const resident: MemoryStrategy = {
  plan(forecast, budget, request) {
    const residency = uniformResidency('keep');
    const result = planWithin(forecast, budget, residency, 'Every network stays loaded');
    const neededBytes = result.ok ? result.plan.peakBytes : result.neededBytes;
    if (request.forceOffload === true) {
      return {
        ok: false,
        neededBytes,
        reason: 'resident keeps every network loaded; choose the offload strategy to free memory after each stage.',
      };
    }
    if (request.tiledVae === true) {
      return {
        ok: false,
        neededBytes,
        reason: 'resident does not tile the VAE; leave tiledVae out or set it to false.',
      };
    }
    return result;
  },
};
