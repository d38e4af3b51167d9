/** Reads a signal's mean and deviation, √(population variance + 1e-7), as Wav2Vec2FeatureExtractor takes them. */
export async function signalScale(pieces: () => AsyncIterable<Float32Array>): Promise<SignalScale> {
  let sum = 0;
  let length = 0;
  for await (const piece of pieces()) {
    length += piece.length;
    for (const sample of piece) sum += sample;
  }
  const mean = sum / length;
  let squares = 0;
  for await (const piece of pieces()) for (const sample of piece) squares += (sample - mean) ** 2;
  return { mean, deviation: Math.sqrt(squares / length + 1e-7) };
}

export interface SignalScale {
  readonly mean: number;
  readonly deviation: number;
}

/** (x − mean) / deviation, as Wav2Vec2FeatureExtractor does with `do_normalize`. */
export function normaliseSamples(samples: Float32Array, { mean, deviation }: SignalScale): Float32Array {
  return samples.map((sample) => (sample - mean) / deviation);
}

/**
 * Linear resampling of rows to another number of rows with aligned corners: the first and the last row stay. Positions
 * are float32, as in PyTorch's `interpolate(mode='linear', align_corners=True)`. Any range of the result can be made
 * from the rows that it lies on.
 */
export class RowResampler {
  readonly #from: number;
  readonly #scale: number;

  /** @param from rows that there are @param to rows that are wanted */
  constructor(from: number, to: number) {
    this.#from = from;
    this.#scale = to > 1 ? Math.fround((from - 1) / (to - 1)) : 0;
  }

  /** Rows `first .. last` (the end excluded) on which the wanted rows `start .. end` lie. */
  needed(start: number, end: number): { readonly first: number; readonly last: number } {
    return { first: this.#place(start).low, last: this.#place(end - 1).high + 1 };
  }

  #place(row: number) {
    const position = Math.fround(this.#scale * row);
    const low = Math.min(Math.floor(position), this.#from - 1);
    return { low, high: Math.min(low + 1, this.#from - 1), weight: Math.fround(position - low) };
  }

  /**
   * The wanted rows `start .. end`.
   * @param rows `[needed, channels]`, from the first needed one on
   * @returns `[end − start, channels]`
   */
  rows(rows: Float32Array, channels: number, start: number, end: number): Float32Array {
    const { first } = this.needed(start, end);
    const out = new Float32Array((end - start) * channels);
    for (let row = start; row < end; row++) {
      const { low, high, weight } = this.#place(row);
      const [a, b, to] = [(low - first) * channels, (high - first) * channels, (row - start) * channels];
      for (let c = 0; c < channels; c++) out[to + c] = (1 - weight) * rows[a + c]! + weight * rows[b + c]!;
    }
    return out;
  }
}

/** Means and variances of the parts of a population, merged part by part (Chan, Golub, LeVeque 1979). */
export class MomentSum {
  readonly mean: Float64Array;
  readonly #squares: Float64Array;
  #count = 0;

  constructor(channels: number) {
    this.mean = new Float64Array(channels);
    this.#squares = new Float64Array(channels);
  }

  /** Adds a part of `count` values per channel with their mean and population variance. */
  add(count: number, mean: Float32Array, variance: Float32Array): void {
    const total = this.#count + count;
    for (let c = 0; c < this.mean.length; c++) {
      const delta = mean[c]! - this.mean[c]!;
      this.#squares[c]! += variance[c]! * count + (delta * delta * this.#count * count) / total;
      this.mean[c]! += (delta * count) / total;
    }
    this.#count = total;
  }

  /** 1 / √(population variance + ε) per channel. */
  inverseDeviation(epsilon: number): Float32Array {
    return Float32Array.from(this.#squares, (squares) => 1 / Math.sqrt(squares / this.#count + epsilon));
  }
}
