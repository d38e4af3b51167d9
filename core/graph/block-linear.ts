import type { BlockWeight } from '../plugin-api/checkpoint.ts';
import { type GraphBuilder, int, type Value } from './builder.ts';
import { weightValue } from './weights.ts';

/**
 * y = x · Wᵀ + b with W in blocks, by com.microsoft MatMulNBits.
 * @param x `[rows, in]`
 * @param size `[out, in]`
 * @param bias `[out]`, of x's element type
 * @param accuracyLevel 4: products in 8-bit integers where the provider has such kernels · 0: in x's own type
 */
export function blockLinear(
  graph: GraphBuilder,
  x: Value,
  weight: BlockWeight,
  [out, inner]: readonly [number, number],
  bias: Value | null,
  accuracyLevel: 0 | 4,
): Value {
  const inputs = [x, graph.external(weight.codes), weightValue(graph, weight.scales, x.dtype)];
  const attributes = {
    K: int(inner),
    N: int(out),
    bits: int(weight.bits),
    block_size: int(weight.block),
    accuracy_level: int(accuracyLevel),
  };
  return graph.op('MatMulNBits', bias ? [...inputs, null, null, bias] : inputs, attributes, {
    domain: 'com.microsoft',
  });
}
