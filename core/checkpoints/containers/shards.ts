import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { readJsonObject } from '../../graph/json-keys.ts';
import { openSafetensors, type SafetensorsFile } from '../../graph/safetensors.ts';
import type { TensorInfo } from '../../plugin-api/checkpoint.ts';
import type { TensorContainer } from './container.ts';
import { FileWindow, type Refuse, refusal } from './file-window.ts';

export const INDEX_SUFFIX = '.safetensors.index.json';
const MAX_INDEX_BYTES = 8 * 1024 * 1024;
const MAX_SHARDS = 1000;
const ACCEPTED = 'an index and the shards that it names, all of one checkpoint';

/** What a file name such as `model-00002-of-00007.safetensors` says. */
export interface ShardName {
  readonly stem: string;
  readonly number: number;
  readonly of: number;
}

export function parseShardName(file: string): ShardName | null {
  const match = /^(.*)-(\d{5})-of-(\d{5})\.safetensors$/.exec(basename(file));
  return match ? { stem: match[1]!, number: Number(match[2]), of: Number(match[3]) } : null;
}

/** Tensor name → shard file name of an index. A file name must be one of the same folder. */
async function readIndex(path: string, refuse: Refuse): Promise<Map<string, string>> {
  const text = await FileWindow.with(path, refuse, (window) => {
    if (window.bytes > MAX_INDEX_BYTES) refuse(`index has ${window.bytes} bytes, over the limit of ${MAX_INDEX_BYTES}`);
    return window.read(0, window.bytes, 'index');
  });
  let index: Record<string, unknown>;
  try {
    index = readJsonObject(text.toString('utf8'));
  } catch (cause) {
    return refuse('is not a JSON object', cause);
  }
  const map = index.weight_map;
  if (typeof map !== 'object' || map === null || Array.isArray(map)) return refuse('has no weight_map');
  const places = new Map<string, string>();
  for (const [tensor, file] of Object.entries(map)) {
    if (typeof file !== 'string') return refuse(`places tensor ${JSON.stringify(tensor)} in no file`);
    if (file !== basename(file) || file.includes('\\') || !file.endsWith('.safetensors')) {
      refuse(
        `places tensor ${JSON.stringify(tensor)} in ${JSON.stringify(file)}, which is no safetensors file of the same folder`,
      );
    }
    places.set(tensor, file);
  }
  return places;
}

function joinShards(shards: ReadonlyMap<string, SafetensorsFile>, refuse: Refuse): TensorContainer {
  const tensors = new Map<string, TensorInfo>();
  const owner = new Map<string, string>();
  const hash = createHash('sha256');
  for (const [name, shard] of shards) {
    hash.update(shard.headerHash);
    for (const [tensor, info] of shard.tensors) {
      const other = owner.get(tensor);
      if (other)
        refuse(
          `tensor ${JSON.stringify(tensor)} is in ${other} and in ${name}: shards of different checkpoints are mixed`,
        );
      owner.set(tensor, name);
      tensors.set(tensor, info);
    }
  }
  const files = [...shards.values()];
  return {
    kind: 'sharded safetensors',
    files: files.map(({ file }) => file),
    bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
    metadata: files[0]?.metadata ?? {},
    tensors,
    headerHash: hash.digest('hex'),
  };
}

/** @throws through `refuse` naming shards that say different totals, or that are missing */
function expectWholeSet(names: readonly string[], refuse: Refuse): void {
  const numbered = names.map((name) => ({ name, shard: parseShardName(name) })).filter(({ shard }) => shard !== null);
  const totals = new Set(numbered.map(({ shard }) => `${shard!.stem} of ${shard!.of}`));
  if (totals.size > 1) refuse(`shards of different checkpoints are mixed: ${[...totals].sort().join('; ')}`);
  const of = numbered[0]?.shard?.of ?? 0;
  if (numbered.length === 0 || of > MAX_SHARDS) return;
  const have = new Set(numbered.map(({ shard }) => shard!.number));
  const missing = Array.from({ length: of }, (_, i) => i + 1).filter((number) => !have.has(number));
  if (missing.length > 0) refuse(`${missing.length === 1 ? 'shard' : 'shards'} ${missing.join(', ')} of ${of} missing`);
}

/** @throws through `refuse` naming shards of an index that do not lie beside it */
async function expectPresent(names: readonly string[], indexPath: string, refuse: Refuse): Promise<void> {
  const there = new Set(await readdir(dirname(indexPath)));
  const missing = names.filter((name) => !there.has(name));
  if (missing.length > 0) refuse(`${missing.join(', ')} missing beside it`);
}

/**
 * Opens a safetensors checkpoint that is split over files, by its index.
 * @throws GenesisError CHECKPOINT_INVALID naming shards or tensors that are missing, doubled or of another checkpoint
 */
export async function openSharded(indexPath: string): Promise<TensorContainer> {
  const refuse = refusal(indexPath, ACCEPTED);
  const places = await readIndex(indexPath, refuse);
  const names = [...new Set(places.values())].sort();
  if (names.length === 0 || names.length > MAX_SHARDS) refuse(`names ${names.length} shards`);
  expectWholeSet(names, refuse);
  await expectPresent(names, indexPath, refuse);
  const shards = new Map<string, SafetensorsFile>();
  for (const name of names) shards.set(name, await openSafetensors(join(dirname(indexPath), name)));
  const container = joinShards(shards, refuse);
  for (const [tensor, name] of places) {
    if (!shards.get(name)!.tensors.has(tensor))
      refuse(`${name} lacks tensor ${JSON.stringify(tensor)} that the index places there`);
  }
  for (const [name, shard] of shards) {
    for (const tensor of shard.tensors.keys()) {
      if (places.get(tensor) !== name) {
        refuse(
          `${name} holds tensor ${JSON.stringify(tensor)}, which the index does not place there: shards of different checkpoints are mixed`,
        );
      }
    }
  }
  return container;
}

/**
 * Opens shards that lie in a folder without an index.
 * @param paths files whose names are numbered; one of them is named in messages
 * @throws GenesisError CHECKPOINT_INVALID naming shards that are missing or mixed
 */
export async function openShardFiles(paths: readonly string[]): Promise<TensorContainer> {
  const refuse = refusal(paths[0]!, ACCEPTED);
  expectWholeSet(paths, refuse);
  const shards = new Map<string, SafetensorsFile>();
  for (const path of [...paths].sort()) shards.set(basename(path), await openSafetensors(path));
  return joinShards(shards, refuse);
}
