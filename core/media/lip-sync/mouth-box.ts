/** Pixels that hold the mouth; `bottom` and `right` lie outside. */
export interface MouthBox {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/** Where the middle of the lips lies in the recipe's drawings, in pixels of 128: three deviations around the mean. */
const LIPS = { top: 73, bottom: 88, left: 50, right: 79, centreX: 64, centreY: 80 };
/** Reach of the recipe's `mouth_box` above and below the lips and to either side of them, in pixels of 128. */
const REACH = { up: 9, down: 17, side: 15 };
/** Red minus green, 0..1, by which lips at least exceed the skin around them. */
const LIP_REDNESS = 0.06;

/**
 * Finds the mouth of a drawn portrait (the demo model's kind) in a picture with closed lips: the centre of what is
 * redder than the skin where these drawings have their mouths, or that place's middle when nothing is.
 * Sizes follow `mouth_box` of the demo model's recipe, evaluate.py.
 * @param frame RGB `[height, width, 3]`
 */
export function findMouthBox(frame: Uint8Array, width: number, height: number): MouthBox {
  const toX = width / 128;
  const toY = height / 128;
  const redness: { x: number; y: number; red: number }[] = [];
  for (let y = Math.round(LIPS.top * toY); y < LIPS.bottom * toY; y++) {
    for (let x = Math.round(LIPS.left * toX); x < LIPS.right * toX; x++) {
      const at = 3 * (y * width + x);
      redness.push({ x, y, red: (frame[at]! - frame[at + 1]!) / 255 });
    }
  }
  const skin = redness.map(({ red }) => red).sort((a, b) => a - b)[redness.length >> 1]!;
  let [weight, sumX, sumY] = [0, 0, 0];
  for (const { x, y, red } of redness) {
    const excess = Math.max(0, red - skin - LIP_REDNESS);
    weight += excess;
    sumX += excess * (x + 0.5);
    sumY += excess * (y + 0.5);
  }
  const x = weight > 0 ? sumX / weight : LIPS.centreX * toX;
  const y = weight > 0 ? sumY / weight : LIPS.centreY * toY;
  return {
    top: Math.max(0, Math.round(y - REACH.up * toY)),
    bottom: Math.min(height, Math.round(y + REACH.down * toY)),
    left: Math.max(0, Math.round(x - REACH.side * toX)),
    right: Math.min(width, Math.round(x + REACH.side * toX)),
  };
}
