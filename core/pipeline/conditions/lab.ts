/** sRGB to XYZ under D65, two-degree observer, as scikit-image has it (skimage/color/colorconv.py). */
const XYZ_FROM_RGB = [
  [0.412453, 0.35758, 0.180423],
  [0.212671, 0.71516, 0.072169],
  [0.019334, 0.119193, 0.950227],
] as const;
const RGB_FROM_XYZ = invert(XYZ_FROM_RGB);
const WHITE = [0.95047, 1, 1.08883] as const;

type Triple = readonly [number, number, number];
type Matrix = readonly [Triple, Triple, Triple];

/** sRGB in [0, 1] to CIE Lab: L 0..100, a and b about ±100. */
export function labFromRgb(rgb: Triple): [number, number, number] {
  const [x, y, z] = multiply(XYZ_FROM_RGB, rgb.map(linearise) as unknown as Triple).map((value, i) => {
    const ratio = value / WHITE[i]!;
    return ratio > 0.008856 ? Math.cbrt(ratio) : 7.787 * ratio + 16 / 116;
  }) as [number, number, number];
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

/** CIE Lab to sRGB, clipped to [0, 1]. */
export function rgbFromLab([lightness, a, b]: Triple): [number, number, number] {
  const y = (lightness + 16) / 116;
  const xyz = [y + a / 500, y, Math.max(y - b / 200, 0)].map(
    (value, i) => (value > 0.2068966 ? value ** 3 : (value - 16 / 116) / 7.787) * WHITE[i]!,
  ) as unknown as Triple;
  return multiply(RGB_FROM_XYZ, xyz).map(delinearise) as [number, number, number];
}

function linearise(value: number): number {
  return value > 0.04045 ? ((value + 0.055) / 1.055) ** 2.4 : value / 12.92;
}

function delinearise(value: number): number {
  const encoded = value > 0.0031308 ? 1.055 * value ** (1 / 2.4) - 0.055 : value * 12.92;
  return Math.min(Math.max(encoded, 0), 1);
}

function multiply(matrix: Matrix, [x, y, z]: Triple): [number, number, number] {
  return matrix.map((row) => row[0] * x + row[1] * y + row[2] * z) as [number, number, number];
}

/** Inverse by cofactors. */
function invert(m: Matrix): Matrix {
  const cofactor = (row: number, column: number) => {
    const [r1, r2] = [(row + 1) % 3, (row + 2) % 3];
    const [c1, c2] = [(column + 1) % 3, (column + 2) % 3];
    return m[r1]![c1]! * m[r2]![c2]! - m[r1]![c2]! * m[r2]![c1]!;
  };
  const determinant = [0, 1, 2].reduce((sum, column) => sum + m[0][column]! * cofactor(0, column), 0);
  return [0, 1, 2].map((row) => [0, 1, 2].map((column) => cofactor(column, row) / determinant)) as unknown as Matrix;
}
