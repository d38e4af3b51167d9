/** Luma coefficients of Y'CbCr. Source: ITU-R BT.601 and BT.709. */
export interface YuvMatrix {
  readonly red: number;
  readonly blue: number;
}

export const BT601: YuvMatrix = { red: 0.299, blue: 0.114 };
export const BT709: YuvMatrix = { red: 0.2126, blue: 0.0722 };

/**
 * 8-bit I420 (planes Y, U, V without padding; chroma halved in both directions and sited between pixels) to
 * interleaved RGB `[height, width, 3]`. Chroma is interpolated linearly.
 */
export function i420ToRgb(
  yuv: Uint8Array,
  width: number,
  height: number,
  matrix: YuvMatrix,
  fullRange: boolean,
): Uint8Array {
  const chromaWidth = (width + 1) >> 1;
  const chromaHeight = (height + 1) >> 1;
  const uStart = width * height;
  const vStart = uStart + chromaWidth * chromaHeight;
  const lumaScale = fullRange ? 1 : 255 / 219;
  const chromaScale = fullRange ? 1 : 255 / 224;
  const lumaOffset = fullRange ? 0 : 16;
  const redV = (2 * (1 - matrix.red) * chromaScale) / 16;
  const blueU = (2 * (1 - matrix.blue) * chromaScale) / 16;
  const green = 1 - matrix.red - matrix.blue;
  const out = new Uint8ClampedArray(3 * width * height);
  for (let y = 0; y < height; y++) {
    const row = y >> 1;
    const nextRow = Math.min(chromaHeight - 1, Math.max(0, row + (y % 2 === 0 ? -1 : 1)));
    for (let x = 0; x < width; x++) {
      const column = x >> 1;
      const nextColumn = Math.min(chromaWidth - 1, Math.max(0, column + (x % 2 === 0 ? -1 : 1)));
      const near = row * chromaWidth + column;
      const side = row * chromaWidth + nextColumn;
      const across = nextRow * chromaWidth + column;
      const corner = nextRow * chromaWidth + nextColumn;
      const u =
        9 * yuv[uStart + near]! + 3 * (yuv[uStart + side]! + yuv[uStart + across]!) + yuv[uStart + corner]! - 2048;
      const v =
        9 * yuv[vStart + near]! + 3 * (yuv[vStart + side]! + yuv[vStart + across]!) + yuv[vStart + corner]! - 2048;
      const luma = (yuv[y * width + x]! - lumaOffset) * lumaScale;
      const red = redV * v;
      const blue = blueU * u;
      const at = 3 * (y * width + x);
      out[at] = luma + red;
      out[at + 1] = luma - (matrix.red * red + matrix.blue * blue) / green;
      out[at + 2] = luma + blue;
    }
  }
  return new Uint8Array(out.buffer);
}
