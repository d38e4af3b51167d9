/** Log-SNR steps that an update of UniPC goes by. All values are half log signal-to-noise ratios. */
export interface LambdaSteps {
  /** λ at the end of the step. */
  readonly target: number;
  /** λ at its start, where the newest prediction was made. */
  readonly start: number;
  /** λ of the older predictions in use, newest first. */
  readonly older: readonly number[];
}

export interface UniPcCoefficients {
  /** B(h) = h·φ1 = e^(−h) − 1 (the bh2 form, data prediction). */
  readonly bh: number;
  /** (λ_older − λ_start) / h, one per older prediction. */
  readonly ratios: readonly number[];
  /** Weights of the divided differences; the corrector's last one belongs to the new prediction. */
  readonly rhos: readonly number[];
}

/** Weights of the predictor (UniP): one rho per older prediction. */
export function predictorCoefficients(lambdas: LambdaSteps): UniPcCoefficients {
  const { h, ratios, bh } = steps(lambdas);
  // At order 2 the reference takes 1/2 in place of the solution; at order 1 there is nothing to solve.
  const rhos = ratios.length < 2 ? ratios.map(() => 0.5) : solveMoments(ratios, h);
  return { bh, ratios, rhos };
}

/** Weights of the corrector (UniC): one rho per older prediction and one for the new one. */
export function correctorCoefficients(lambdas: LambdaSteps): UniPcCoefficients {
  const { h, ratios, bh } = steps(lambdas);
  const rhos = ratios.length === 0 ? [0.5] : solveMoments([...ratios, 1], h);
  return { bh, ratios, rhos };
}

function steps(lambdas: LambdaSteps): { h: number; ratios: number[]; bh: number } {
  const h = lambdas.target - lambdas.start;
  return { h, ratios: lambdas.older.map((lambda) => (lambda - lambdas.start) / h), bh: Math.expm1(-h) };
}

/** Solves Σ_k rho_k · r_k^(i−1) = i!·φ_(i+1)(−h)/B(h) for i = 1..n. UniPC paper (arXiv 2302.04867), equation 5. */
function solveMoments(ratios: readonly number[], h: number): number[] {
  const bh = Math.expm1(-h);
  let phi = bh / -h - 1;
  let factorial = 1;
  const rows = ratios.map((_, i) => {
    const row = [...ratios.map((ratio) => ratio ** i), (phi * factorial) / bh];
    factorial *= i + 2;
    phi = phi / -h - 1 / factorial;
    return row;
  });
  return solveLinear(rows);
}

/** Gauss-Jordan elimination with partial pivoting of an `[n][n + 1]` augmented matrix. */
function solveLinear(rows: number[][]): number[] {
  const n = rows.length;
  for (let column = 0; column < n; column++) {
    let pivot = column;
    for (let r = column + 1; r < n; r++) {
      if (Math.abs(rows[r]![column]!) > Math.abs(rows[pivot]![column]!)) pivot = r;
    }
    [rows[column], rows[pivot]] = [rows[pivot]!, rows[column]!];
    const head = rows[column]!;
    for (let r = 0; r < n; r++) {
      const row = rows[r]!;
      if (r === column) continue;
      const factor = row[column]! / head[column]!;
      for (let c = column; c <= n; c++) row[c]! -= factor * head[c]!;
    }
  }
  return rows.map((row, i) => row[n]! / row[i]!);
}
