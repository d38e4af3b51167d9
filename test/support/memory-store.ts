import type { StageOutput, StageProduct, StageStore } from '../../core/pipeline/stage-store.ts';

/** Stage outputs in memory, for pipelines whose stages write no files. */
export class MemoryStore implements StageStore {
  readonly #outputs = new Map<string, StageOutput>();

  async get(key: string): Promise<StageOutput | null> {
    return this.#outputs.get(key) ?? null;
  }

  async put(key: string, product: StageProduct): Promise<StageOutput> {
    const output: StageOutput = {
      key,
      bytes: 0,
      facts: product.facts ?? {},
      tensors: async () => product.tensors,
      forget: () => {},
      file: (name) => {
        throw new RangeError(`no file ${name}`);
      },
      read: (name) => Promise.reject(new RangeError(`no file ${name}`)),
      check: async () => {},
    };
    this.#outputs.set(key, output);
    return output;
  }

  scratch(): Promise<string> {
    return Promise.reject(new Error('a memory store keeps no files'));
  }
}
