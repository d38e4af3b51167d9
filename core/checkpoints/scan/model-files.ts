import { readdir, realpath, stat } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { INDEX_SUFFIX, parseShardName } from '../containers/shards.ts';

/** One thing that may be a checkpoint: a file, an index, or shards without one. */
export type Candidate = { readonly path: string } | { readonly shards: readonly string[] };

const WEIGHT_FILES: readonly string[] = ['.safetensors', '.sft', '.pth', '.pt', '.bin', '.ckpt', '.gguf'];
const TOKENIZER = 'tokenizer.json';
const MAX_DEPTH = 8;
/** Files of a folder that are looked at. */
export const MAX_ENTRIES = 20_000;

/** What lies in a folder and below: candidates in a stable order, and tokenizers. */
export interface ModelFiles {
  readonly candidates: readonly Candidate[];
  readonly tokenizers: readonly string[];
  /** More files than a model folder has; the rest was not looked at. */
  readonly truncated: boolean;
}

/** Every file below, links followed, no folder twice, hidden ones left out. */
async function walk(root: string): Promise<{ files: string[]; truncated: boolean }> {
  const files: string[] = [];
  const seen = new Set<string>();
  let truncated = false;
  const visit = async (dir: string, depth: number): Promise<void> => {
    const real = await realpath(dir);
    if (seen.has(real) || depth > MAX_DEPTH) return;
    seen.add(real);
    for (const entry of (await readdir(dir, { withFileTypes: true })).sort((a, b) => (a.name < b.name ? -1 : 1))) {
      if (entry.name.startsWith('.')) continue;
      if (files.length >= MAX_ENTRIES) {
        truncated = true;
        return;
      }
      const path = join(dir, entry.name);
      const linked = entry.isSymbolicLink() ? await stat(path).catch(() => null) : entry;
      if (linked?.isDirectory()) await visit(path, depth + 1).catch(() => {});
      else if (linked?.isFile()) files.push(path);
    }
  };
  await visit(root, 0);
  return { files, truncated };
}

/** What a single file stands for: itself, or the checkpoint that it is a shard of. */
export async function candidateOf(path: string): Promise<Candidate> {
  const shard = parseShardName(path);
  if (!shard) return { path };
  const names = await readdir(dirname(path));
  const index = `${shard.stem}${INDEX_SUFFIX}`;
  if (names.includes(index)) return { path: join(dirname(path), index) };
  const siblings = names.filter((name) => {
    const other = parseShardName(name);
    return other?.stem === shard.stem && other.of === shard.of;
  });
  return { shards: siblings.sort().map((name) => join(dirname(path), name)) };
}

/** @throws what the file system says when the folder itself cannot be read */
export async function findModelFiles(root: string): Promise<ModelFiles> {
  const { files, truncated } = await walk(root);
  const indexed = new Set(
    files.filter((file) => file.endsWith(INDEX_SUFFIX)).map((file) => file.slice(0, -INDEX_SUFFIX.length)),
  );
  const loose = new Map<string, string[]>();
  const candidates: Candidate[] = [];
  for (const file of files) {
    if (file.endsWith(INDEX_SUFFIX)) candidates.push({ path: file });
    if (!WEIGHT_FILES.includes(extname(file).toLowerCase())) continue;
    const shard = parseShardName(file);
    if (!shard) candidates.push({ path: file });
    else if (!indexed.has(join(dirname(file), shard.stem))) {
      const key = join(dirname(file), `${shard.stem} of ${shard.of}`);
      loose.set(key, [...(loose.get(key) ?? []), file]);
    }
  }
  return {
    candidates: [...candidates, ...[...loose.values()].map((shards) => ({ shards }))],
    tokenizers: files.filter((file) => basename(file) === TOKENIZER),
    truncated,
  };
}
