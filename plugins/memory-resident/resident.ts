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
      const zh = {
        reason: '“常驻”始终保持载入所有网络；若要在每个阶段后释放内存，请选策略“卸载”。',
        accepted: '策略“卸载”，或 forceOffload: false',
      };
      return refuseRequest(forecast, choices, reason, 'the strategy offload, or forceOffload: false', { zh });
    }
    return planWithin(forecast, budget, choices, 'Every network stays loaded', OTHERWISE, {
      zh: { why: '所有网络保持载入', otherwise: '策略“自动”，它会选择放得下的最快方案' },
    });
  },
};
