import type { FloatTensor } from '../plugin-api/tensor.ts';
import { joinFrames, sliceFrames } from './latents.ts';

/** Keeps the last `limit` frames that were pushed. */
export class FrameTail {
  readonly #limit: number;
  #chunks: FloatTensor[] = [];

  constructor(limit: number) {
    this.#limit = limit;
  }

  push(chunk: FloatTensor): void {
    if (this.#limit === 0) return;
    this.#chunks.push(chunk);
    let frames = this.#chunks.reduce((sum, part) => sum + part.dims[1]!, 0);
    while (frames - this.#chunks[0]!.dims[1]! >= this.#limit) frames -= this.#chunks.shift()!.dims[1]!;
  }

  join(): FloatTensor {
    const all = joinFrames(this.#chunks);
    return sliceFrames(all, all.dims[1]! - this.#limit, this.#limit);
  }
}
