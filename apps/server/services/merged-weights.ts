import { readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { GenesisError } from '../../../core/errors/genesis-error.ts';
import type { ModelSet } from '../../../core/models/model-set.ts';
import { mergedWeightsFile } from '../../../core/pipeline/merged-weights.ts';
import type { PluginRegistry } from '../../../core/plugin-host/registry.ts';
import { MERGED } from '../../../core/quantize/converted-files.ts';
import type { StorageUse } from '../../../db/repositories/storage-use.ts';
import { type CacheEntry, chooseEntries, type RetentionRules } from './retention-rules.ts';

export interface MergedWeightsParts {
  readonly use: Pick<StorageUse, 'specsInUse' | 'oldestRunStart'>;
  /** Folder of all converted weights. */
  readonly dir: string;
  readonly registry: PluginRegistry;
  readonly modelSet: (name: string) => Promise<ModelSet>;
  readonly rules: Pick<RetentionRules, 'mergedBytes' | 'cacheAgeMs'>;
}

const SET = new RegExp(`^(.+\\${MERGED})\\.(safetensors|partial)$`);

/** Files of a set, but for the lock that a process may hold. */
async function filesOf(base: string): Promise<string[]> {
  const names = await readdir(dirname(base)).catch(() => []);
  const own = names.filter((name) => name.startsWith(`${basename(base)}.`) && !name.endsWith('.lock'));
  return own.map((name) => join(dirname(base), name));
}

/** Weights with merged LoRAs, finished and unfinished: there may be a set for every strength that was ever asked for. */
export class MergedWeights {
  readonly #parts: MergedWeightsParts;

  constructor(parts: MergedWeightsParts) {
    this.#parts = parts;
  }

  /** Removes what the rules give up. What a queued, running or paused generation loads stays. */
  async clean(): Promise<{ count: number; bytes: number }> {
    const { rules, use } = this.#parts;
    const entries = await this.#entries();
    if (entries.length === 0) return { count: 0, bytes: 0 };
    const limits = { cacheBytes: rules.mergedBytes, cacheAgeMs: rules.cacheAgeMs };
    const chosen = chooseEntries(entries, limits, await this.#needed(), use.oldestRunStart(), Date.now());
    let [count, bytes] = [0, 0];
    for (const entry of chosen) {
      if (!(await remove(entry))) continue;
      count += 1;
      bytes += entry.bytes;
    }
    return { count, bytes };
  }

  async #entries(): Promise<CacheEntry[]> {
    const { dir } = this.#parts;
    const names = (await readdir(dir, { recursive: true }).catch(() => [])).map((name) => SET.exec(name)?.[1]);
    const bases = new Set(names.flatMap((name) => (name === undefined ? [] : [join(dir, name)])));
    return Promise.all(
      [...bases].map(async (base) => {
        const files = await Promise.all((await filesOf(base)).map((file) => stat(file)));
        const bytes = files.reduce((sum, { size }) => sum + size, 0);
        return { dir: base, key: base, bytes, usedAt: Math.max(...files.map(({ mtimeMs }) => mtimeMs)) };
      }),
    );
  }

  /** Sets that generations load which go on. One whose model or LoRAs are gone loads none. */
  async #needed(): Promise<ReadonlySet<string>> {
    const { use, registry, modelSet, dir } = this.#parts;
    const merging = use.specsInUse().filter(({ loras }) => loras.some(({ merge }) => merge));
    const files = merging.map(async (spec) => {
      try {
        return await mergedWeightsFile(await modelSet(spec.model), spec, registry, dir);
      } catch (error) {
        if (error instanceof GenesisError) return null;
        throw error;
      }
    });
    const found = (await Promise.all(files)).filter((file) => file !== null);
    return new Set(found.map((file) => file.replace(/\.safetensors$/, '')));
  }
}

/** false when it has come into use meanwhile: a run that has looked it up leaves its mark before it reads it. */
async function remove({ dir: base, usedAt }: CacheEntry): Promise<boolean> {
  const finished = `${base}.safetensors`;
  const away = `${base}.away`;
  const moved = await rename(finished, away).then(
    () => true,
    () => false,
  );
  if (moved && (await stat(away)).mtimeMs > usedAt) {
    await rename(away, finished);
    return false;
  }
  for (const file of await filesOf(base)) await rm(file, { force: true });
  return true;
}
