import { GenesisError } from '../../errors/genesis-error.ts';
import type { VaeTiling } from '../../plugin-api/memory-strategy.ts';
import { type FloatTensor, floatTensor } from '../../plugin-api/tensor.ts';
import { blendWeights, type Span, scaleSpans, tileSpans } from './tile-layout.ts';

/** A rectangle of a frame. */
export interface Tile {
  readonly rows: Span;
  readonly columns: Span;
  /** Blending weights of its rows and columns; a position's weight is their product. */
  readonly rowWeights: Float64Array;
  readonly columnWeights: Float64Array;
}

const everyPair = (rows: readonly Span[], columns: readonly Span[]): Tile[] => {
  const [rowWeights, columnWeights] = [blendWeights(rows), blendWeights(columns)];
  return rows.flatMap((row, y) =>
    columns.map((column, x) => ({
      rows: row,
      columns: column,
      rowWeights: rowWeights[y]!,
      columnWeights: columnWeights[x]!,
    })),
  );
};

/** The tiles of a frame as they lie in latents and in pixels, in the same order. */
export interface TileGrid {
  readonly latent: readonly Tile[];
  readonly pixel: readonly Tile[];
}

/**
 * Cuts frames into tiles whose edges fall on latent positions. All tiles have one size.
 * @param height of the latents
 * @param width of the latents
 * @param scale pixels per latent position
 * @throws GenesisError MEMORY_PLAN_IMPOSSIBLE when the tiling is none
 */
export function tileGrid(height: number, width: number, { tile, overlap }: VaeTiling, scale: number): TileGrid {
  const multiple = (pixels: number): boolean => Number.isInteger(pixels / scale);
  if (!(multiple(tile) && multiple(overlap) && overlap >= 0 && tile > overlap)) {
    throw new GenesisError(
      'MEMORY_PLAN_IMPOSSIBLE',
      `the VAE cannot work in tiles of ${tile} with overlap ${overlap}`,
      {
        field: 'memory',
        accepted: `pixels, multiples of ${scale}, the overlap smaller than the tile`,
      },
    );
  }
  const steps = { tile: tile / scale, overlap: overlap / scale };
  const [rows, columns] = [tileSpans(height, steps), tileSpans(width, steps)];
  return {
    latent: everyPair(rows, columns),
    pixel: everyPair(scaleSpans(rows, scale), scaleSpans(columns, scale)),
  };
}

/** Whether tiles of this size leave a frame whole, so that nothing differs from a VAE without tiles. */
export const coversFrame = ({ tile }: VaeTiling, height: number, width: number): boolean =>
  height <= tile && width <= tile;

/** The part of `[channels, frames, height, width]` that lies in a tile. */
export function cropTile({ data, dims }: FloatTensor, { rows, columns }: Tile): FloatTensor {
  const [channels, frames, height, width] = dims as [number, number, number, number];
  const part = new Float32Array(channels * frames * rows.size * columns.size);
  let at = 0;
  for (let plane = 0; plane < channels * frames; plane++) {
    for (let y = 0; y < rows.size; y++) {
      const from = (plane * height + rows.start + y) * width + columns.start;
      part.set(data.subarray(from, from + columns.size), at);
      at += columns.size;
    }
  }
  return floatTensor(part, [channels, frames, rows.size, columns.size]);
}

/** Adds a tile's weighted values to `[channels, frames, height, width]`, in place. */
export function addTile(
  target: FloatTensor,
  { rows, columns, rowWeights, columnWeights }: Tile,
  part: FloatTensor,
): void {
  const [channels, frames, height, width] = target.dims as [number, number, number, number];
  let at = 0;
  for (let plane = 0; plane < channels * frames; plane++) {
    for (let y = 0; y < rows.size; y++) {
      const to = (plane * height + rows.start + y) * width + columns.start;
      for (let x = 0; x < columns.size; x++) {
        target.data[to + x]! += rowWeights[y]! * columnWeights[x]! * part.data[at++]!;
      }
    }
  }
}
