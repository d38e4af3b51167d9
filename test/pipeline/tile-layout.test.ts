import { describe, expect, it } from 'vitest';
import { blendWeights, scaleSpans, tileSpans } from '../../core/pipeline/tiled-vae/tile-layout.ts';
import { addTile, cropTile, tileGrid } from '../../core/pipeline/tiled-vae/tiles.ts';
import { DEFAULT_VAE_TILING, floatTensor } from '../../core/plugin-api/index.ts';

/** Lengths, tiles and overlaps in latent positions: every combination of what fits. */
const LAYOUTS = [1, 2, 7, 16, 33, 60, 104, 160].flatMap((length) =>
  [1, 2, 5, 16, 32, 48].flatMap((tile) =>
    [0, 1, 4, 8, 15, 24, 31].filter((overlap) => overlap < tile).map((overlap) => ({ length, tile, overlap })),
  ),
);

describe.each([1, 8])('spans on an axis %i times finer than the latents', (scale) => {
  it('cover the axis in order, are no larger than a tile and share at least the overlap', () => {
    for (const { length, tile, overlap } of LAYOUTS) {
      const spans = scaleSpans(tileSpans(length, { tile, overlap }), scale);
      expect(spans[0]!.start).toBe(0);
      expect(spans.at(-1)!.start + spans.at(-1)!.size).toBe(length * scale);
      for (const [i, { start, size }] of spans.entries()) {
        expect(size).toBe(spans[0]!.size);
        expect(size).toBeLessThanOrEqual(Math.min(tile, length) * scale);
        const before = spans[i - 1];
        if (!before) continue;
        expect(start).toBeGreaterThan(before.start);
        expect(before.start + before.size - start).toBeGreaterThanOrEqual(overlap * scale);
      }
    }
  });

  it('have weights that are never negative and sum to one at every position', () => {
    for (const { length, tile, overlap } of LAYOUTS) {
      const spans = scaleSpans(tileSpans(length, { tile, overlap }), scale);
      const sums = new Float64Array(length * scale);
      for (const [i, weights] of blendWeights(spans).entries()) {
        expect(weights.every((weight) => weight >= 0)).toBe(true);
        for (const [offset, weight] of weights.entries()) sums[spans[i]!.start + offset]! += weight;
      }
      // Exact where no more than two tiles meet; floats of products of three and more ramps may round.
      const exact = 2 * overlap <= tile;
      expect(sums.every((sum) => (exact ? sum === 1 : Math.abs(sum - 1) < 1e-12))).toBe(true);
    }
  });
});

it('a tile counts for nothing in the quarter of the overlap at its edge, and for half in the middle', () => {
  const [left, right] = blendWeights([
    { start: 0, size: 128 },
    { start: 64, size: 128 },
  ]);
  expect([...left!.slice(112)]).toEqual(Array(16).fill(0));
  expect([...right!.slice(0, 16)]).toEqual(Array(16).fill(0));
  expect([...left!.slice(0, 80)]).toEqual(Array(80).fill(1));
  expect(left![95]! - left![96]!).toBeCloseTo(Math.PI / 64, 2);
  expect(left![95]! + left![96]!).toBe(1);
});

it('832×480 at the default is twelve tiles of 256×208', () => {
  const { pixel } = tileGrid(60, 104, DEFAULT_VAE_TILING, 8);
  expect(pixel.map(({ rows, columns }) => [columns.start, rows.start, columns.size, rows.size])).toEqual(
    [0, 136, 272].flatMap((y) => [0, 192, 384, 576].map((x) => [x, y, 256, 208])),
  );
});

it('a picture that is cut into tiles and blended is the picture', () => {
  const [height, width] = [11, 23];
  const picture = floatTensor(
    Float32Array.from({ length: 2 * 3 * height * width }, (_, i) => Math.sin(i)),
    [2, 3, height, width],
  );
  const { latent } = tileGrid(height, width, { tile: 40, overlap: 16 }, 8);
  expect(latent.length).toBeGreaterThan(20);
  const blended = floatTensor(new Float32Array(picture.data.length), picture.dims);
  for (const tile of latent) addTile(blended, tile, cropTile(picture, tile));
  for (const [i, value] of picture.data.entries()) expect(blended.data[i]).toBeCloseTo(value, 6);
});

it.each([
  [{ tile: 100, overlap: 0 }],
  [{ tile: 64, overlap: 12 }],
  [{ tile: 64, overlap: 64 }],
  [{ tile: 64, overlap: -8 }],
  [{ tile: 0, overlap: 0 }],
])('refuses %j', (tiling) => {
  expect(() => tileGrid(60, 104, tiling, 8)).toThrow(
    expect.objectContaining({ code: 'MEMORY_PLAN_IMPOSSIBLE', field: 'memory' }),
  );
});
