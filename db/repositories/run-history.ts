import { and, desc, eq, inArray, isNotNull, sql } from 'drizzle-orm';
import type { RunMemory, StageName } from '../../core/runs/events.ts';
import type { GenerationSettings } from '../../core/runs/spec.ts';
import type { Database } from '../database.ts';
import { generations, runs, stageOutputs } from '../schema.ts';

/** A stage that a past run computed, with the plan that it was forecast under. */
export interface PastStage {
  readonly run: string;
  readonly stage: StageName;
  readonly seconds: number;
  readonly peakBytes: number | null;
  readonly peakDeviceBytes: number | null;
  readonly memory: RunMemory;
  readonly settings: Pick<GenerationSettings, 'width' | 'height' | 'frameWindowSize' | 'steps'>;
}

/** What is alike in runs whose memory can be compared. */
export type RunKind = Pick<GenerationSettings, 'model' | 'provider' | 'precision' | 'networkPrecision'>;

/** `dit q8, ...`; empty where all networks have one precision, and in specs from before the field was there. */
const ownPrecisions = sql<string>`(
  select coalesce(group_concat(value ->> 'role' || ' ' || (value ->> 'id'), ', '), '')
  from json_each(${generations.spec}, '$.networkPrecision')
)`;

const setting = (path: string) => sql<string>`json_extract(${generations.spec}, ${path})`;

export class RunHistory {
  readonly #orm;

  constructor(database: Database) {
    this.#orm = database.orm;
  }

  /** Computed stages of the last `limit` runs of a kind that had a plan, the newest run first. */
  stages({ model, provider, precision, networkPrecision }: RunKind, limit: number): PastStage[] {
    const last = this.#orm
      .select({ id: runs.id })
      .from(runs)
      .innerJoin(generations, eq(runs.generation, generations.id))
      .where(
        and(
          isNotNull(runs.memory),
          eq(setting('$.model'), model),
          eq(setting('$.provider.id'), provider.id),
          eq(setting('$.precision.id'), precision.id),
          eq(ownPrecisions, networkPrecision.map(({ role, id }) => `${role} ${id}`).join(', ')),
        ),
      )
      .orderBy(desc(runs.id))
      .limit(limit)
      .all();
    if (last.length === 0) return [];
    const rows = this.#orm
      .select({
        run: runs.id,
        stage: stageOutputs.stage,
        seconds: stageOutputs.seconds,
        peakBytes: stageOutputs.peakBytes,
        peakDeviceBytes: stageOutputs.peakDeviceBytes,
        memory: runs.memory,
        settings: generations.spec,
      })
      .from(stageOutputs)
      .innerJoin(runs, eq(stageOutputs.run, runs.id))
      .innerJoin(generations, eq(runs.generation, generations.id))
      .where(
        and(
          inArray(
            runs.id,
            last.map(({ id }) => id),
          ),
          eq(stageOutputs.cached, false),
        ),
      )
      .orderBy(desc(runs.id))
      .all();
    return rows.map((row) => ({ ...row, memory: row.memory! }));
  }
}
