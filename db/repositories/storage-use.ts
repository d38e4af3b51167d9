import { eq, inArray, lt, min } from 'drizzle-orm';
import { specOfRun } from '../../core/runs/rung.ts';
import type { Asset } from '../../core/runs/service.ts';
import type { GenerationSpec, GenerationState } from '../../core/runs/spec.ts';
import type { Database } from '../database.ts';
import { assets, generations, runs, stageOutputs } from '../schema.ts';

/** Generations that go on, or may. */
const ALIVE: readonly GenerationState[] = ['QUEUED', 'RUNNING', 'PAUSED'];
const UNFINISHED: readonly GenerationState[] = [...ALIVE, 'FAILED', 'CANCELLED'];
const CONTENT_ADDRESS = /[0-9a-f]{64}/g;

/** What of the data folder is still referred to. */
export class StorageUse {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Ids in the specs and outputs of generations that are kept: whatever an asset is used for, its id is there. */
  #references(): string {
    const rows = this.#database.orm
      .select({ spec: generations.spec, output: generations.outputAsset })
      .from(generations);
    return rows
      .all()
      .map(({ spec, output }) => `${JSON.stringify(spec)} ${output ?? ''}`)
      .join('\n');
  }

  /** Assets from before a time that no generation refers to. */
  orphans(before: number): Asset[] {
    const old = this.#database.orm.select().from(assets).where(lt(assets.createdAt, before)).all();
    if (old.length === 0) return [];
    const references = this.#references();
    return old.filter(({ id }) => !references.includes(id));
  }

  /** Forgets an asset unless a generation refers to it now. false when one does. */
  removeAsset(id: string): boolean {
    return this.#database.transaction(() => {
      if (this.#references().includes(id)) return false;
      return this.#database.orm.delete(assets).where(eq(assets.id, id)).run().changes === 1;
    });
  }

  hasContent(sha256: string): boolean {
    return (
      this.#database.orm.select({ id: assets.id }).from(assets).where(eq(assets.sha256, sha256)).get() !== undefined
    );
  }

  /**
   * Content addresses of stage outputs that generations which go on have made, and of those that any generation names in
   * its spec: the latents that it starts from cannot be made again for it.
   */
  neededKeys(): ReadonlySet<string> {
    const { orm } = this.#database;
    const named = this.#references().match(CONTENT_ADDRESS) ?? [];
    const made = orm
      .select({ key: stageOutputs.key })
      .from(stageOutputs)
      .innerJoin(runs, eq(runs.id, stageOutputs.run))
      .innerJoin(generations, eq(generations.id, runs.generation))
      .where(inArray(generations.state, [...ALIVE]))
      .all();
    return new Set([...named, ...made.map(({ key }) => key)]);
  }

  /** Specs of generations that go on, and what the rungs of their runs make of them. */
  specsInUse(): GenerationSpec[] {
    const rows = this.#database.orm
      .select({ spec: generations.spec, rung: runs.rung, nextRung: runs.nextRung })
      .from(generations)
      .leftJoin(runs, eq(runs.generation, generations.id))
      .where(inArray(generations.state, [...ALIVE]))
      .all();
    return rows.flatMap(({ spec, rung, nextRung }) => [spec, specOfRun(spec, rung), specOfRun(spec, nextRung)]);
  }

  /** Start of the oldest run that is under way. */
  oldestRunStart(): number | null {
    return this.#database.orm
      .select({ at: min(runs.startedAt) })
      .from(runs)
      .where(eq(runs.state, 'RUNNING'))
      .get()!.at;
  }

  /** Generations that can go on from what they have not finished. */
  unfinished(): ReadonlySet<string> {
    const rows = this.#database.orm.select({ id: generations.id }).from(generations);
    return new Set(
      rows
        .where(inArray(generations.state, [...UNFINISHED]))
        .all()
        .map(({ id }) => id),
    );
  }
}
