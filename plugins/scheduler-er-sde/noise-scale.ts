/** φ(λ) = λ·(exp(λ^0.3) + 10): the noise scale that the paper recommends for few steps (arXiv 2309.06169, A.8). */
export function noiseScale(lambda: number): number {
  return lambda * (Math.exp(lambda ** 0.3) + 10);
}

/** Points of the Riemann sum, as ComfyUI has it. */
const POINTS = 200;

/**
 * ∫ (λ − start)^power / φ(λ) dλ from `target` up to `start`, as a left Riemann sum.
 * @param target above 0
 */
export function scaledIntegral(target: number, start: number, power: 0 | 1): number {
  const step = (start - target) / POINTS;
  let sum = 0;
  for (let i = 0; i < POINTS; i++) {
    const lambda = target + i * step;
    sum += (power === 0 ? 1 : lambda - start) / noiseScale(lambda);
  }
  return sum * step;
}
