/** sRGB to XYZ under D65, two-degree observer, row-major, as scikit-image has it (skimage/color/colorconv.py). */
// biome-ignore format: a matrix
const XYZ_FROM_RGB: Matrix = [
  0.412453, 0.35758, 0.180423,
  0.212671, 0.71516, 0.072169,
  0.019334, 0.119193, 0.950227,
];
const RGB_FROM_XYZ = invert(XYZ_FROM_RGB);
const [WHITE_X, WHITE_Z] = [0.95047, 1.08883];

type Matrix = readonly [number, number, number, number, number, number, number, number, number];

/**
 * sRGB to CIE Lab (L 0..100, a and b about ±100).
 * @param rgb `[3, pixels]` in [0, 1]
 * @returns `[3, pixels]`
 */
export function labFromRgb(rgb: Float64Array): Float64Array {
  const pixels = rgb.length / 3;
  const lab = new Float64Array(rgb.length);
  const m = XYZ_FROM_RGB;
  for (let i = 0; i < pixels; i++) {
    const r = linearise(rgb[i]!);
    const g = linearise(rgb[pixels + i]!);
    const b = linearise(rgb[2 * pixels + i]!);
    const x = compress((m[0] * r + m[1] * g + m[2] * b) / WHITE_X);
    const y = compress(m[3] * r + m[4] * g + m[5] * b);
    const z = compress((m[6] * r + m[7] * g + m[8] * b) / WHITE_Z);
    lab[i] = 116 * y - 16;
    lab[pixels + i] = 500 * (x - y);
    lab[2 * pixels + i] = 200 * (y - z);
  }
  return lab;
}

/**
 * CIE Lab to sRGB, clipped to [0, 1].
 * @param lab `[3, pixels]`
 * @returns `[3, pixels]`
 */
export function rgbFromLab(lab: Float64Array): Float64Array {
  const pixels = lab.length / 3;
  const rgb = new Float64Array(lab.length);
  const m = RGB_FROM_XYZ;
  for (let i = 0; i < pixels; i++) {
    const fy = (lab[i]! + 16) / 116;
    const x = expand(fy + lab[pixels + i]! / 500) * WHITE_X;
    const y = expand(fy);
    const z = expand(Math.max(fy - lab[2 * pixels + i]! / 200, 0)) * WHITE_Z;
    rgb[i] = delinearise(m[0] * x + m[1] * y + m[2] * z);
    rgb[pixels + i] = delinearise(m[3] * x + m[4] * y + m[5] * z);
    rgb[2 * pixels + i] = delinearise(m[6] * x + m[7] * y + m[8] * z);
  }
  return rgb;
}

function linearise(value: number): number {
  return value > 0.04045 ? power((value + 0.055) / 1.055, 2.4) : value / 12.92;
}

function delinearise(value: number): number {
  const encoded = value > 0.0031308 ? 1.055 * power(value, 1 / 2.4) - 0.055 : value * 12.92;
  return Math.min(Math.max(encoded, 0), 1);
}

/** base^exponent for a base above 0; takes half the time of `**`, which rules a frame's cost. */
function power(base: number, exponent: number): number {
  return Math.exp(exponent * Math.log(base));
}

function compress(value: number): number {
  return value > 0.008856 ? Math.cbrt(value) : 7.787 * value + 16 / 116;
}

function expand(value: number): number {
  return value > 0.2068966 ? value * value * value : (value - 16 / 116) / 7.787;
}

/** Inverse of a 3×3 matrix by cofactors. */
function invert([a, b, c, d, e, f, g, h, i]: Matrix): Matrix {
  const determinant = a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g);
  // biome-ignore format: a matrix
  const adjugate: Matrix = [
    e * i - f * h, c * h - b * i, b * f - c * e,
    f * g - d * i, a * i - c * g, c * d - a * f,
    d * h - e * g, b * g - a * h, a * e - b * d,
  ];
  return adjugate.map((value) => value / determinant) as unknown as Matrix;
}
