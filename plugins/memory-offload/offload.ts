import {
  DEFAULT_VAE_TILING,
  type MemoryChoices,
  type MemoryStrategy,
  planWithin,
  refuseRequest,
  uniformResidency,
  WHOLE,
} from '../../core/plugin-api/index.ts';

export interface OffloadOptions {
  readonly textEncoderOnCpu: boolean;
}

const OTHERWISE = 'the strategy block-swap or auto, a tiled VAE, or a smaller size';

export const offload = ({ textEncoderOnCpu }: OffloadOptions): MemoryStrategy => ({
  plan(forecast, budget, { tiledVae, forceOffload, batchedCfg }) {
    const choices: MemoryChoices = {
      ...WHOLE,
      residency: uniformResidency('offload'),
      vaeTiling: tiledVae ? DEFAULT_VAE_TILING : null,
      batchedCfg: batchedCfg ?? false,
      textEncoderOnCpu,
    };
    if (forceOffload === false) {
      const reason = 'offload unloads every network after its stage; choose the resident strategy to keep them.';
      const zh = {
        reason: '“卸载”在每个阶段后卸载网络；若要保留它们，请选策略“常驻”。',
        accepted: '策略“常驻”，或 forceOffload: true',
      };
      return refuseRequest(forecast, choices, reason, 'the strategy resident, or forceOffload: true', { zh });
    }
    return planWithin(forecast, budget, choices, 'Each network is loaded for its stage only', OTHERWISE, {
      zh: { why: '每个网络只在其阶段载入', otherwise: '策略“块交换”或“自动”、分块 VAE，或更小的尺寸' },
    });
  },
});
