import { eq, inArray } from 'drizzle-orm';
import type { Asset } from '../../core/runs/service.ts';
import type { Database } from '../database.ts';
import { newId } from '../ids.ts';
import { assets } from '../schema.ts';

export type NewAsset = Omit<Asset, 'id' | 'createdAt'>;

export class AssetRepository {
  readonly #orm;

  constructor(database: Database) {
    this.#orm = database.orm;
  }

  find(id: string): Asset | undefined {
    return this.#orm.select().from(assets).where(eq(assets.id, id)).get();
  }

  findBySha256(sha256: string): Asset | undefined {
    return this.#orm.select().from(assets).where(eq(assets.sha256, sha256)).get();
  }

  findMany(ids: readonly string[]): (Asset | null)[] {
    const rows = this.#orm
      .select()
      .from(assets)
      .where(inArray(assets.id, [...ids]))
      .all();
    const byId = new Map(rows.map((row) => [row.id, row]));
    return ids.map((id) => byId.get(id) ?? null);
  }

  /** The asset with this content: the known one, else a new one. */
  ensure(asset: NewAsset): Asset {
    this.#orm
      .insert(assets)
      .values({ ...asset, id: newId(), createdAt: Date.now() })
      .onConflictDoNothing({ target: assets.sha256 })
      .run();
    return this.findBySha256(asset.sha256)!;
  }
}
