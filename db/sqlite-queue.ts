import { and, asc, count, eq, isNotNull } from 'drizzle-orm';
import { GenesisError } from '../core/errors/genesis-error.ts';
import type { QueueDriver, QueueEntry } from '../core/runs/queue.ts';
import type { RunReason } from '../core/runs/spec.ts';
import type { Database } from './database.ts';
import { generations } from './schema.ts';

const LEFT = { queuedAt: null, queuedReason: null };
/** Reasons that continue a run: the generation has waited already. */
const KEEPS_PLACE: readonly RunReason[] = ['RESUME', 'OUT_OF_MEMORY_STEP'];
const ORDER = [asc(generations.queuedAt), asc(generations.id)] as const;

/** The queue as two columns of the generations, so that state and place change in one transaction. */
export class SqliteQueue implements QueueDriver {
  readonly #database: Database;
  readonly #limit: number;

  /** @param limit most generations waiting */
  constructor(database: Database, limit: number) {
    this.#database = database;
    this.#limit = limit;
  }

  waiting(): string[] {
    const rows = this.#database.orm
      .select({ id: generations.id })
      .from(generations)
      .where(isNotNull(generations.queuedAt))
      .orderBy(...ORDER)
      .all();
    return rows.map(({ id }) => id);
  }

  add(generation: string, reason: RunReason): void {
    const { orm } = this.#database;
    this.#database.transaction(() => {
      const { waiting } = orm
        .select({ waiting: count() })
        .from(generations)
        .where(isNotNull(generations.queuedAt))
        .get()!;
      if (!KEEPS_PLACE.includes(reason) && waiting >= this.#limit) {
        throw new GenesisError('QUEUE_FULL', `${waiting} generations are waiting already`, {
          accepted: `at most ${this.#limit} waiting generations; try again later`,
        });
      }
      const queuedAt = KEEPS_PLACE.includes(reason) ? generations.createdAt : Date.now();
      orm.update(generations).set({ queuedAt, queuedReason: reason }).where(eq(generations.id, generation)).run();
    });
  }

  take(): QueueEntry | null {
    const { orm } = this.#database;
    return this.#database.transaction(() => {
      const next = orm
        .select({ generation: generations.id, reason: generations.queuedReason })
        .from(generations)
        .where(isNotNull(generations.queuedAt))
        .orderBy(...ORDER)
        .limit(1)
        .get();
      if (!next) return null;
      orm.update(generations).set(LEFT).where(eq(generations.id, next.generation)).run();
      return { generation: next.generation, reason: next.reason! };
    });
  }

  remove(generation: string): boolean {
    const { changes } = this.#database.orm
      .update(generations)
      .set(LEFT)
      .where(and(eq(generations.id, generation), isNotNull(generations.queuedAt)))
      .run();
    return changes === 1;
  }
}
