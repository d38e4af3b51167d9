/** An 8-bit RGB picture, interleaved `[height, width, 3]`. */
export interface RgbImage {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** A float picture, planar `[channels, height, width]`. */
export interface PlanarImage {
  readonly channels: number;
  readonly width: number;
  readonly height: number;
  readonly data: Float32Array;
}

/**
 * Pixels 0..255 to the models' range [-1, 1], planar `[3, height, width]`: (x / 255 - 0.5) * 2, rounded to float32
 * after each operation as the reference's tensors are.
 */
export function toPlanar({ width, height, data: pixels }: RgbImage): PlanarImage {
  const level = Float32Array.from({ length: 256 }, (_, value) => Math.fround(Math.fround(value / 255) - 0.5) * 2);
  const plane = width * height;
  const data = new Float32Array(3 * plane);
  for (let i = 0; i < plane; i++) {
    data[i] = level[pixels[3 * i]!]!;
    data[plane + i] = level[pixels[3 * i + 1]!]!;
    data[2 * plane + i] = level[pixels[3 * i + 2]!]!;
  }
  return { channels: 3, width, height, data };
}

/**
 * One frame of a planar video `[3, frames, height, width]` in [-1, 1] as 8-bit RGB `[height, width, 3]`:
 * (x + 1) / 2 * 255, clipped and truncated as the reference saves it. NaN becomes 0.
 */
export function videoFrame(
  video: Float32Array,
  frames: number,
  width: number,
  height: number,
  frame: number,
): Uint8Array {
  const plane = width * height;
  const out = new Uint8Array(3 * plane);
  for (let channel = 0; channel < 3; channel++) {
    const start = (channel * frames + frame) * plane;
    for (let i = 0; i < plane; i++) {
      const level = Math.fround(Math.fround(Math.fround(video[start + i]! + 1) / 2) * 255);
      out[3 * i + channel] = Math.min(255, Math.max(0, level));
    }
  }
  return out;
}
