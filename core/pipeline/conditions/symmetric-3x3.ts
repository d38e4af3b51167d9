/** Row-major 3×3 matrix. */
export type Matrix3 = readonly (readonly [number, number, number])[];

type Row = [number, number, number];

const AXES = [0, 1, 2] as const;

export function multiply3(a: Matrix3, b: Matrix3): Matrix3 {
  return AXES.map((i) => AXES.map((j) => AXES.reduce<number>((sum, k) => sum + a[i]![k] * b[k]![j], 0)) as Row);
}

/**
 * f of a symmetric matrix: V·diag(f(λ))·Vᵀ over its eigenvalues, which Jacobi rotations find.
 * @param f for example the square root
 */
export function mapEigenvalues(matrix: Matrix3, f: (eigenvalue: number) => number): Matrix3 {
  const a = matrix.map((row) => [...row] as Row);
  const v: Row[] = [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ];
  const scale = Math.max(...a.flat().map(Math.abs));
  for (let sweep = 0; sweep < 30; sweep++) {
    if (Math.abs(a[0]![1]) + Math.abs(a[0]![2]) + Math.abs(a[1]![2]) <= 1e-17 * scale) break;
    rotate(a, v, 0, 1);
    rotate(a, v, 0, 2);
    rotate(a, v, 1, 2);
  }
  const values = AXES.map((k) => f(a[k]![k]));
  return AXES.map(
    (i) => AXES.map((j) => AXES.reduce<number>((sum, k) => sum + v[i]![k] * values[k]! * v[j]![k], 0)) as Row,
  );
}

/** One Jacobi rotation in the plane (p, q): a := JᵀaJ with a[p][q] = 0, v := vJ. */
function rotate(a: Row[], v: Row[], p: 0 | 1, q: 1 | 2): void {
  if (a[p]![q] === 0) return;
  const theta = (a[q]![q] - a[p]![p]) / (2 * a[p]![q]);
  const t = Math.sign(theta || 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const c = 1 / Math.sqrt(t * t + 1);
  const s = t * c;
  for (const k of AXES) {
    const [left, right] = [a[k]![p], a[k]![q]];
    a[k]![p] = c * left - s * right;
    a[k]![q] = s * left + c * right;
    const [from, to] = [v[k]![p], v[k]![q]];
    v[k]![p] = c * from - s * to;
    v[k]![q] = s * from + c * to;
  }
  for (const k of AXES) {
    const [upper, lower] = [a[p]![k], a[q]![k]];
    a[p]![k] = c * upper - s * lower;
    a[q]![k] = s * upper + c * lower;
  }
}
