import { describe, expect, it } from 'vitest';
import {
  boxRegion,
  lightRegion,
  referenceMasks,
  speakerMasks,
} from '../../core/pipeline/conditions/reference-masks.ts';

const source = { width: 160, height: 80 };
const target = { width: 160, height: 80 };

describe('places of speakers', () => {
  it('are the rows and columns of the reference: x and y are column and row, the far corner is x + width, y + height', () => {
    const left = boxRegion(source, { x: 16.9, y: 8, width: 48, height: 56 });
    const right = boxRegion(source, { x: 96, y: 8, width: 48, height: 56 });
    const boxes = [
      [8, 16.9, 64, 64.9],
      [8, 96, 64, 144],
    ] as const;
    expect(speakerMasks([left, right], target)).toEqual(referenceMasks(source, target, 2, boxes));
  });

  it('leave to the background what is nobody’s, with any number of people', () => {
    const people = [0, 1, 2, 3].map((i) => boxRegion(source, { x: 40 * i, y: 0, width: 32, height: 80 }));
    const masks = speakerMasks(people, target);
    expect(masks.dims).toEqual([5, 10, 20]);
    const at = (mask: number, column: number) => masks.data[mask * 200 + column];
    expect([0, 1, 2, 3, 4].map((mask) => at(mask, 0))).toEqual([1, 0, 0, 0, 0]);
    expect([0, 1, 2, 3, 4].map((mask) => at(mask, 4))).toEqual([0, 0, 0, 0, 1]);
    expect([0, 1, 2, 3, 4].map((mask) => at(mask, 19))).toEqual([0, 0, 0, 0, 1]);
  });

  it('are where a mask picture of another size is light', () => {
    const data = new Uint8Array(2 * 1 * 3);
    data.set([200, 200, 200], 3);
    const region = lightRegion({ width: 2, height: 1, data }, source);
    expect(region).toMatchObject(source);
    expect([region.data[0], region.data[79], region.data[80], region.data[159]]).toEqual([0, 0, 1, 1]);
  });
});
