const STATE_LENGTH = 624;
const SHIFT_LENGTH = 397;

/** Plain data: survives JSON. */
export interface Mt19937State {
  /** 624 words. */
  readonly words: readonly number[];
  /** Words of the block already used, 0..624. */
  readonly used: number;
}

/** The 32-bit Mersenne Twister (Matsumoto and Nishimura 1998), seeded as PyTorch's CPU generator is. */
export class Mt19937 {
  #words = new Uint32Array(STATE_LENGTH);
  #used = STATE_LENGTH;

  /** @param seed only its low 32 bits count */
  constructor(seed: bigint) {
    let word = Number(BigInt.asUintN(32, seed));
    this.#words[0] = word;
    for (let i = 1; i < STATE_LENGTH; i++) {
      word = (Math.imul(1812433253, word ^ (word >>> 30)) + i) >>> 0;
      this.#words[i] = word;
    }
  }

  /** The next 32-bit word, as a signed integer. */
  next(): number {
    if (this.#used === STATE_LENGTH) this.#refill();
    let y = this.#words[this.#used++]!;
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    return y ^ (y >>> 18);
  }

  save(): Mt19937State {
    return { words: [...this.#words], used: this.#used };
  }

  restore(state: Mt19937State): void {
    if (state.words.length !== STATE_LENGTH) throw new RangeError(`a state has ${STATE_LENGTH} words`);
    this.#words = Uint32Array.from(state.words);
    this.#used = state.used;
  }

  #refill(): void {
    const words = this.#words;
    for (let i = 0; i < STATE_LENGTH; i++) {
      const y = (words[i]! & 0x80000000) | (words[(i + 1) % STATE_LENGTH]! & 0x7fffffff);
      words[i] = words[(i + SHIFT_LENGTH) % STATE_LENGTH]! ^ (y >>> 1) ^ (y & 1 ? 0x9908b0df : 0);
    }
    this.#used = 0;
  }
}
