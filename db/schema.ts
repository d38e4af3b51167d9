import { index, integer, primaryKey, real, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type { ErrorCode } from '../core/errors/catalogue.ts';
import type {
  GenerationEvent,
  MemoryShortage,
  RunMemory,
  RunResult,
  StageName,
  TensorDiagnostic,
} from '../core/runs/events.ts';
import type { MemoryTimeline, ProcessPeak } from '../core/runs/measured-memory.ts';
import type { Rung } from '../core/runs/rung.ts';
import type { AssetKind } from '../core/runs/service.ts';
import type {
  GenerationMode,
  GenerationSettings,
  GenerationSpec,
  GenerationState,
  RunReason,
  RunState,
} from '../core/runs/spec.ts';

/*
 * Ids are UUIDv7 in text, so that their order is the order of creation. Times are milliseconds since the epoch, sizes
 * bytes.
 */

export const presets = sqliteTable('presets', {
  id: text().primaryKey(),
  name: text().notNull().unique(),
  title: text().notNull(),
  description: text().notNull(),
  builtIn: integer('built_in', { mode: 'boolean' }).notNull(),
  version: integer().notNull(),
  settings: text({ mode: 'json' }).$type<GenerationSettings>().notNull(),
  createdAt: integer('created_at').notNull(),
  updatedAt: integer('updated_at').notNull(),
});

export const assets = sqliteTable('assets', {
  id: text().primaryKey(),
  kind: text().$type<AssetKind>().notNull(),
  mimeType: text('mime_type').notNull(),
  sha256: text().notNull().unique(),
  bytes: integer().notNull(),
  filename: text(),
  width: integer(),
  height: integer(),
  seconds: real(),
  createdAt: integer('created_at').notNull(),
});

export const generations = sqliteTable(
  'generations',
  {
    id: text().primaryKey(),
    state: text().$type<GenerationState>().notNull(),
    mode: text().$type<GenerationMode>().notNull(),
    /** Name of the preset that the settings started from. */
    preset: text().notNull(),
    spec: text({ mode: 'json' }).$type<GenerationSpec>().notNull(),
    specHash: text('spec_hash').notNull(),
    /** Hash of the request as it came, before presets, defaults and the seed: what an idempotency key stands for. */
    requestHash: text('request_hash').notNull(),
    idempotencyKey: text('idempotency_key').unique(),
    outputAsset: text('output_asset').references(() => assets.id),
    /** Place in the queue, oldest first; null when it is not waiting. */
    queuedAt: integer('queued_at'),
    /** Why the next run will be started; null when none waits. */
    queuedReason: text('queued_reason').$type<RunReason>(),
    createdAt: integer('created_at').notNull(),
    updatedAt: integer('updated_at').notNull(),
  },
  (table) => [
    index('generations_by_state').on(table.state, table.id),
    index('generations_in_queue').on(table.queuedAt, table.id),
  ],
);

const generation = () =>
  text()
    .notNull()
    .references(() => generations.id, { onDelete: 'cascade' });

export const runs = sqliteTable(
  'runs',
  {
    id: text().primaryKey(),
    generation: generation(),
    /** 1, 2, 3, ... within the generation. */
    attempt: integer().notNull(),
    reason: text().$type<RunReason>().notNull(),
    state: text().$type<RunState>().notNull(),
    startedAt: integer('started_at').notNull(),
    finishedAt: integer('finished_at'),
    peakBytes: integer('peak_bytes'),
    peakDeviceBytes: integer('peak_device_bytes'),
    memoryTimeline: text('memory_timeline', { mode: 'json' }).$type<MemoryTimeline>(),
    errorCode: text('error_code').$type<ErrorCode>(),
    errorMessage: text('error_message'),
    errorField: text('error_field'),
    errorAccepted: text('error_accepted'),
    outOfMemory: text('out_of_memory', { mode: 'json' }).$type<MemoryShortage>(),
    rung: text({ mode: 'json' }).$type<Rung>(),
    nextRung: text('next_rung', { mode: 'json' }).$type<Rung>(),
    result: text({ mode: 'json' }).$type<Omit<RunResult, 'file'>>(),
    memory: text({ mode: 'json' }).$type<RunMemory>(),
  },
  (table) => [
    uniqueIndex('runs_by_attempt').on(table.generation, table.attempt),
    index('runs_by_state').on(table.state),
  ],
);

export const stageOutputs = sqliteTable(
  'stage_outputs',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    run: text()
      .notNull()
      .references(() => runs.id, { onDelete: 'cascade' }),
    stage: text().$type<StageName>().notNull(),
    /** Index of the window; null for a stage that runs once. */
    window: integer(),
    /** Content address in the stage cache. */
    key: text().notNull(),
    cached: integer({ mode: 'boolean' }).notNull(),
    seconds: real().notNull(),
    peakBytes: integer('peak_bytes'),
    peakDeviceBytes: integer('peak_device_bytes'),
    processes: text({ mode: 'json' }).$type<readonly ProcessPeak[]>().notNull().default([]),
    bytes: integer().notNull(),
    tensors: text({ mode: 'json' }).$type<readonly TensorDiagnostic[]>().notNull(),
  },
  (table) => [index('stage_outputs_by_run').on(table.run)],
);

export const events = sqliteTable(
  'events',
  {
    generation: generation(),
    /** 1, 2, 3, ... without gaps within the generation. */
    seq: integer().notNull(),
    at: integer().notNull(),
    event: text({ mode: 'json' }).$type<GenerationEvent>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.generation, table.seq] })],
);

/** The user's default plugin of a kind. */
export const pluginDefaults = sqliteTable('plugin_defaults', {
  kind: text().primaryKey(),
  plugin: text().notNull(),
  options: text({ mode: 'json' }).$type<Record<string, unknown>>().notNull(),
  updatedAt: integer('updated_at').notNull(),
});
