import { asc, desc, eq } from 'drizzle-orm';
import type { RunMemory } from '../../core/runs/events.ts';
import type { MemoryTimeline } from '../../core/runs/measured-memory.ts';
import type { Rung } from '../../core/runs/rung.ts';
import type { Run } from '../../core/runs/service.ts';
import type { RunReason } from '../../core/runs/spec.ts';
import type { Database } from '../database.ts';
import { newId } from '../ids.ts';
import { runs } from '../schema.ts';

export type RunEnd = Pick<Run, 'state'> &
  Partial<
    Pick<Run, 'errorCode' | 'errorMessage' | 'errorField' | 'errorAccepted' | 'outOfMemory' | 'nextRung' | 'result'>
  >;

export class RunRepository {
  readonly #orm;

  constructor(database: Database) {
    this.#orm = database.orm;
  }

  find(id: string): Run | undefined {
    return this.#orm.select().from(runs).where(eq(runs.id, id)).get();
  }

  /** Every attempt, in order. */
  list(generation: string): Run[] {
    return this.#orm.select().from(runs).where(eq(runs.generation, generation)).orderBy(asc(runs.attempt)).all();
  }

  listRunning(): Run[] {
    return this.#orm.select().from(runs).where(eq(runs.state, 'RUNNING')).orderBy(asc(runs.id)).all();
  }

  /** Starts the next attempt. Call inside a transaction. */
  insert(generation: string, reason: RunReason, rung: Rung | null): Run {
    const last = this.#orm
      .select({ attempt: runs.attempt })
      .from(runs)
      .where(eq(runs.generation, generation))
      .orderBy(desc(runs.attempt))
      .limit(1)
      .get();
    const attempt = (last?.attempt ?? 0) + 1;
    const row = { id: newId(), generation, attempt, reason, rung, state: 'RUNNING' as const, startedAt: Date.now() };
    return this.#orm.insert(runs).values(row).returning().get();
  }

  setPeak(id: string, peakBytes: number): void {
    this.#orm.update(runs).set({ peakBytes }).where(eq(runs.id, id)).run();
  }

  setMemory(id: string, memory: RunMemory): void {
    this.#orm.update(runs).set({ memory }).where(eq(runs.id, id)).run();
  }

  /** Stores memory over time, and its peaks. */
  setMeasured(id: string, memoryTimeline: MemoryTimeline): void {
    const { ramBytes, deviceBytes } = memoryTimeline;
    const peakBytes = Math.max(0, ...ramBytes) || null;
    const peakDeviceBytes = deviceBytes && Math.max(...deviceBytes.map((bytes) => bytes ?? 0));
    this.#orm.update(runs).set({ memoryTimeline, peakBytes, peakDeviceBytes }).where(eq(runs.id, id)).run();
  }

  finish(id: string, end: RunEnd): void {
    this.#orm
      .update(runs)
      .set({ ...end, finishedAt: Date.now() })
      .where(eq(runs.id, id))
      .run();
  }
}
