/** (x − mean) / √(population variance + 1e-7) over the whole clip, as Wav2Vec2FeatureExtractor does with `do_normalize`. */
export function normaliseSamples(samples: Float32Array): Float32Array {
  let sum = 0;
  for (const sample of samples) sum += sample;
  const mean = sum / samples.length;
  let squares = 0;
  for (const sample of samples) squares += (sample - mean) ** 2;
  const deviation = Math.sqrt(squares / samples.length + 1e-7);
  return samples.map((sample) => (sample - mean) / deviation);
}

/**
 * Linear resampling of rows `[from, channels]` to `[to, channels]` with aligned corners: the first and the last row
 * stay. Positions are float32, as in PyTorch's `interpolate(mode='linear', align_corners=True)`.
 */
export function resampleRows(rows: Float32Array, channels: number, to: number): Float32Array {
  const from = rows.length / channels;
  const scale = to > 1 ? Math.fround((from - 1) / (to - 1)) : 0;
  const out = new Float32Array(to * channels);
  for (let i = 0; i < to; i++) {
    const position = Math.fround(scale * i);
    const low = Math.min(Math.floor(position), from - 1);
    const high = Math.min(low + 1, from - 1);
    const weight = Math.fround(position - low);
    for (let c = 0; c < channels; c++) {
      out[i * channels + c] = (1 - weight) * rows[low * channels + c]! + weight * rows[high * channels + c]!;
    }
  }
  return out;
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
