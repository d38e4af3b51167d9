import { labFromRgb } from './lab.ts';

/** L, a, b. */
export type Lab = readonly [number, number, number];

const RADIANS = Math.PI / 180;

/** Angle of (b, a) in degrees, 0..360; 0 for a grey. */
function hue(a: number, b: number): number {
  if (a === 0 && b === 0) return 0;
  const angle = Math.atan2(b, a) / RADIANS;
  return angle < 0 ? angle + 360 : angle;
}

/** CIEDE2000 colour difference with weights of 1. Source: Sharma, Wu and Dalal 2005. */
export function deltaE2000([l1, a1, b1]: Lab, [l2, a2, b2]: Lab): number {
  const meanChroma = (Math.hypot(a1, b1) + Math.hypot(a2, b2)) / 2;
  const g = 0.5 * (1 - Math.sqrt(meanChroma ** 7 / (meanChroma ** 7 + 25 ** 7)));
  const [x1, x2] = [(1 + g) * a1, (1 + g) * a2];
  const [c1, c2] = [Math.hypot(x1, b1), Math.hypot(x2, b2)];
  const [h1, h2] = [hue(x1, b1), hue(x2, b2)];

  const grey = c1 * c2 === 0;
  const turn = h2 - h1;
  const dh = grey ? 0 : Math.abs(turn) <= 180 ? turn : turn - Math.sign(turn) * 360;
  const dL = l2 - l1;
  const dC = c2 - c1;
  const dH = 2 * Math.sqrt(c1 * c2) * Math.sin((dh / 2) * RADIANS);

  const l = (l1 + l2) / 2;
  const c = (c1 + c2) / 2;
  const sum = h1 + h2;
  const h = grey ? sum : Math.abs(turn) <= 180 ? sum / 2 : sum < 360 ? (sum + 360) / 2 : (sum - 360) / 2;
  const cos = (degrees: number) => Math.cos(degrees * RADIANS);
  const t = 1 - 0.17 * cos(h - 30) + 0.24 * cos(2 * h) + 0.32 * cos(3 * h + 6) - 0.2 * cos(4 * h - 63);
  const sL = 1 + (0.015 * (l - 50) ** 2) / Math.sqrt(20 + (l - 50) ** 2);
  const sC = 1 + 0.045 * c;
  const sH = 1 + 0.015 * c * t;
  const rotation =
    2 * Math.sqrt(c ** 7 / (c ** 7 + 25 ** 7)) * Math.sin(60 * RADIANS * Math.exp(-(((h - 275) / 25) ** 2)));
  return Math.sqrt((dL / sL) ** 2 + (dC / sC) ** 2 + (dH / sH) ** 2 - rotation * (dC / sC) * (dH / sH));
}

/**
 * Colour drift: the mean over all pixels of the CIEDE2000 difference between a frame and the reference image. About 1 is
 * the least that an eye tells apart side by side; movement counts too, so that a talking face is never at 0.
 * @param frame RGB `[3, pixels]` in [-1, 1]; values outside are clipped
 * @param reference of the same size
 */
export function meanDeltaE(frame: Float32Array, reference: Float32Array): number {
  if (frame.length !== reference.length) throw new RangeError('frame and reference differ in size');
  const [a, b] = [lab(frame), lab(reference)];
  const pixels = frame.length / 3;
  const at = (values: Float64Array, p: number): Lab => [values[p]!, values[pixels + p]!, values[2 * pixels + p]!];
  let sum = 0;
  for (let p = 0; p < pixels; p++) sum += deltaE2000(at(a, p), at(b, p));
  return sum / pixels;
}

function lab(frame: Float32Array): Float64Array {
  return labFromRgb(Float64Array.from(frame, (value) => Math.min(Math.max((value + 1) / 2, 0), 1)));
}
