import type { SuppliedWeight } from '../plugin-api/graph.ts';
import { elementCount } from '../plugin-api/tensor.ts';

/** Shape of a weight as the graph has it. */
export function suppliedShape({ tensor, transposed }: SuppliedWeight): readonly number[] {
  if (!transposed) return tensor.shape;
  const [out, ...rest] = tensor.shape as [number, ...number[]];
  return [elementCount(rest), out];
}
