import {
  DEFAULT_VAE_TILING,
  type MemoryChoices,
  type MemoryStrategy,
  planWithin,
  refuseRequest,
  uniformResidency,
  WHOLE,
} from '../../core/plugin-api/index.ts';

export interface BlockSwapOptions {
  readonly blocksToSwap: number;
  readonly prefetchBlocks: number;
  /** 0: all queries at once. */
  readonly attentionChunk: number;
  readonly textEncoderOnCpu: boolean;
}

const OTHERWISE = 'more blocksToSwap, a smaller attentionChunk, a tiled VAE, or a smaller size';

export const blockSwap = (options: BlockSwapOptions): MemoryStrategy => ({
  plan(forecast, budget, { tiledVae, forceOffload, batchedCfg }) {
    const blocks = forecast.networks.find(({ role }) => role === 'dit')?.weights.blocks ?? 0;
    const blocksToSwap = Math.min(options.blocksToSwap, blocks);
    const choices: MemoryChoices = {
      ...WHOLE,
      residency: uniformResidency(forceOffload === false ? 'keep' : 'offload'),
      vaeTiling: tiledVae ? DEFAULT_VAE_TILING : null,
      blockSwap: blocksToSwap === 0 ? null : { blocksToSwap, prefetchBlocks: options.prefetchBlocks },
      batchedCfg: batchedCfg ?? false,
      attentionChunk: options.attentionChunk === 0 ? null : options.attentionChunk,
      textEncoderOnCpu: options.textEncoderOnCpu,
    };
    if (blocks === 0) {
      const reason = 'the DiT of this model set has no blocks that can be swapped.';
      const zh = { reason: '该模型集的 DiT 没有可交换的块。', accepted: '策略“卸载”' };
      return refuseRequest(forecast, choices, reason, 'the strategy offload', { zh });
    }
    const why = `${blocks - blocksToSwap} of ${blocks} blocks are kept, the others are brought in when their turn comes`;
    return planWithin(forecast, budget, choices, why, OTHERWISE, {
      zh: {
        why: `${blocks} 块中保留 ${blocks - blocksToSwap} 块，其余在用到时载入`,
        otherwise: '更大的 blocksToSwap、更小的 attentionChunk、分块 VAE，或更小的尺寸',
      },
    });
  },
});
