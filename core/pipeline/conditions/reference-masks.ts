import { type FloatTensor, floatTensor } from '../../plugin-api/tensor.ts';
import type { FrameSize } from './bucket.ts';
import { boxMask, centerCrop, type PlaneMask, resizeNearest } from './plane-mask.ts';

/** Where a person is, in source pixels: [rowMin, columnMin, rowMax, columnMax], truncated to whole pixels. */
export type PersonBox = readonly [rowMin: number, columnMin: number, rowMax: number, columnMax: number];

/** Margin at each side of a half picture when two people come without boxes. */
const FACE_MARGIN = 0.05;

/** Pixels per latent, each way. */
const VAE_STRIDE = 8;

/**
 * Masks of person 1, person 2 and the background at the source's size. One person: three masks of ones. Two people
 * without boxes: the left and the right half less a margin.
 * Source: MeiGen-AI/InfiniteTalk wan/multitalk.py, generate_infinitetalk.
 * @throws RangeError unless there are one or two people, and a box for each if any
 */
export function sourceMasks(
  source: FrameSize,
  people: number,
  boxes?: readonly PersonBox[],
  margin = FACE_MARGIN,
): readonly [PlaneMask, PlaneMask, PlaneMask] {
  const { height, width } = source;
  if (people === 1) {
    const ones = boxMask(height, width, 0, 0, height, width);
    return [ones, ones, ones];
  }
  if (people !== 2 || (boxes && boxes.length !== people)) throw new RangeError('masks are for one or two people');
  const [first, second] = (boxes ?? halves(source, margin)).map(([rowMin, columnMin, rowMax, columnMax]) =>
    boxMask(height, width, Math.trunc(rowMin), Math.trunc(columnMin), Math.trunc(rowMax), Math.trunc(columnMax)),
  ) as [PlaneMask, PlaneMask];
  const background = { height, width, data: first.data.map((value, i) => (value || second.data[i] ? 0 : 1)) };
  return [first, second, background];
}

function halves({ height, width }: FrameSize, margin: number): PersonBox[] {
  const half = Math.floor(width / 2);
  const [rowMin, rowMax] = [height * margin, height * (1 - margin)];
  const [columnMin, columnMax] = [half * margin, half * (1 - margin)];
  return [
    [rowMin, columnMin, rowMax, columnMax],
    [rowMin, columnMin + half, rowMax, columnMax + half],
  ];
}

/** Resizes to cover the target with nearest, then crops the centre, as the picture itself is. */
export function coverMask(mask: PlaneMask, target: FrameSize): PlaneMask {
  const scale = Math.max(target.height / mask.height, target.width / mask.width);
  const resized = resizeNearest(mask, Math.ceil(scale * mask.height), Math.ceil(scale * mask.width));
  return centerCrop(resized, target.height, target.width);
}

/**
 * Reference target masks for the DiT.
 * @param source size of the source picture in pixels
 * @param target size of the video in pixels
 * @returns `[3, target.height/8, target.width/8]`: person 1, person 2, background
 */
export function referenceMasks(
  source: FrameSize,
  target: FrameSize,
  people: number,
  boxes?: readonly PersonBox[],
  margin = FACE_MARGIN,
): FloatTensor {
  const [height, width] = [Math.floor(target.height / VAE_STRIDE), Math.floor(target.width / VAE_STRIDE)];
  const masks = sourceMasks(source, people, boxes, margin);
  const values = masks.flatMap((mask) => [...resizeNearest(coverMask(mask, target), height, width).data]);
  return floatTensor(Float32Array.from(values), [masks.length, height, width]);
}
