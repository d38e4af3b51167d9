import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { PACKAGE_ROOT } from '../../apps/server/config.ts';
import type { GenerationSpec } from '../../core/runs/spec.ts';
import { INPUT_DEFAULTS } from '../../core/runs/spec-inputs.ts';
import { type Database, openDatabase } from '../../db/database.ts';
import type { NewGeneration } from '../../db/repositories/generations.ts';
import { demoSettings } from './api-settings.ts';

export const MIGRATIONS = join(PACKAGE_ROOT, 'db', 'migrations');

/** A folder that is removed after the test. */
export function testFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'genesis-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Opens a database file; closing it again is the test's own affair. */
export function openAt(folder: string): Database {
  return openDatabase(join(folder, 'genesis.sqlite'), MIGRATIONS);
}

/** A database in a file of its own, closed and removed after the test. */
export function testDatabase(): Database {
  const database = openAt(testFolder());
  onTestFinished(() => database.close());
  return database;
}

export function newGeneration(
  changes: Partial<GenerationSpec> = {},
  idempotencyKey: string | null = null,
): NewGeneration {
  const spec: GenerationSpec = {
    ...demoSettings,
    ...INPUT_DEFAULTS,
    mode: 'INFINITETALK',
    image: { id: 'image', sha256: 'b'.repeat(64) },
    audio: null,
    prompt: 'a person talks',
    negativePrompt: '',
    seed: 1,
    preset: 'demo',
    ...changes,
  };
  return { spec, specHash: 'a'.repeat(64), requestHash: 'c'.repeat(64), idempotencyKey };
}
