/**
 * Relative-position bucket of (query i, key j), row-major `[tokens, tokens]`; bidirectional T5.
 * Half the buckets are for keys after the query. In each half the first half are exact distances, the rest are
 * spaced logarithmically up to `maxDistance`. Halves of odd numbers are rounded down. The logarithm is evaluated in
 * float32, as the reference does.
 * Source: Wan-Video/Wan2.1 wan/modules/t5.py, T5RelativeEmbedding.
 */
export function positionBuckets(tokens: number, buckets: number, maxDistance: number): BigInt64Array {
  const half = Math.floor(buckets / 2);
  const exact = Math.floor(half / 2);
  const span = Math.fround(Math.log(maxDistance / exact));
  const bucketOf = (distance: number): number => {
    if (distance < exact) return distance;
    const ratio = Math.fround(Math.fround(Math.log(Math.fround(distance / exact))) / span);
    return Math.min(half - 1, exact + Math.trunc(Math.fround(ratio * (half - exact))));
  };
  const before = BigInt64Array.from({ length: tokens }, (_, distance) => BigInt(bucketOf(distance)));
  const table = new BigInt64Array(tokens * tokens);
  for (let query = 0; query < tokens; query++) {
    for (let key = 0; key < tokens; key++) {
      const bucket = before[Math.abs(key - query)]!;
      table[query * tokens + key] = key > query ? bucket + BigInt(half) : bucket;
    }
  }
  return table;
}
