import type { VideoFormat } from '../../core/plugin-api/index.ts';

/**
 * Colours of the files: limited range, BT.709 from 720 lines on and BT.601 below, which is also what players assume
 * of a file that does not say.
 */
export function colorSpaceOf({ height }: VideoFormat): VideoColorSpaceInit {
  const name = height >= 720 ? 'bt709' : 'smpte170m';
  return { primaries: name, transfer: name, matrix: name, fullRange: false };
}

/**
 * Interleaved 8-bit RGB `[height, width, 3]` to I420 (planes Y, U, V without padding), limited range. A chroma sample
 * is the mean of its 2 x 2 pixels. Width and height are even. Source: ITU-R BT.601 and BT.709.
 */
export function rgbToI420(rgb: Uint8Array, { width, height }: VideoFormat): Uint8Array {
  const [kr, kb] = height >= 720 ? [0.2126, 0.0722] : [0.299, 0.114];
  const kg = 1 - kr - kb;
  const luma = 219 / 255;
  const [ry, gy, by] = [kr * luma, kg * luma, kb * luma];
  const blueScale = 224 / 255 / (2 * (1 - kb)) / 4;
  const redScale = 224 / 255 / (2 * (1 - kr)) / 4;
  const out = new Uint8Array((width * height * 3) / 2);
  const chromaWidth = width / 2;
  const uStart = width * height;
  const vStart = uStart + uStart / 4;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = 3 * (y * width + x);
      out[y * width + x] = 16.5 + ry * rgb[at]! + gy * rgb[at + 1]! + by * rgb[at + 2]!;
    }
  }
  for (let y = 0; y < height; y += 2) {
    for (let x = 0; x < width; x += 2) {
      const a = 3 * (y * width + x);
      const b = a + 3 * width;
      const red = rgb[a]! + rgb[a + 3]! + rgb[b]! + rgb[b + 3]!;
      const green = rgb[a + 1]! + rgb[a + 4]! + rgb[b + 1]! + rgb[b + 4]!;
      const blue = rgb[a + 2]! + rgb[a + 5]! + rgb[b + 2]! + rgb[b + 5]!;
      const gray = kr * red + kg * green + kb * blue;
      const at = (y / 2) * chromaWidth + x / 2;
      out[uStart + at] = 128.5 + (blue - gray) * blueScale;
      out[vStart + at] = 128.5 + (red - gray) * redScale;
    }
  }
  return out;
}
