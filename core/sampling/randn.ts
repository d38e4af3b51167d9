import { Mt19937, type Mt19937State } from './mt19937.ts';

/** Everything needed to continue a noise stream in another process. Plain data: survives JSON. */
export interface NoiseGeneratorState extends Mt19937State {
  /** Second half of the last Box-Muller pair of a draw shorter than 16, not yet handed out. */
  readonly spare: number | null;
}

/** Draws shorter than this take PyTorch's scalar float64 path. */
const BLOCK = 16;
const TWO_PI = Math.fround(2 * Math.PI);

/**
 * PyTorch's CPU generator for `randn` in float32: the same seed gives the same numbers to 3e-6, over several draws
 * too. Source: pytorch/pytorch aten/src/ATen/native/cpu/DistributionTemplates.h (normal_fill, normal_kernel) and
 * aten/src/ATen/core/DistributionsHelper.h (normal_distribution).
 */
export class NoiseGenerator {
  readonly #engine: Mt19937;
  #spare: number | null = null;

  /** @param seed as `torch.manual_seed` takes it: any 64-bit integer, of which the low 32 bits count */
  constructor(seed: number | bigint) {
    this.#engine = new Mt19937(BigInt(seed));
  }

  /** `count` standard-normal numbers: one call is one `torch.randn` of that many elements. */
  randn(count: number): Float32Array {
    const values = new Float32Array(count);
    if (count < BLOCK) {
      for (let i = 0; i < count; i++) values[i] = this.#scalar();
      return values;
    }
    this.#uniforms(values, 0, count);
    for (let start = 0; start + BLOCK <= count; start += BLOCK) boxMuller(values, start);
    if (count % BLOCK !== 0) {
      // A partial block at the end: the last 16 values are drawn again as one block.
      this.#uniforms(values, count - BLOCK, count);
      boxMuller(values, count - BLOCK);
    }
    return values;
  }

  save(): NoiseGeneratorState {
    return { ...this.#engine.save(), spare: this.#spare };
  }

  restore(state: NoiseGeneratorState): void {
    this.#engine.restore(state);
    this.#spare = state.spare;
  }

  /** 24-bit uniforms in [0, 1). */
  #uniforms(values: Float32Array, start: number, end: number): void {
    for (let i = start; i < end; i++) values[i] = (this.#engine.next() & 0xffffff) / 0x1000000;
  }

  /** A 53-bit uniform in [0, 1); the first of two words is the high one. */
  #uniform53(): number {
    const high = this.#engine.next() & 0x1fffff;
    const low = this.#engine.next() >>> 0;
    return (high * 0x100000000 + low) / 0x20000000000000;
  }

  #scalar(): number {
    if (this.#spare !== null) {
      const value = this.#spare;
      this.#spare = null;
      return value;
    }
    const theta = 2 * Math.PI * this.#uniform53();
    const radius = Math.sqrt(-2 * Math.log1p(-this.#uniform53()));
    this.#spare = radius * Math.sin(theta);
    return radius * Math.cos(theta);
  }
}

/** Turns 16 uniforms into 16 normals: u[0..8) give radii, u[8..16) angles; cosines first, then sines. */
function boxMuller(values: Float32Array, start: number): void {
  for (let i = start; i < start + BLOCK / 2; i++) {
    const radius = Math.sqrt(-2 * Math.log(1 - values[i]!));
    const theta = Math.fround(TWO_PI * values[i + BLOCK / 2]!);
    values[i] = radius * Math.cos(theta);
    values[i + BLOCK / 2] = radius * Math.sin(theta);
  }
}
