import { asc, eq, getTableColumns } from 'drizzle-orm';
import type { StageRecord } from '../../core/runs/events.ts';
import type { StoredStage } from '../../core/runs/service.ts';
import type { Database } from '../database.ts';
import { stageOutputs } from '../schema.ts';

export class StageOutputRepository {
  readonly #orm;

  constructor(database: Database) {
    this.#orm = database.orm;
  }

  insert(run: string, record: StageRecord): void {
    const { stage, window, key, cached, seconds, peakBytes, peakDeviceBytes, processes, bytes, tensors } = record;
    this.#orm
      .insert(stageOutputs)
      .values({ run, stage, window, key, cached, seconds, peakBytes, peakDeviceBytes, processes, bytes, tensors })
      .run();
  }

  /** Stages of a run in the order in which they finished. */
  list(run: string): StoredStage[] {
    const { id: _, ...columns } = getTableColumns(stageOutputs);
    return this.#orm
      .select(columns)
      .from(stageOutputs)
      .where(eq(stageOutputs.run, run))
      .orderBy(asc(stageOutputs.id))
      .all();
  }
}
