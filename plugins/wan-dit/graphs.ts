import { type BuildContext, type Graph, type GraphSet, WHOLE_NETWORK } from '../../core/plugin-api/index.ts';
import { buildAudioKeys, buildAudioTokens } from './audio.ts';
import { buildBlocks } from './block.ts';
import { type BlockRange, blockRanges, type DitConfig } from './config.ts';
import { buildCrossKeys, buildImageTokens, buildTextTokens } from './context.ts';
import { buildEmbed, buildFirst } from './embed.ts';
import { buildHead } from './head.ts';
import { buildStack, LARGEST_BATCH } from './stack.ts';
import { buildTime } from './time.ts';

/**
 * Once per window: `image`, `text`, `audio` (tokens) and `image.<range>`, `text.<range>`, `audio.<range>` (keys and
 * values per block). Once per step: `time`, `embed`, `first`. Per prediction, or for several of them: `blocks.<range>`, `head`.
 * They are in the order of a run, in which their weights are read ahead.
 */
export function buildDit(config: DitConfig, context: BuildContext, blocksPerGraph: number): GraphSet {
  const { audio } = config;
  const ranges = blockRanges(config, blocksPerGraph, context.cut ?? WHOLE_NETWORK);
  const ofRanges = (prefix: string, build: (range: BlockRange) => Graph): Record<string, Graph> =>
    Object.fromEntries(ranges.map((range) => [`${prefix}.${range.name}`, build(range)]));
  const graphs: Record<string, Graph> = {
    image: buildImageTokens(config, context),
    ...ofRanges('image', (range) => buildCrossKeys(config, context, 'image', range)),
    text: buildTextTokens(config, context),
    ...ofRanges('text', (range) => buildCrossKeys(config, context, 'text', range)),
    ...(audio && {
      audio: buildAudioTokens(config, audio, context),
      ...ofRanges('audio', (range) => buildAudioKeys(config, audio, context, range)),
    }),
    time: buildTime(config, context),
    embed: buildEmbed(config, context),
    first: buildFirst(config, context, ranges[0]!.swapped),
    ...ofRanges('blocks', (range) => buildBlocks(config, context, range)),
    head: buildHead(config, context),
  };
  if (context.cut?.batched) {
    for (let count = 2; count <= LARGEST_BATCH; count++) graphs[`stack.${count}`] = buildStack(config, context, count);
  }
  return graphs;
}
