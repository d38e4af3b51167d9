import { eq, or } from 'drizzle-orm';
import type { PageRequest, Preset } from '../../core/runs/service.ts';
import type { Database } from '../database.ts';
import { newId } from '../ids.ts';
import { presets } from '../schema.ts';
import { pageOf } from './page.ts';

export type NewPreset = Pick<Preset, 'name' | 'title' | 'description' | 'settings'>;

export class PresetRepository {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  get #orm() {
    return this.#database.orm;
  }

  list(page: PageRequest): Preset[] {
    const { where, orderBy, limit } = pageOf(presets.id, page);
    return this.#orm.select().from(presets).where(where).orderBy(orderBy).limit(limit).all();
  }

  find(idOrName: string): Preset | undefined {
    return this.#orm
      .select()
      .from(presets)
      .where(or(eq(presets.name, idOrName), eq(presets.id, idOrName)))
      .get();
  }

  insert(preset: NewPreset, builtIn: boolean): Preset {
    const now = Date.now();
    const row = { ...preset, id: newId(), builtIn, version: 1, createdAt: now, updatedAt: now };
    return this.#orm.insert(presets).values(row).returning().get();
  }

  /** Stores the preset as it is now. */
  update({
    id,
    name,
    title,
    description,
    version,
    settings,
  }: Omit<Preset, 'createdAt' | 'updatedAt' | 'builtIn'>): Preset {
    const row = { name, title, description, version, settings, updatedAt: Date.now() };
    return this.#orm.update(presets).set(row).where(eq(presets.id, id)).returning().get()!;
  }

  delete(id: string): void {
    this.#orm.delete(presets).where(eq(presets.id, id)).run();
  }

  /**
   * Puts in the shipped presets that are missing and brings those that nobody changed to what is shipped now. A
   * user's own preset of the same name, and a user's changes, stay.
   */
  seed(shipped: readonly NewPreset[]): void {
    this.#database.transaction(() => {
      for (const preset of shipped) {
        const known = this.find(preset.name);
        if (!known) this.insert(preset, true);
        else if (known.builtIn && known.version === 1) this.#refresh(known.id, preset);
      }
    });
  }

  #refresh(id: string, { title, description, settings }: NewPreset): void {
    this.#orm.update(presets).set({ title, description, settings }).where(eq(presets.id, id)).run();
  }
}
