/** One summand: coefficient times tensor. */
export type Term = readonly [coefficient: number, values: Float32Array];

/**
 * Σ coefficient·values, element by element, summed in float64 and rounded once. A term with coefficient 0 is left
 * out, so that its values need not be finite.
 * @throws RangeError when lengths differ, when a coefficient is not finite or when there is no term
 */
export function linearCombination(terms: readonly Term[]): Float32Array {
  const length = terms[0]?.[1].length;
  if (length === undefined) throw new RangeError('a linear combination needs at least one term');
  const sum = new Float64Array(length);
  for (const [coefficient, values] of terms) {
    if (values.length !== length) throw new RangeError(`lengths ${values.length} and ${length} differ`);
    if (!Number.isFinite(coefficient)) throw new RangeError(`coefficient ${coefficient} is not finite`);
    if (coefficient === 0) continue;
    for (let i = 0; i < length; i++) sum[i]! += coefficient * values[i]!;
  }
  return Float32Array.from(sum);
}
