import type {
  MemoryChoices,
  MemoryForecast,
  MemoryRequest,
  NetworkRole,
  VaeTiling,
} from '../../core/plugin-api/index.ts';

/** Something that saves memory and costs time. */
export interface Measure {
  /** What it does, as part of a sentence. */
  readonly does: string;
  /** The same in Chinese. */
  readonly zh: string;
  apply(choices: MemoryChoices): MemoryChoices;
}

export interface MeasureOptions {
  readonly tiling: VaeTiling;
  readonly prefetchBlocks: number;
}

/** Slices of queries that are tried, the largest first: more slices mean more and smaller kernels. */
const ATTENTION_CHUNKS = [8192, 4096, 2048, 1024];

const ENCODERS: readonly NetworkRole[] = ['text-encoder', 'image-encoder', 'audio-encoder'];

const offloaded = (does: string, zh: string, roles: readonly NetworkRole[]): Measure => ({
  does,
  zh,
  apply: (choices) => ({
    ...choices,
    residency: { ...choices.residency, ...Object.fromEntries(roles.map((role) => [role, 'offload'])) },
  }),
});

/**
 * The measures in the order in which they are taken: the one that loses least time first. What the request decides is
 * no measure. Estimated loss: encoders unloaded, their loading once
 * per generation · VAE in tiles, the overlap's share of the VAE's time · VAE and DiT unloaded, their loading once per
 * window · text encoder on the processor, seconds to minutes per prompt · attention in slices, a few percent of a step.
 * Swapping blocks comes after all of these, since it moves weights at every pass.
 */
export function measuresBeforeSwap(
  forecast: MemoryForecast,
  { tiledVae, forceOffload }: MemoryRequest,
  { tiling }: MeasureOptions,
): Measure[] {
  const measures: Measure[] = [];
  if (forceOffload === undefined)
    measures.push(offloaded('encoders unloaded after their stage', '编码器用后卸载', ENCODERS));
  if (tiledVae === undefined)
    measures.push({ does: 'VAE in tiles', zh: 'VAE 分块', apply: (choices) => ({ ...choices, vaeTiling: tiling }) });
  if (forceOffload === undefined) {
    measures.push(offloaded('VAE unloaded after its stage', 'VAE 用后卸载', ['vae']));
    measures.push(offloaded('DiT unloaded after its stage', 'DiT 用后卸载', ['dit']));
  }
  if (forecast.textEncoderOnCpu)
    measures.push({
      does: 'text encoder on the processor',
      zh: '文本编码器在处理器上运行',
      apply: (choices) => ({ ...choices, textEncoderOnCpu: true }),
    });
  for (const attentionChunk of ATTENTION_CHUNKS)
    measures.push({
      does: `attention in slices of ${attentionChunk} queries`,
      zh: `注意力按 ${attentionChunk} 个查询切片`,
      apply: (choices) => ({ ...choices, attentionChunk }),
    });
  return measures;
}

/** Swapping 1, 2, ... up to all blocks of the DiT. */
export function swaps(forecast: MemoryForecast, { prefetchBlocks }: MeasureOptions): Measure[] {
  const blocks = forecast.networks.find(({ role }) => role === 'dit')?.weights.blocks ?? 0;
  return Array.from({ length: blocks }, (_, i) => ({
    does: `${i + 1} of ${blocks} blocks swapped`,
    zh: `${blocks} 块中交换 ${i + 1} 块`,
    apply: (choices) => ({ ...choices, blockSwap: { blocksToSwap: i + 1, prefetchBlocks } }),
  }));
}
