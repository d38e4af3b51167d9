import {
  floatTensor,
  GenesisError,
  type GraphRunner,
  type GraphStep,
  type TextEncoder,
} from '../../core/plugin-api/index.ts';
import { positionBuckets } from './buckets.ts';
import { blockRanges, type Umt5Config } from './config.ts';

/** Runs one sequence at a time; a padded row costs as much as a token, so callers should pad no more than they need. */
export function bindUmt5(config: Umt5Config, runner: GraphRunner): TextEncoder {
  const ranges = blockRanges(config);
  const steps: GraphStep[] = [
    { graph: 'embed', feeds: { ids: 'ids' }, results: { hidden: 'hidden.0' } },
    ...ranges.map(({ name }, i) => ({
      graph: name,
      feeds: { hidden: `hidden.${i}`, mask: 'mask', buckets: 'buckets' },
      results: { result: `hidden.${i + 1}` },
    })),
    { graph: 'norm', feeds: { hidden: `hidden.${ranges.length}` }, results: { features: 'features' } },
  ];
  const check = (ids: readonly (readonly number[])[], mask: readonly (readonly number[])[]): number => {
    const tokens = ids[0]?.length ?? 0;
    if (tokens === 0 || [...ids, ...mask].some((row) => row.length !== tokens) || mask.length !== ids.length) {
      throw new RangeError('ids and mask must be [batch][tokens], of one shape and not empty');
    }
    const stranger = ids.flat().find((id) => !Number.isInteger(id) || id < 0 || id >= config.vocabulary);
    if (stranger !== undefined) {
      throw new GenesisError(
        'CHECKPOINT_UNSUPPORTED',
        `Token id ${stranger} is outside the text encoder's vocabulary: the tokenizer belongs to another model.`,
        {
          accepted: `ids from 0 to ${config.vocabulary - 1}`,
        },
      );
    }
    return tokens;
  };
  return {
    dim: config.dim,
    vocabulary: config.vocabulary,
    async encode(ids, mask) {
      const tokens = check(ids, mask);
      const buckets = positionBuckets(tokens, config.buckets, config.maxDistance);
      const features = new Float32Array(ids.length * tokens * config.dim);
      for (const [i, row] of ids.entries()) {
        const result = await runner.call({
          inputs: {
            ids: { dtype: 'int64', dims: [tokens], data: BigInt64Array.from(row, BigInt) },
            mask: { dtype: 'int64', dims: [tokens], data: BigInt64Array.from(mask[i]!, BigInt) },
            buckets: { dtype: 'int64', dims: [tokens, tokens], data: buckets },
          },
          steps,
          want: ['features'],
        });
        features.set(result.features!.data as Float32Array, i * tokens * config.dim);
      }
      return floatTensor(features, [ids.length, tokens, config.dim]);
    },
  };
}
