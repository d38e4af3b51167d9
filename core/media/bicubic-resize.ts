import type { PlanarImage } from './rgb-image.ts';

const A = -0.75;

interface CubicTaps {
  readonly indices: readonly [number, number, number, number];
  readonly weights: readonly [number, number, number, number];
}

/** Keys' cubic convolution with a = -0.75, half-pixel centres and clamped borders. */
function cubicTaps(from: number, to: number): CubicTaps[] {
  const near = (x: number) => ((A + 2) * x - (A + 3)) * x * x + 1;
  const far = (x: number) => ((A * x - 5 * A) * x + 8 * A) * x - 4 * A;
  const clamp = (index: number) => Math.min(Math.max(index, 0), from - 1);
  return Array.from({ length: to }, (_, index) => {
    const position = ((index + 0.5) * from) / to - 0.5;
    const floor = Math.floor(position);
    const t = position - floor;
    return {
      indices: [clamp(floor - 1), clamp(floor), clamp(floor + 1), clamp(floor + 2)],
      weights: [far(t + 1), near(t), near(1 - t), far(2 - t)],
    };
  });
}

/**
 * PyTorch's `interpolate(mode='bicubic', align_corners=False)` without antialias: aspect ratio not kept, overshoot
 * not clamped.
 */
export function resizeBicubic(image: PlanarImage, width: number, height: number): PlanarImage {
  const { channels, data } = image;
  const columns = cubicTaps(image.width, width);
  const rows = cubicTaps(image.height, height);
  const out = new Float32Array(channels * height * width);
  const line = new Float64Array(image.height * width);
  for (let channel = 0; channel < channels; channel++) {
    const plane = channel * image.height * image.width;
    for (let y = 0; y < image.height; y++) {
      const row = plane + y * image.width;
      for (let x = 0; x < width; x++) {
        const { indices, weights } = columns[x]!;
        let sum = 0;
        for (let k = 0; k < 4; k++) sum += data[row + indices[k]!]! * weights[k]!;
        line[y * width + x] = sum;
      }
    }
    for (let y = 0; y < height; y++) {
      const { indices, weights } = rows[y]!;
      for (let x = 0; x < width; x++) {
        let sum = 0;
        for (let k = 0; k < 4; k++) sum += line[indices[k]! * width + x]! * weights[k]!;
        out[(channel * height + y) * width + x] = sum;
      }
    }
  }
  return { channels, width, height, data: out };
}
