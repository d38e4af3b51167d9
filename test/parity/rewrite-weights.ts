import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { rewriteCheckpoint } from '../support/synthetic/rewrite.ts';
import type { WrittenForm } from '../support/synthetic/write-checkpoint.ts';
import type { ParityCase } from './case.ts';

/** Rewrites the weights of cases as another tool would have written them, into a temporary folder. */
export class WeightRewriter {
  readonly #form: WrittenForm;
  /** Original file → rewritten one; cases share weights. */
  readonly #written = new Map<string, Promise<string>>();
  #folder: Promise<string> | undefined;

  constructor(form: WrittenForm) {
    this.#form = form;
  }

  async #rewrite(file: string): Promise<string> {
    this.#folder ??= mkdtemp(join(tmpdir(), 'genesis-parity-'));
    return rewriteCheckpoint(file, join(await this.#folder, String(this.#written.size)), this.#form);
  }

  /** The case's config.json with its weights replaced; cases without weights as they are. */
  async config(dir: string, config: ParityCase['config']): Promise<ParityCase['config']> {
    if (typeof config.weights !== 'object' || config.weights === null) return config;
    const weights: Record<string, string> = {};
    for (const [key, file] of Object.entries(config.weights as Record<string, string>)) {
      const original = join(dir, file);
      const written = this.#written.get(original) ?? this.#rewrite(original);
      this.#written.set(original, written);
      weights[key] = relative(dir, await written);
    }
    return { ...config, weights };
  }

  async clean(): Promise<void> {
    if (this.#folder) await rm(await this.#folder, { recursive: true, force: true });
  }
}
