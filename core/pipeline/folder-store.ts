import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { GenesisError } from '../errors/genesis-error.ts';
import { encodeSafetensors, loadSafetensors } from '../graph/safetensors.ts';
import type { Tensor } from '../plugin-api/tensor.ts';
import { makeFolder } from '../runtime/make-folder.ts';
import { type FileRecord, fileRecordSchema, isIntact, readChecked, recordFile } from './checked-file.ts';
import type { StageOutput, StageProduct, StageStore } from './stage-store.ts';

const TENSORS = 'tensors.safetensors';
const RECORD = 'record.json';
/** Folder of unfinished files, in it a folder a process. */
const SCRATCH = 'scratch';

const recordSchema = z.object({
  files: z.record(z.string(), fileRecordSchema),
  facts: z.record(z.string(), z.unknown()),
});
type StoreRecord = z.infer<typeof recordSchema>;
type FileEntry = [name: string, file: FileRecord];

/** Another process with this id lives. One with this process's own id is gone: a container gives the same ones again. */
function isAlive(pid: number): boolean {
  if (!(pid > 0) || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/**
 * Stage outputs in a folder: one folder per key with the tensors, the files and a record of their checksums. An entry
 * appears by one rename, so that a crash leaves a whole entry or none.
 */
export class FolderStore implements StageStore {
  /** Whether a folder has an entry; whether it is whole shows as it is read. */
  static has(root: string, key: string): boolean {
    return existsSync(join(root, key.slice(0, 2), key, RECORD));
  }

  readonly #root: string;
  readonly #scratch: string;

  constructor(root: string) {
    this.#root = root;
    this.#scratch = join(root, SCRATCH, `${process.pid}-${randomUUID()}`);
  }

  #entry(key: string): string {
    return join(this.#root, key.slice(0, 2), key);
  }

  async get(key: string): Promise<StageOutput | null> {
    const dir = this.#entry(key);
    const text = await readFile(join(dir, RECORD), 'utf8').catch(() => null);
    if (text === null) return null;
    const record = await this.#verified(dir, text);
    if (record) {
      // When it was last of use, for those who make room; a folder that is read only is as good.
      const now = new Date();
      await utimes(join(dir, RECORD), now, now).catch(() => {});
      return this.#output(key, record, null);
    }
    await this.remove(key);
    return null;
  }

  async remove(key: string): Promise<void> {
    await rm(this.#entry(key), { recursive: true, force: true });
  }

  async #verified(dir: string, text: string): Promise<StoreRecord | null> {
    try {
      const record = recordSchema.parse(JSON.parse(text));
      return (await this.#areIntact(dir, Object.entries(record.files))) ? record : null;
    } catch {
      return null;
    }
  }

  async #areIntact(dir: string, files: readonly FileEntry[]): Promise<boolean> {
    for (const [name, record] of files) if (!(await isIntact(join(dir, name), record))) return false;
    return true;
  }

  #output(key: string, record: StoreRecord, tensors: Readonly<Record<string, Tensor>> | null): StageOutput {
    const dir = this.#entry(key);
    const files = Object.entries(record.files);
    const damaged = async (): Promise<never> => {
      await this.remove(key);
      throw new GenesisError('STORAGE_FAILED', `the stage output ${key} was damaged; another attempt makes it again`);
    };
    const check = async (wanted: readonly FileEntry[]): Promise<void> => {
      if (!(await this.#areIntact(dir, wanted))) await damaged();
    };
    const recordOf = (name: string): FileRecord => {
      const found = record.files[name];
      if (!found) throw new RangeError(`stage output ${key} has no file ${name}`);
      return found;
    };
    let held = tensors;
    return {
      key,
      bytes: Object.values(record.files).reduce((sum, file) => sum + file.bytes, 0),
      facts: record.facts,
      tensors: async () => {
        if (!held) {
          await check(files.filter(([name]) => name === TENSORS));
          held = await loadSafetensors(join(dir, TENSORS));
        }
        return held;
      },
      forget: () => {
        held = null;
      },
      file: (name) => {
        recordOf(name);
        return join(dir, name);
      },
      read: async (name, start, length) =>
        (await readChecked(join(dir, name), recordOf(name), start, length)) ?? damaged(),
      check: () => check(files),
    };
  }

  async put(key: string, product: StageProduct): Promise<StageOutput> {
    const building = await this.scratch(`entry-${randomUUID()}`);
    await makeFolder(building);
    await writeFile(join(building, TENSORS), encodeSafetensors(product.tensors));
    for (const [name, file] of Object.entries(product.files ?? {})) await rename(file, join(building, name));
    const files: StoreRecord['files'] = {};
    for (const name of [TENSORS, ...Object.keys(product.files ?? {})])
      files[name] = await recordFile(join(building, name));
    const record: StoreRecord = { files, facts: product.facts ?? {} };
    await writeFile(join(building, RECORD), JSON.stringify(record));
    const target = this.#entry(key);
    await makeFolder(dirname(target));
    await rm(target, { recursive: true, force: true });
    await rename(building, target);
    return this.#output(key, record, product.tensors);
  }

  async scratch(name: string): Promise<string> {
    await makeFolder(this.#scratch);
    return join(this.#scratch, name);
  }

  /** Removes what this process left unfinished. */
  async clean(): Promise<void> {
    await rm(this.#scratch, { recursive: true, force: true });
  }

  /** Removes what processes that were killed left unfinished. To be called before the first use. */
  async cleanAfterOthers(): Promise<void> {
    const scratch = join(this.#root, SCRATCH);
    for (const name of await readdir(scratch).catch(() => [])) {
      if (!isAlive(Number.parseInt(name, 10))) await rm(join(scratch, name), { recursive: true, force: true });
    }
  }
}
