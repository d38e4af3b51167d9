import type { FloatTensor } from '../plugin-api/tensor.ts';

/** A linear map from latents to RGB in [-1, 1]: per channel of the latents R, G and B, then the offset. */
export interface LatentRgb {
  readonly factors: readonly (readonly [number, number, number])[];
  readonly bias: readonly [number, number, number];
}

/** Of Wan 2.1's own VAE. Source: comfyanonymous/ComfyUI comfy/latent_formats.py, Wan21. */
export const WAN21_LATENT_RGB: LatentRgb = {
  factors: [
    [-0.1299, -0.1692, 0.2932],
    [0.0671, 0.0406, 0.0442],
    [0.3568, 0.2548, 0.1747],
    [0.0372, 0.2344, 0.142],
    [0.0313, 0.0189, -0.0328],
    [0.0296, -0.0956, -0.0665],
    [-0.3477, -0.4059, -0.2925],
    [0.0166, 0.1902, 0.1975],
    [-0.0412, 0.0267, -0.1364],
    [-0.1293, 0.074, 0.1636],
    [0.068, 0.3019, 0.1128],
    [0.0032, 0.0581, 0.0639],
    [-0.1251, 0.0927, 0.1699],
    [0.006, -0.0633, 0.0005],
    [0.3477, 0.2275, 0.295],
    [0.1984, 0.0913, 0.1861],
  ],
  bias: [-0.1835, -0.0868, -0.336],
};

/** Keeps the fit from following noise where channels hardly vary. */
const RIDGE = 1e-3;

/**
 * The map of another VAE, by least squares from a picture and its latents: each latent position stands for the mean of
 * its pixels.
 * @param latents `[z, T, h, w]`, of which the first frame is the picture's
 * @param picture `[3, 1, H, W]` in [-1, 1]
 */
export function fitLatentRgb(latents: FloatTensor, picture: FloatTensor): LatentRgb {
  const [z, frames, h, w] = latents.dims as [number, number, number, number];
  const size = z + 1;
  const moments = Array.from({ length: size }, () => new Float64Array(size));
  const targets = Array.from({ length: size }, () => new Float64Array(3));
  const row = new Float64Array(size).fill(1);
  for (let position = 0; position < h * w; position++) {
    for (let c = 0; c < z; c++) row[c] = latents.data[c * frames * h * w + position]!;
    const colour = cellMean(picture, h, w, position);
    for (let i = 0; i < size; i++) {
      for (let j = 0; j < size; j++) moments[i]![j]! += row[i]! * row[j]!;
      for (let c = 0; c < 3; c++) targets[i]![c]! += row[i]! * colour[c]!;
    }
  }
  for (let i = 0; i < z; i++) moments[i]![i]! += RIDGE * h * w;
  const solved = solve(moments, targets);
  const triple = (values: Float64Array) => [values[0]!, values[1]!, values[2]!] as const;
  return { factors: solved.slice(0, z).map(triple), bias: triple(solved[z]!) };
}

function cellMean(picture: FloatTensor, h: number, w: number, position: number): number[] {
  const [, , height, width] = picture.dims as [number, number, number, number];
  const [cellHeight, cellWidth] = [Math.floor(height / h), Math.floor(width / w)];
  const [top, left] = [Math.floor(position / w) * cellHeight, (position % w) * cellWidth];
  return [0, 1, 2].map((c) => {
    let sum = 0;
    for (let y = top; y < top + cellHeight; y++) {
      for (let x = left; x < left + cellWidth; x++) sum += picture.data[(c * height + y) * width + x]!;
    }
    return sum / (cellHeight * cellWidth);
  });
}

/** Gauss-Jordan elimination of a symmetric positive definite system with three right sides. */
function solve(matrix: Float64Array[], right: Float64Array[]): Float64Array[] {
  const n = matrix.length;
  for (let column = 0; column < n; column++) {
    const pivot = matrix[column]![column]!;
    for (let r = 0; r < n; r++) {
      if (r === column) continue;
      const factor = matrix[r]![column]! / pivot;
      for (let c = column; c < n; c++) matrix[r]![c]! -= factor * matrix[column]![c]!;
      for (let c = 0; c < 3; c++) right[r]![c]! -= factor * right[column]![c]!;
    }
  }
  return right.map((values, i) => values.map((value) => value / matrix[i]![i]!));
}

/**
 * One latent frame as a small picture.
 * @param latents `[z, T, h, w]`
 * @returns RGB `[h, w, 3]`
 */
export function latentPicture(latents: FloatTensor, frame: number, { factors, bias }: LatentRgb): Uint8Array {
  const [z, frames, h, w] = latents.dims as [number, number, number, number];
  const plane = h * w;
  const out = new Uint8Array(3 * plane);
  for (let i = 0; i < plane; i++) {
    for (let c = 0; c < 3; c++) {
      let value = bias[c]!;
      for (let k = 0; k < z; k++) value += factors[k]![c]! * latents.data[(k * frames + frame) * plane + i]!;
      out[3 * i + c] = Math.min(255, Math.max(0, Math.round((value + 1) * 127.5)));
    }
  }
  return out;
}
