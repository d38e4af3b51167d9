interface Size {
  readonly width: number;
  readonly height: number;
}

/** Sizes of the ladder, landscape, the largest first. */
const SIZES: readonly Size[] = [
  { width: 832, height: 480 },
  { width: 640, height: 352 },
  { width: 512, height: 288 },
];
const STEP = 16;
/** Width by height of the ladder's own sizes lies in this range. */
const WIDE = { from: 1.6, to: 1.9 };

const area = ({ width, height }: Size): number => width * height;

/**
 * The next smaller size of the ladder, in the picture's own shape; null below the smallest. Sizes of the ladder's
 * shape, upright or lying, become the next one of the list; others keep their proportions at its area.
 */
export function smallerSize(size: Size): Size | null {
  const target = SIZES.find((each) => area(each) < area(size));
  if (!target) return null;
  const { width, height } = size;
  const ratio = Math.max(width, height) / Math.min(width, height);
  if (ratio >= WIDE.from && ratio <= WIDE.to) {
    return width >= height ? target : { width: target.height, height: target.width };
  }
  const scale = Math.sqrt(area(target) / area(size));
  const side = (pixels: number) => Math.max(2 * STEP, Math.floor((pixels * scale) / STEP) * STEP);
  return { width: side(width), height: side(height) };
}
