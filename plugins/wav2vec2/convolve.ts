import { type GraphBuilder, int, type Lowering, type Value } from '../../core/plugin-api/index.ts';

/** Channels of one group. */
interface GroupSize {
  readonly groups: number;
  readonly inner: number;
  readonly outer: number;
}

/**
 * Convolution over time. Where the provider asks for a multiple, the channels of a group are filled up with zeros, and
 * those that come of zeros are left out of the result.
 * @param x `[1, groups · inner, time]`
 * @param weight `[groups · outer, inner, kernel]`
 * @param bias `[groups · outer]`; null: none
 */
export function convolve(
  graph: GraphBuilder,
  { channelMultiple = 1 }: Pick<Lowering, 'channelMultiple'>,
  { x, weight, bias }: { readonly x: Value; readonly weight: Value; readonly bias: Value | null },
  { groups, inner, outer }: GroupSize,
  attributes: Parameters<GraphBuilder['op']>[2],
): Value {
  const missingOf = (channels: number): number =>
    channels === 1 ? 0 : (channelMultiple - (channels % channelMultiple)) % channelMultiple;
  /** `[groups · channels, ...]` or `[1, groups · channels, ...]` with `missing` more channels in each group. */
  const filled = (value: Value, channels: number, missing: number, rest: readonly number[]): Value => {
    if (missing === 0) return value;
    const apart = graph.reshape(value, [groups, channels, -1]);
    const more = graph.op('Pad', [apart, graph.int64([0, 0, 0, 0, missing, 0])]);
    return graph.reshape(more, rest);
  };
  const innerMissing = missingOf(inner);
  const outerMissing = groups === 1 ? 0 : missingOf(outer);
  const wide = groups * (outer + outerMissing);
  const input = filled(x, inner, innerMissing, [1, groups * (inner + innerMissing), -1]);
  const rows = filled(weight, outer, outerMissing, [wide, inner, -1]);
  const kernel = innerMissing === 0 ? rows : graph.op('Pad', [rows, graph.int64([0, 0, 0, 0, innerMissing, 0])]);
  const offset = bias && filled(bias, outer, outerMissing, [wide]);
  const y = graph.op('Conv', offset ? [input, kernel, offset] : [input, kernel], { ...attributes, group: int(groups) });
  if (outerMissing === 0) return y;
  const apart = graph.reshape(y, [groups, outer + outerMissing, -1]);
  return graph.reshape(graph.slice(apart, 1, 0, outer), [1, groups * outer, -1]);
}
