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
      const zh = {
        reason: '“分块 VAE”将画面切成小块；若要整帧处理，请选策略“常驻”。',
        accepted: '策略“常驻”，或 tiledVae: true',
      };
      return refuseRequest(forecast, choices, reason, 'the strategy resident, or tiledVae: true', { zh });
    }
    const networks = forceOffload ? 'each network is loaded for its stage only' : 'every network stays loaded';
    return planWithin(forecast, budget, choices, `The VAE works in tiles, ${networks}`, OTHERWISE, {
      zh: {
        why: `VAE 分块处理，${forceOffload ? '每个网络只在其阶段载入' : '所有网络保持载入'}`,
        otherwise: '策略“卸载”或“自动”，或更小的尺寸',
      },
    });
  },
});
