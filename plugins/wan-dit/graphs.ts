import { type BuildContext, type Graph, type GraphSet, WHOLE_NETWORK } from '../../core/plugin-api/index.ts';
import { buildAudioKeys, buildAudioTokens } from './audio.ts';
import { buildBlocks } from './block.ts';
import { blockRanges, type DitConfig } from './config.ts';
import { buildCrossKeys, buildImageTokens, buildTextTokens } from './context.ts';
import { buildEmbed, buildFirst } from './embed.ts';
import { buildHead } from './head.ts';
import { buildStack, LARGEST_BATCH } from './stack.ts';
import { buildTime } from './time.ts';

/**
 * Once per window: `text`, `image`, `audio` (tokens) and `text.<range>`, `image.<range>`, `audio.<range>` (keys and
 * values per block). Once per step: `time`, `embed`, `first`. Per prediction, or for several of them: `blocks.<range>`, `head`.
 */
export function buildDit(config: DitConfig, context: BuildContext, blocksPerGraph: number): GraphSet {
  const { audio } = config;
  const ranges = blockRanges(config.layers, blocksPerGraph, context.cut ?? WHOLE_NETWORK);
  const graphs: Record<string, Graph> = {
    text: buildTextTokens(config, context),
    image: buildImageTokens(config, context),
    time: buildTime(config, context),
    embed: buildEmbed(config, context),
    first: buildFirst(config, context, ranges[0]!.swapped),
  };
  if (audio) graphs.audio = buildAudioTokens(config, audio, context);
  for (const range of ranges) {
    graphs[`text.${range.name}`] = buildCrossKeys(config, context, 'text', range);
    graphs[`image.${range.name}`] = buildCrossKeys(config, context, 'image', range);
    if (audio) graphs[`audio.${range.name}`] = buildAudioKeys(config, audio, context, range);
    graphs[`blocks.${range.name}`] = buildBlocks(config, context, range);
  }
  graphs.head = buildHead(config, context);
  if (context.cut?.batched) {
    for (let count = 2; count <= LARGEST_BATCH; count++) graphs[`stack.${count}`] = buildStack(config, context, count);
  }
  return graphs;
}
