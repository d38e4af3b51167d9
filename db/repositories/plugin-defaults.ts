import { eq } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { pluginDefaults } from '../schema.ts';

export interface PluginDefault {
  readonly plugin: string;
  readonly options: Readonly<Record<string, unknown>>;
}

export class PluginDefaultRepository {
  readonly #orm;

  constructor(database: Database) {
    this.#orm = database.orm;
  }

  find(kind: string): PluginDefault | undefined {
    return this.#orm.select().from(pluginDefaults).where(eq(pluginDefaults.kind, kind)).get();
  }

  set(kind: string, { plugin, options }: PluginDefault): void {
    const row = { plugin, options: { ...options }, updatedAt: Date.now() };
    this.#orm
      .insert(pluginDefaults)
      .values({ kind, ...row })
      .onConflictDoUpdate({ target: pluginDefaults.kind, set: row })
      .run();
  }

  remove(kind: string): void {
    this.#orm.delete(pluginDefaults).where(eq(pluginDefaults.kind, kind)).run();
  }
}
