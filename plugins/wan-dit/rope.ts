import { type FloatTensor, floatTensor, riflexFrequencies } from '../../core/plugin-api/index.ts';

const BASE = 10000;

export interface RopeTable {
  /** `[positions, headDim / 2]` */
  readonly cos: FloatTensor;
  /** `[positions, headDim / 2]` */
  readonly sin: FloatTensor;
}

function table(angles: Float64Array, columns: number): RopeTable {
  const dims = [angles.length / columns, columns];
  return {
    cos: floatTensor(Float32Array.from(angles, Math.cos), dims),
    sin: floatTensor(Float32Array.from(angles, Math.sin), dims),
  };
}

/** Pairs of a head that turn with the frame, the row and the column. */
export function axisPairs(headDim: number): readonly [frame: number, row: number, column: number] {
  const third = Math.floor(headDim / 6);
  return [headDim / 2 - 2 * third, third, third];
}

/**
 * Angles of adjacent pairs for tokens ordered frame, row, column (Wan 2.1 `rope_params`, `rope_apply`): of headDim/2
 * pairs the last floor(headDim/6) turn with the column, as many before them with the row, the others with the frame.
 * Pair i of a group of n turns by position · 10000^(−i/n). Computed in float64.
 * @param riflexFreqIndex 1-based index of the temporal pair that RIFLEx lowers; 0: none
 */
export function gridRope(
  frames: number,
  rows: number,
  columns: number,
  headDim: number,
  riflexFreqIndex = 0,
): RopeTable {
  const groups = axisPairs(headDim);
  const pairs = headDim / 2;
  const [temporal, ...spatial] = groups.map((n) => Array.from({ length: n }, (_, i) => BASE ** (-i / n)));
  const frequencies = [...riflexFrequencies(temporal!, riflexFreqIndex, frames), ...spatial.flat()];
  const axisOfPair = groups.flatMap((n, axis) => Array<number>(n).fill(axis));
  const angles = new Float64Array(frames * rows * columns * pairs);
  let at = 0;
  for (let frame = 0; frame < frames; frame++) {
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) {
        const position = [frame, row, column];
        for (let pair = 0; pair < pairs; pair++) angles[at++] = position[axisOfPair[pair]!]! * frequencies[pair]!;
      }
    }
  }
  return table(angles, pairs);
}

/** Frequencies of the line on which people sit: 1 / 10000^(2i / headDim), float32 (`RotaryPositionalEmbedding1D`). */
export function lineFrequencies(headDim: number): Float32Array {
  return Float32Array.from({ length: headDim / 2 }, (_, i) => 1 / Math.fround(BASE ** Math.fround((2 * i) / headDim)));
}

/** Table for given positions on the line. Position 0 turns nothing. */
export function lineRope(positions: readonly number[], headDim: number): RopeTable {
  const frequencies = lineFrequencies(headDim);
  const pairs = headDim / 2;
  const angles = Float64Array.from({ length: positions.length * pairs }, (_, i) =>
    Math.fround(positions[Math.floor(i / pairs)]! * frequencies[i % pairs]!),
  );
  return table(angles, pairs);
}
