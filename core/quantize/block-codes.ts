export interface BlockCodes {
  /** `[rows, blocks, block · bits / 8]`, see BlockWeight. */
  readonly codes: Uint8Array;
  /** `[rows, blocks]` */
  readonly scales: Float32Array;
  /** Sum of squared differences between the values and what the codes stand for. */
  readonly squaredError: number;
}

export interface BlockShape {
  readonly bits: 4 | 8;
  readonly block: number;
}

/** Blocks of one row. */
export const blocksPerRow = (columns: number, { block }: BlockShape): number => Math.ceil(columns / block);

/** Bytes of the codes of one block. */
export const bytesPerBlock = ({ bits, block }: BlockShape): number => (block * bits) / 8;

/**
 * Quantises `[rows, columns]` in blocks along the columns, as MatMulNBits reads them without zero points. A block's
 * value of largest magnitude gets the lowest code, −2^(bits − 1), so that all codes are used; its scale is negative when
 * that value is positive (as in ggml's q4_0 and q8 formats).
 */
export function quantizeBlocks(values: Float32Array, columns: number, shape: BlockShape): BlockCodes {
  const { bits, block } = shape;
  const rows = values.length / columns;
  const perRow = blocksPerRow(columns, shape);
  const bytes = bytesPerBlock(shape);
  const zero = 2 ** (bits - 1);
  const highest = 2 * zero - 1;
  const codes = new Uint8Array(rows * perRow * bytes).fill(bits === 8 ? zero : (zero << 4) | zero);
  const scales = new Float32Array(rows * perRow);
  let squaredError = 0;
  for (let row = 0; row < rows; row++) {
    for (let j = 0; j < perRow; j++) {
      const start = row * columns + j * block;
      const end = Math.min(start + block, (row + 1) * columns);
      let extreme = 0;
      for (let i = start; i < end; i++) if (Math.abs(values[i]!) > Math.abs(extreme)) extreme = values[i]!;
      if (extreme === 0) continue;
      const index = row * perRow + j;
      scales[index] = -extreme / zero;
      const scale = scales[index]!;
      if (scale === 0) {
        squaredError += (end - start) * extreme * extreme;
        continue;
      }
      const inverse = 1 / scale;
      const at = index * bytes;
      for (let i = start; i < end; i++) {
        const rounded = (values[i]! * inverse + zero + 0.5) | 0;
        const code = rounded > highest ? highest : rounded < 0 ? 0 : rounded;
        const k = i - start;
        if (bits === 8) codes[at + k] = code;
        else if (k % 2 === 0) codes[at + (k >> 1)] = (zero << 4) | code;
        else codes[at + (k >> 1)] = (code << 4) | (codes[at + (k >> 1)]! & 15);
        const difference = values[i]! - (code - zero) * scale;
        squaredError += difference * difference;
      }
    }
  }
  return { codes, scales, squaredError };
}
