import { readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { PARTIALS } from '../../../core/pipeline/folder-partials.ts';
import type { StorageUse } from '../../../db/repositories/storage-use.ts';
import type { AssetFiles } from './asset-files.ts';
import type { MergedWeights } from './merged-weights.ts';
import { type CacheEntry, chooseEntries, type RetentionRules } from './retention-rules.ts';

/** Ending of an entry that is about to go. */
const AWAY = '.away';

export interface CleanReport {
  /** Assets that no generation refers to, removed. */
  readonly assets: number;
  /** Stage outputs and unfinished windows, removed. */
  readonly cacheEntries: number;
  /** Sets of weights with merged LoRAs, removed. */
  readonly mergedWeights: number;
  readonly bytes: number;
}

export interface CleanerParts {
  readonly use: StorageUse;
  readonly files: AssetFiles;
  /** Folder of the stage cache. */
  readonly cache: string;
  readonly merged: MergedWeights;
  readonly rules: RetentionRules;
  readonly log: Pick<Logger, 'info' | 'warn'>;
}

/** Removes what the retention rules give up. What a queued, running, paused or kept generation refers to stays. */
export class StorageCleaner {
  readonly #parts: CleanerParts;
  #timer: NodeJS.Timeout | undefined;
  #cleaning: Promise<CleanReport> | undefined;

  constructor(parts: CleanerParts) {
    this.#parts = parts;
  }

  /** Cleans now and then. @param hours between two times; 0: never */
  start(hours: number): void {
    if (hours === 0) return;
    const clean = () => {
      this.clean().catch((error: unknown) => this.#parts.log.warn({ err: error }, 'storage cannot be cleaned'));
    };
    this.#timer = setInterval(clean, hours * 3_600_000);
    this.#timer.unref();
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#cleaning?.catch(() => {});
  }

  /** Two callers at once share one cleaning. */
  clean(): Promise<CleanReport> {
    this.#cleaning ??= this.#clean().finally(() => {
      this.#cleaning = undefined;
    });
    return this.#cleaning;
  }

  async #clean(): Promise<CleanReport> {
    const assets = await this.#cleanAssets();
    const entries = await this.#cleanCache();
    const partials = await this.#cleanPartials();
    const merged = await this.#parts.merged.clean();
    const report = {
      assets: assets.count,
      cacheEntries: entries.count + partials,
      mergedWeights: merged.count,
      bytes: assets.bytes + entries.bytes + merged.bytes,
    };
    if (report.assets + report.cacheEntries + report.mergedWeights > 0)
      this.#parts.log.info(report, 'storage was cleaned');
    return report;
  }

  async #cleanAssets(): Promise<{ count: number; bytes: number }> {
    const { use, files, rules } = this.#parts;
    let [count, bytes] = [0, 0];
    for (const asset of use.orphans(Date.now() - rules.assetAgeMs)) {
      // A generation may have come in between that refers to it: this looks again, in one transaction.
      if (!use.removeAsset(asset.id)) continue;
      await files.remove(asset.sha256, asset.mimeType, () => use.hasContent(asset.sha256));
      count += 1;
      bytes += asset.bytes;
    }
    return { count, bytes };
  }

  async #entries(): Promise<CacheEntry[]> {
    const { cache } = this.#parts;
    const shards = (await readdir(cache).catch(() => [])).filter((name) => /^[0-9a-f]{2}$/.test(name));
    const entries = shards.map(async (shard) => {
      const names = await readdir(join(cache, shard)).catch(() => []);
      // A server that ended in the middle of a cleaning has left them.
      for (const name of names.filter((one) => one.endsWith(AWAY))) await putBack(join(cache, shard, name));
      const keys = new Set(names.map((name) => name.replace(AWAY, '')));
      return Promise.all([...keys].map((key) => this.#entry(join(cache, shard, key), key)));
    });
    return (await Promise.all(entries)).flat().filter((entry) => entry !== null);
  }

  async #entry(dir: string, key: string): Promise<CacheEntry | null> {
    try {
      const names = await readdir(dir);
      const files = await Promise.all(names.map((name) => stat(join(dir, name))));
      return { dir, key, bytes: files.reduce((sum, { size }) => sum + size, 0), usedAt: await usedAt(dir) };
    } catch {
      return null;
    }
  }

  async #cleanCache(): Promise<{ count: number; bytes: number }> {
    const { use, rules } = this.#parts;
    const chosen = chooseEntries(await this.#entries(), rules, use.neededKeys(), use.oldestRunStart(), Date.now());
    const moved: CacheEntry[] = [];
    for (const entry of chosen) if (await putAway(entry.dir)) moved.push(entry);
    // Who has looked one up in between has left its mark, and who needs one now has been stored: both get it back.
    const needed = use.neededKeys();
    let [count, bytes] = [0, 0];
    for (const entry of moved) {
      const away = `${entry.dir}${AWAY}`;
      if (needed.has(entry.key) || (await usedAt(away)) > entry.usedAt) {
        await putBack(away);
        continue;
      }
      await rm(away, { recursive: true, force: true });
      count += 1;
      bytes += entry.bytes;
    }
    return { count, bytes };
  }

  /** Unfinished windows are of use to generations that can go on. */
  async #cleanPartials(): Promise<number> {
    const folder = join(this.#parts.cache, PARTIALS);
    const kept = this.#parts.use.unfinished();
    const gone = (await readdir(folder).catch(() => [])).filter((generation) => !kept.has(generation));
    for (const generation of gone) await rm(join(folder, generation), { recursive: true, force: true });
    return gone.length;
  }
}

/** false: a worker has removed it in between, or its folder takes no changes. */
const putAway = (dir: string): Promise<boolean> =>
  rename(dir, `${dir}${AWAY}`).then(
    () => true,
    () => false,
  );

/** Undoes the first step of a removal; an entry that was made anew meanwhile stays. */
async function putBack(away: string): Promise<void> {
  await rename(away, away.slice(0, -AWAY.length)).catch(() => rm(away, { recursive: true, force: true }));
}

/** When an entry of the stage cache was made or last found. */
async function usedAt(dir: string): Promise<number> {
  return (await stat(join(dir, 'record.json'))).mtimeMs;
}
