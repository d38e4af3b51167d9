/**
 * ∫ from rho_start to rho_target of the Lagrange basis in log rho, one value per noise prediction, newest first.
 * @param rhos target, start, then those of the older predictions in use; their number sets the order (1 to 3)
 */
export function noiseWeights(rhos: readonly number[]): number[] {
  const [target, start, ...older] = rhos as [number, number, ...number[]];
  const [middle, oldest] = older;
  if (middle === undefined) return [target - start];
  const between = (integral: (rho: number) => number) => integral(target) - integral(start);
  if (oldest === undefined) {
    return [between((rho) => linear(rho, start, middle)), between((rho) => linear(rho, middle, start))];
  }
  return [
    between((rho) => quadratic(rho, start, middle, oldest)),
    between((rho) => quadratic(rho, middle, oldest, start)),
    between((rho) => quadratic(rho, oldest, start, middle)),
  ];
}

/** ∫ (ln t − ln c)/(ln b − ln c) dt. */
function linear(t: number, b: number, c: number): number {
  return (t * (Math.log(t) - Math.log(c) - 1)) / (Math.log(b) - Math.log(c));
}

/** ∫ (ln t − ln c)(ln t − ln d)/((ln b − ln c)(ln b − ln d)) dt. */
function quadratic(t: number, b: number, c: number, d: number): number {
  const [lt, lb, lc, ld] = [Math.log(t), Math.log(b), Math.log(c), Math.log(d)];
  return (t * (lc * (ld - lt + 1) - ld * lt + ld + lt ** 2 - 2 * lt + 2)) / ((lb - lc) * (lb - ld));
}
