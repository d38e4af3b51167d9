import { and, asc, eq, gt, max, sql } from 'drizzle-orm';
import type { GenerationEvent, StoredEvent } from '../../core/runs/events.ts';
import type { EventStore } from '../../core/runs/service.ts';
import type { Database } from '../database.ts';
import { events } from '../schema.ts';

export class EventRepository implements EventStore {
  readonly #insert;
  readonly #after;
  readonly #last;

  constructor({ orm }: Database) {
    const generation = sql.placeholder('generation');
    this.#insert = orm
      .insert(events)
      .values({
        generation,
        // Read and written by one statement, so that no two events get the same number and none is left out.
        seq: sql`(select coalesce(max(seq), 0) + 1 from events where generation = ${generation})`,
        at: sql.placeholder('at'),
        event: sql.placeholder('event'),
      })
      .returning()
      .prepare();
    this.#after = orm
      .select()
      .from(events)
      .where(and(eq(events.generation, generation), gt(events.seq, sql.placeholder('seq'))))
      .orderBy(asc(events.seq))
      .limit(sql.placeholder('limit'))
      .prepare();
    this.#last = orm
      .select({ seq: max(events.seq) })
      .from(events)
      .where(eq(events.generation, generation))
      .prepare();
  }

  append(generation: string, event: GenerationEvent): StoredEvent {
    return this.#insert.get({ generation, event, at: Date.now() });
  }

  /** Events with a higher number than `seq`, oldest first. */
  after(generation: string, seq: number, limit: number): StoredEvent[] {
    return this.#after.all({ generation, seq, limit });
  }

  last(generation: string): number {
    return this.#last.get({ generation })?.seq ?? 0;
  }
}
