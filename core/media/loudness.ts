import { roundHalfEven } from './cover-crop.ts';

export const TARGET_LUFS = -23;
const BLOCK_SECONDS = 0.4;
const STEP = 0.25;
const ABSOLUTE_GATE_LUFS = -70;

interface Biquad {
  readonly b: readonly [number, number, number];
  readonly a: readonly [number, number];
}

/** K-weighting as pyloudnorm builds it: RBJ high shelf (4 dB, Q 1/sqrt 2, 1500 Hz), then RBJ high pass (Q 0.5, 38 Hz). */
function kWeighting(sampleRate: number): Biquad[] {
  const gain = 10 ** (4 / 40);
  const shelf = 2 * Math.PI * (1500 / sampleRate);
  const shelfCos = Math.cos(shelf);
  const shelfAlpha = Math.sin(shelf) / (2 * Math.SQRT1_2);
  const slope = 2 * Math.sqrt(gain) * shelfAlpha;
  const shelfNorm = gain + 1 - (gain - 1) * shelfCos + slope;
  const pass = 2 * Math.PI * (38 / sampleRate);
  const passCos = Math.cos(pass);
  const passAlpha = Math.sin(pass) / (2 * 0.5);
  const passNorm = 1 + passAlpha;
  return [
    {
      b: [
        (gain * (gain + 1 + (gain - 1) * shelfCos + slope)) / shelfNorm,
        (-2 * gain * (gain - 1 + (gain + 1) * shelfCos)) / shelfNorm,
        (gain * (gain + 1 + (gain - 1) * shelfCos - slope)) / shelfNorm,
      ],
      a: [(2 * (gain - 1 - (gain + 1) * shelfCos)) / shelfNorm, (gain + 1 - (gain - 1) * shelfCos - slope) / shelfNorm],
    },
    {
      b: [(1 + passCos) / 2 / passNorm, -(1 + passCos) / passNorm, (1 + passCos) / 2 / passNorm],
      a: [(-2 * passCos) / passNorm, (1 - passAlpha) / passNorm],
    },
  ];
}

/** Direct form II transposed in float64, from one piece to the next; the output is stored as float32. */
class Filter {
  readonly #biquad: Biquad;
  #z1 = 0;
  #z2 = 0;

  constructor(biquad: Biquad) {
    this.#biquad = biquad;
  }

  push(input: Float32Array): Float32Array {
    const { b, a } = this.#biquad;
    const out = new Float32Array(input.length);
    let [z1, z2] = [this.#z1, this.#z2];
    for (let i = 0; i < input.length; i++) {
      const x = input[i]!;
      const y = b[0] * x + z1;
      z1 = b[1] * x - a[0] * y + z2;
      z2 = b[2] * x - a[1] * y;
      out[i] = y;
    }
    [this.#z1, this.#z2] = [z1, z2];
    return out;
  }
}

/**
 * Integrated loudness of mono audio that comes in pieces, BS.1770 as pyloudnorm measures it: 0.4 s blocks with 75 %
 * overlap, block count rounded half to even, each block's mean over its nominal length, absolute gate -70, relative gate
 * -10.
 */
export class LoudnessMeter {
  readonly #sampleRate: number;
  readonly #filters: readonly Filter[];
  /** Sum of squares of each block so far. */
  readonly #sums: number[] = [];
  #length = 0;

  constructor(sampleRate: number) {
    this.#sampleRate = sampleRate;
    this.#filters = kWeighting(sampleRate).map((stage) => new Filter(stage));
  }

  push(piece: Float32Array): void {
    const weighted = this.#filters.reduce((signal, filter) => filter.push(signal), piece);
    const [from, to] = [this.#length, this.#length + piece.length];
    const firstOpen = Math.max(0, Math.floor(from / (BLOCK_SECONDS * STEP * this.#sampleRate)) - 1 / STEP - 1);
    for (let block = firstOpen; this.#start(block) < to; block++) {
      let sum = this.#sums[block] ?? 0;
      const end = Math.min(this.#end(block), to);
      for (let i = Math.max(this.#start(block), from); i < end; i++) sum += weighted[i - from]! * weighted[i - from]!;
      this.#sums[block] = sum;
    }
    this.#length = to;
  }

  #start(block: number): number {
    return Math.trunc(BLOCK_SECONDS * (block * STEP) * this.#sampleRate);
  }

  #end(block: number): number {
    return Math.trunc(BLOCK_SECONDS * (block * STEP + 1) * this.#sampleRate);
  }

  /** LUFS. Silence, and audio shorter than a block (which pyloudnorm refuses), give -Infinity. */
  integrated(): number {
    const seconds = this.#length / this.#sampleRate;
    if (seconds < BLOCK_SECONDS) return Number.NEGATIVE_INFINITY;
    const blocks = roundHalfEven((seconds - BLOCK_SECONDS) / (BLOCK_SECONDS * STEP)) + 1;
    const power = Float64Array.from(
      { length: blocks },
      (_, block) => (this.#sums[block] ?? 0) / (BLOCK_SECONDS * this.#sampleRate),
    );
    const lufs = (meanSquare: number) => -0.691 + 10 * Math.log10(meanSquare);
    const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / Math.max(values.length, 1);
    const audible = power.filter((value) => lufs(value) >= ABSOLUTE_GATE_LUFS);
    const relativeGate = lufs(mean(audible)) - 10;
    return lufs(mean(audible.filter((value) => lufs(value) > relativeGate && lufs(value) > ABSOLUTE_GATE_LUFS)));
  }

  /**
   * Gain that brings the audio to a loudness, without limiting. Silence (and any loudness beyond 100 LUFS either way) is
   * left alone, as in InfiniteTalk's loudness_norm.
   */
  gain(targetLufs = TARGET_LUFS): number {
    const lufs = this.integrated();
    return Math.abs(lufs) <= 100 ? 10 ** ((targetLufs - lufs) / 20) : 1;
  }
}
