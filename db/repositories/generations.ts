import { and, asc, desc, eq, getTableColumns, inArray, or, type SQL, sql } from 'drizzle-orm';
import { LORA_DEFAULTS } from '../../core/runs/lora-settings.ts';
import { MEMORY_DEFAULTS } from '../../core/runs/memory-settings.ts';
import { PRECISION_DEFAULTS } from '../../core/runs/precision-settings.ts';
import { SAMPLING_DEFAULTS } from '../../core/runs/sampling-settings.ts';
import type { Generation, GenerationFilter, PageRequest } from '../../core/runs/service.ts';
import type { GenerationState } from '../../core/runs/spec.ts';
import { INPUT_DEFAULTS } from '../../core/runs/spec-inputs.ts';
import type { Database } from '../database.ts';
import { newId } from '../ids.ts';
import { generations } from '../schema.ts';
import { pageOf } from './page.ts';

export interface NewGeneration extends Pick<Generation, 'spec' | 'specHash' | 'idempotencyKey'> {
  readonly requestHash: string;
}

/** A spec that was stored before a setting was there gets the value that changes nothing. */
function completed<Row extends Pick<Generation, 'spec'>>(row: Row): Row {
  return {
    ...row,
    spec: {
      ...SAMPLING_DEFAULTS,
      ...INPUT_DEFAULTS,
      ...LORA_DEFAULTS,
      ...PRECISION_DEFAULTS,
      ...MEMORY_DEFAULTS,
      ...row.spec,
    },
  };
}

function columns() {
  const { id, state, spec, specHash, idempotencyKey, outputAsset, createdAt, updatedAt } = getTableColumns(generations);
  return { id, state, spec, specHash, idempotencyKey, outputAsset, createdAt, updatedAt };
}

function promptContains(text: string): SQL {
  const pattern = `%${text.replace(/[\\%_]/g, '\\$&')}%`;
  const like = (path: string) => sql`${generations.spec} ->> ${path} LIKE ${pattern} ESCAPE '\\'`;
  return or(like('$.prompt'), like('$.negativePrompt'))!;
}

export class GenerationRepository {
  readonly #orm;
  readonly #byId;

  constructor(database: Database) {
    this.#orm = database.orm;
    this.#byId = this.#orm
      .select(columns())
      .from(generations)
      .where(eq(generations.id, sql.placeholder('id')))
      .prepare();
  }

  find(id: string): Generation | undefined {
    const row = this.#byId.get({ id });
    return row && completed(row);
  }

  findByKey(idempotencyKey: string): { readonly generation: Generation; readonly requestHash: string } | undefined {
    const row = this.#orm
      .select({ ...columns(), requestHash: generations.requestHash })
      .from(generations)
      .where(eq(generations.idempotencyKey, idempotencyKey))
      .get();
    if (!row) return undefined;
    const { requestHash, ...generation } = row;
    return { generation: completed(generation), requestHash };
  }

  /** The generation whose finished video an asset is; the latest, when the same came out several times. */
  findByOutput(asset: string): Generation | undefined {
    const row = this.#orm
      .select(columns())
      .from(generations)
      .where(eq(generations.outputAsset, asset))
      .orderBy(desc(generations.id))
      .limit(1)
      .get();
    return row && completed(row);
  }

  list(filter: GenerationFilter, page: PageRequest): Generation[] {
    const { where, orderBy, limit } = pageOf(
      generations.id,
      page,
      and(
        filter.states && inArray(generations.state, [...filter.states]),
        filter.mode && eq(generations.mode, filter.mode),
        filter.preset === undefined ? undefined : eq(generations.preset, filter.preset),
        filter.scheduler === undefined
          ? undefined
          : sql`${generations.spec} ->> '$.scheduler.id' = ${filter.scheduler}`,
        filter.text === undefined ? undefined : promptContains(filter.text),
      ),
    );
    const rows = this.#orm.select(columns()).from(generations).where(where).orderBy(orderBy).limit(limit).all();
    return rows.map(completed);
  }

  idsInState(state: GenerationState): string[] {
    const rows = this.#orm
      .select({ id: generations.id })
      .from(generations)
      .where(eq(generations.state, state))
      .orderBy(asc(generations.id))
      .all();
    return rows.map(({ id }) => id);
  }

  insert(generation: NewGeneration): Generation {
    const { mode, preset } = generation.spec;
    const now = Date.now();
    const row = { ...generation, id: newId(), state: 'QUEUED' as const, mode, preset, createdAt: now, updatedAt: now };
    return this.#orm.insert(generations).values(row).returning(columns()).get();
  }

  /** @param outputAsset the finished video of a generation that succeeded */
  setState(id: string, state: GenerationState, outputAsset: string | null = null): void {
    this.#orm
      .update(generations)
      .set({ state, outputAsset, updatedAt: Date.now() })
      .where(eq(generations.id, id))
      .run();
  }

  /** Removes the generation with its runs, stage outputs and events. */
  delete(id: string): void {
    this.#orm.delete(generations).where(eq(generations.id, id)).run();
  }
}
