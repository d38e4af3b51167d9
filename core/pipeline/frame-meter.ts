import { type FloatTensor, floatTensor } from '../plugin-api/tensor.ts';
import { meanDeltaE } from './conditions/color-drift.ts';

/** Pixels of a frame that are looked at, at most: enough for means, and the cost does not grow with the size. */
const SAMPLES = 4096;
/** Differences between neighbouring frames on either side of a seam that it is compared with. */
const NEIGHBOURS = 3;

/** What a window's new frames looked like. */
export interface FrameFacts {
  /** Mean CIEDE2000 difference to the reference picture; see `meanDeltaE`. */
  readonly drift: number;
  /** Mean difference of neighbouring frames, 0..255, over the first and over the last few; null with a single frame. */
  readonly motionAtStart: number | null;
  readonly motionAtEnd: number | null;
}

const mean = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;

const difference = (a: Float32Array, b: Float32Array): number =>
  a.reduce((sum, value, i) => sum + Math.abs(value - b[i]!), 0) / a.length;

/** Looks at the frames of a window as they are written: colour drift, and how much they move. */
export class FrameMeter {
  readonly #stride: number;
  readonly #reference: Float32Array;
  readonly #differences: number[] = [];
  #drift = 0;
  #frames = 0;
  #first: Float32Array | null = null;
  #last: Float32Array | null = null;

  /** @param reference RGB `[height, width, 3]`, of the frames' size */
  constructor(reference: Uint8Array) {
    this.#stride = Math.max(1, Math.ceil(reference.length / 3 / SAMPLES));
    this.#reference = this.#planar(reference);
  }

  /** Every n-th pixel, planar `[3, samples]` in [-1, 1]. */
  #planar(rgb: Uint8Array): Float32Array {
    const count = Math.ceil(rgb.length / 3 / this.#stride);
    const out = new Float32Array(3 * count);
    for (let i = 0; i < count; i++) {
      for (let c = 0; c < 3; c++) out[c * count + i] = rgb[3 * i * this.#stride + c]! / 127.5 - 1;
    }
    return out;
  }

  see(rgb: Uint8Array): void {
    const frame = this.#planar(rgb);
    this.#drift += meanDeltaE(frame, this.#reference);
    this.#frames += 1;
    if (this.#last) this.#differences.push(difference(frame, this.#last) * 127.5);
    this.#first ??= frame;
    this.#last = frame;
  }

  facts(): FrameFacts {
    return {
      drift: this.#frames > 0 ? this.#drift / this.#frames : 0,
      motionAtStart: mean(this.#differences.slice(0, NEIGHBOURS)),
      motionAtEnd: mean(this.#differences.slice(-NEIGHBOURS)),
    };
  }

  /** The first and the last frame as they were sampled, `[2, 3, samples]`. */
  edges(): FloatTensor {
    const samples = this.#reference.length / 3;
    const out = new Float32Array(6 * samples);
    if (this.#first) out.set(this.#first);
    if (this.#last) out.set(this.#last, 3 * samples);
    return floatTensor(out, [2, 3, samples]);
  }
}

/**
 * How visible a seam between windows is: the difference between the last frame before it and the first after it, over the
 * mean difference of the frames next to it. About 1 is a seam like any other two frames; null without motion to compare.
 * @param before, after `edges` and facts of the windows on either side
 */
export function seamRatio(
  before: { readonly edges: FloatTensor; readonly facts: FrameFacts },
  after: { readonly edges: FloatTensor; readonly facts: FrameFacts },
): number | null {
  const half = before.edges.data.length / 2;
  const jump = difference(after.edges.data.subarray(0, half), before.edges.data.subarray(half)) * 127.5;
  const neighbours = [before.facts.motionAtEnd, after.facts.motionAtStart].filter((value) => value !== null);
  const usual = mean(neighbours);
  return usual === null || usual === 0 ? null : jump / usual;
}
