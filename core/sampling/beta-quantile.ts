/** Lanczos coefficients for g = 7, n = 9; relative error below 1e-14 for arguments above 0. */
const LANCZOS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];

function logGamma(z: number): number {
  if (z < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * z)) - logGamma(1 - z);
  const x = z - 1;
  const t = x + 7.5;
  const series = LANCZOS.reduce((sum, coefficient, i) => (i === 0 ? coefficient : sum + coefficient / (x + i)), 0);
  return 0.5 * Math.log(2 * Math.PI) + (x + 0.5) * Math.log(t) - t + Math.log(series);
}

/** Continued fraction of the incomplete beta function (DLMF 8.17.22) by Lentz's method; for x < (a + 1)/(a + b + 2). */
function continuedFraction(x: number, a: number, b: number): number {
  const term = (m: number) => {
    const k = Math.floor(m / 2);
    if (m % 2 === 0) return (k * (b - k) * x) / ((a + m - 1) * (a + m));
    return (-(a + k) * (a + b + k) * x) / ((a + m - 1) * (a + m));
  };
  let c = 1;
  let d = 1 / (1 + term(1));
  let value = d;
  for (let m = 2; m < 500; m++) {
    d = 1 / (1 + term(m) * d);
    c = 1 + term(m) / c;
    value *= c * d;
    if (Math.abs(c * d - 1) < 1e-16) break;
  }
  return value;
}

/** The regularised incomplete beta function I_x(a, b), which is the distribution function of Beta(a, b). */
export function betaDistribution(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  if (x > (a + 1) / (a + b + 2)) return 1 - betaDistribution(1 - x, b, a);
  const front = a * Math.log(x) + b * Math.log1p(-x) - logGamma(a) - logGamma(b) + logGamma(a + b);
  return (Math.exp(front) * continuedFraction(x, a, b)) / a;
}

/**
 * The quantile x of Beta(a, b) at which the distribution function is `probability` (scipy.stats.beta.ppf), to 1e-14.
 * @param probability 0 .. 1
 */
export function betaQuantile(probability: number, a: number, b: number): number {
  if (probability <= 0) return 0;
  if (probability >= 1) return 1;
  let low = 0;
  let high = 1;
  // The distribution function rises strictly, so halving needs no starting point and cannot run away.
  for (let i = 0; i < 120 && high - low > Number.EPSILON * low; i++) {
    const middle = (low + high) / 2;
    if (betaDistribution(middle, a, b) < probability) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
