import type { ServerConfig } from '../config.ts';

const DAY_MS = 86_400_000;

/** What may go, and when. */
export interface RetentionRules {
  /** Most bytes of the stage cache; beyond, the outputs that were used longest ago go first. */
  readonly cacheBytes: number;
  /** Most bytes of weights with merged LoRAs; beyond, those that were used longest ago go first. */
  readonly mergedBytes: number;
  /** Stage outputs and weights with merged LoRAs that were not used for this long go. */
  readonly cacheAgeMs: number;
  /** Assets that no generation refers to go when they are this old. */
  readonly assetAgeMs: number;
}

export const retentionRules = (config: ServerConfig): RetentionRules => ({
  cacheBytes: config.GENESIS_CACHE_BYTES,
  mergedBytes: config.GENESIS_MERGED_BYTES,
  cacheAgeMs: config.GENESIS_CACHE_DAYS * DAY_MS,
  assetAgeMs: config.GENESIS_ASSET_DAYS * DAY_MS,
});

/** Of the stage cache, or of the weights with merged LoRAs. */
export interface CacheEntry {
  readonly dir: string;
  /** What it is needed by: a content address, or a file. */
  readonly key: string;
  readonly bytes: number;
  /** Milliseconds since the epoch. */
  readonly usedAt: number;
}

/**
 * Entries of a cache that the rules give up, the longest unused first. Pure.
 * @param needed keys that stay whatever the rules say
 * @param runningSince start of the oldest run under way: what was used since then may be in use; null: nothing runs
 */
export function chooseEntries(
  entries: readonly CacheEntry[],
  rules: Pick<RetentionRules, 'cacheBytes' | 'cacheAgeMs'>,
  needed: ReadonlySet<string>,
  runningSince: number | null,
  now: number,
): CacheEntry[] {
  let bytes = entries.reduce((sum, entry) => sum + entry.bytes, 0);
  const free = entries
    .filter(({ key, usedAt }) => !needed.has(key) && (runningSince === null || usedAt < runningSince))
    .sort((a, b) => a.usedAt - b.usedAt);
  return free.filter((entry) => {
    if (now - entry.usedAt <= rules.cacheAgeMs && bytes <= rules.cacheBytes) return false;
    bytes -= entry.bytes;
    return true;
  });
}
