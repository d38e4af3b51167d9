import type { RgbImage } from '../../media/rgb-image.ts';
import { type FloatTensor, floatTensor } from '../../plugin-api/tensor.ts';
import type { Box } from '../../runs/spec-inputs.ts';
import type { FrameSize } from './frame-size.ts';
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
  return [first, second, backgroundOf([first, second])];
}

/** Where nobody is. */
function backgroundOf(people: readonly PlaneMask[]): PlaneMask {
  const { height, width, data } = people[0]!;
  return { height, width, data: data.map((_, i) => (people.some((mask) => mask.data[i]) ? 0 : 1)) };
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
 * Reference target masks for the DiT of one person, or of two by box or by halves.
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
  return atLatentSize(sourceMasks(source, people, boxes, margin), target);
}

/**
 * Reference target masks of people whose places are given.
 * @param people a mask per person at the source picture's size
 * @returns `[people + 1, target.height/8, target.width/8]`: the people, then the background
 */
export function speakerMasks(people: readonly PlaneMask[], target: FrameSize): FloatTensor {
  return atLatentSize([...people, backgroundOf(people)], target);
}

function atLatentSize(masks: readonly PlaneMask[], target: FrameSize): FloatTensor {
  const [height, width] = [Math.floor(target.height / VAE_STRIDE), Math.floor(target.width / VAE_STRIDE)];
  const values = masks.flatMap((mask) => [...resizeNearest(coverMask(mask, target), height, width).data]);
  return floatTensor(Float32Array.from(values), [masks.length, height, width]);
}

/** A speaker's box in x, y, width, height as the reference has it: rows and columns, whole pixels. */
export function boxRegion(source: FrameSize, { x, y, width, height }: Box): PlaneMask {
  const [top, left, bottom, right] = [y, x, y + height, x + width].map(Math.trunc) as [number, number, number, number];
  return boxMask(source.height, source.width, top, left, bottom, right);
}

/** A picture that is light where a person is, at the source's size. @param light brightness from which it counts, 0..255 */
export function lightRegion(picture: RgbImage, source: FrameSize, light = 128): PlaneMask {
  const { width, height, data } = picture;
  const marked = Uint8Array.from({ length: width * height }, (_, i) => {
    const brightness = 0.299 * data[3 * i]! + 0.587 * data[3 * i + 1]! + 0.114 * data[3 * i + 2]!;
    return brightness >= light ? 1 : 0;
  });
  return resizeNearest({ height, width, data: marked }, source.height, source.width);
}
