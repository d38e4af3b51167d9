/** A 0/1 picture, row-major `[height, width]`. */
export interface PlaneMask {
  readonly height: number;
  readonly width: number;
  readonly data: Uint8Array;
}

/** A mask that is 1 in rows `top..bottom` and columns `left..right` (ends excluded, clipped to the picture). */
export function boxMask(
  height: number,
  width: number,
  top: number,
  left: number,
  bottom: number,
  right: number,
): PlaneMask {
  const data = new Uint8Array(height * width);
  for (let row = Math.max(top, 0); row < Math.min(bottom, height); row++) {
    const start = row * width;
    data.fill(1, start + Math.max(left, 0), start + Math.max(Math.min(right, width), Math.max(left, 0)));
  }
  return { height, width, data };
}

/** Nearest resize with the source index floor(i·in/out), scale and product in float32 as PyTorch has them. */
export function resizeNearest(mask: PlaneMask, height: number, width: number): PlaneMask {
  const sourceIndices = (size: number, target: number) => {
    const scale = Math.fround(size / target);
    return Array.from({ length: target }, (_, i) => Math.min(Math.floor(Math.fround(i * scale)), size - 1));
  };
  const rows = sourceIndices(mask.height, height);
  const columns = sourceIndices(mask.width, width);
  const data = new Uint8Array(height * width);
  rows.forEach((row, y) => {
    columns.forEach((column, x) => {
      data[y * width + x] = mask.data[row * mask.width + column]!;
    });
  });
  return { height, width, data };
}

/** Centre crop; odd remainders are halved to even, as torchvision's center_crop does. */
export function centerCrop(mask: PlaneMask, height: number, width: number): PlaneMask {
  const top = roundHalfToEven((mask.height - height) / 2);
  const left = roundHalfToEven((mask.width - width) / 2);
  const data = new Uint8Array(height * width);
  for (let row = 0; row < height; row++) {
    const start = (top + row) * mask.width + left;
    data.set(mask.data.subarray(start, start + width), row * width);
  }
  return { height, width, data };
}

function roundHalfToEven(value: number): number {
  const floor = Math.floor(value);
  const remainder = value - floor;
  if (remainder !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}
