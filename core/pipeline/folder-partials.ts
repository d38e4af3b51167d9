import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { FolderStore } from './folder-store.ts';
import type { PartialStore } from './sampler-checkpoint.ts';
import type { StageOutput, StageProduct } from './stage-store.ts';

/** Folder of unfinished stage outputs in a stage cache. */
export const PARTIALS = 'partial';

/** Folder of a generation's unfinished stage outputs. */
export const partialsFolder = (cache: string, generation: string): string => join(cache, PARTIALS, generation);

/** The unfinished stage outputs of one generation, in two places by turns: while one is written, the other one is whole. */
export class FolderPartials implements PartialStore {
  readonly #folder: string;
  readonly #places: FolderStore;

  constructor(cache: string, generation: string) {
    this.#folder = partialsFolder(cache, generation);
    this.#places = new FolderStore(this.#folder);
  }

  async #newest(key: string): Promise<{ readonly place: number; readonly output: StageOutput } | null> {
    const found = [];
    for (const place of [0, 1]) {
      const output = await this.#places.get(`${key}-${place}`);
      if (output) found.push({ place, output, turn: Number(output.facts.turn) });
    }
    return found.sort((a, b) => b.turn - a.turn)[0] ?? null;
  }

  async get(key: string): Promise<StageOutput | null> {
    return (await this.#newest(key))?.output ?? null;
  }

  async put(key: string, product: StageProduct): Promise<void> {
    const newest = await this.#newest(key);
    const turn = newest ? Number(newest.output.facts.turn) + 1 : 0;
    const place = newest ? 1 - newest.place : 0;
    await this.#places.put(`${key}-${place}`, { ...product, facts: { ...product.facts, turn } });
    await this.#places.clean();
  }

  async remove(key: string): Promise<void> {
    for (const place of [0, 1]) await this.#places.remove(`${key}-${place}`);
  }

  /** Removes everything, once the generation needs none of it any more. */
  async removeAll(): Promise<void> {
    await rm(this.#folder, { recursive: true, force: true });
  }
}
