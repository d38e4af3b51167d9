import { open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { DType } from '../../../core/plugin-api/index.ts';
import { byteLength, type TensorSource } from './tensor-source.ts';

const DTYPE_NAMES: Readonly<Record<DType, string>> = {
  float64: 'F64',
  float32: 'F32',
  float16: 'F16',
  bfloat16: 'BF16',
  float8e4m3fn: 'F8_E4M3',
  float8e5m2: 'F8_E5M2',
  int64: 'I64',
  int32: 'I32',
  int16: 'I16',
  int8: 'I8',
  uint8: 'U8',
  bool: 'BOOL',
};

/** Writes one safetensors file; tensors without bytes become holes of a sparse file. */
export async function writeSafetensors(path: string, sources: readonly TensorSource[]): Promise<void> {
  const header: Record<string, unknown> = { __metadata__: { format: 'pt' } };
  let end = 0;
  for (const source of sources) {
    const begin = end;
    end += byteLength(source);
    header[source.name] = { dtype: DTYPE_NAMES[source.dtype], shape: source.shape, data_offsets: [begin, end] };
  }
  const text = JSON.stringify(header);
  const json = Buffer.from(text.padEnd(text.length + ((8 - (Buffer.byteLength(text) % 8)) % 8)));
  const prefix = Buffer.alloc(8);
  prefix.writeBigUInt64LE(BigInt(json.length));
  const file = await open(path, 'w');
  try {
    await file.write(prefix);
    await file.write(json, 0, json.length, 8);
    let at = 8 + json.length;
    for (const source of sources) {
      let position = at;
      for await (const piece of source.pieces?.() ?? []) {
        await file.write(piece, 0, piece.length, position);
        position += piece.length;
      }
      at += byteLength(source);
    }
    await file.truncate(at);
  } finally {
    await file.close();
  }
}

/**
 * Writes shards of at most `shardBytes` (one tensor at least) and their index.
 * @param path of the index: `<stem>.safetensors.index.json`
 */
export async function writeSharded(path: string, sources: readonly TensorSource[], shardBytes: number): Promise<void> {
  const shards: TensorSource[][] = [];
  let bytes = Number.POSITIVE_INFINITY;
  for (const source of sources) {
    if (bytes + byteLength(source) > shardBytes) {
      shards.push([]);
      bytes = 0;
    }
    shards.at(-1)!.push(source);
    bytes += byteLength(source);
  }
  const stem = path.slice(dirname(path).length + 1).replace(/\.safetensors\.index\.json$/, '');
  const number = (value: number): string => String(value).padStart(5, '0');
  const weightMap: Record<string, string> = {};
  for (const [i, shard] of shards.entries()) {
    const name = `${stem}-${number(i + 1)}-of-${number(shards.length)}.safetensors`;
    for (const source of shard) weightMap[source.name] = name;
    await writeSafetensors(join(dirname(path), name), shard);
  }
  const total = sources.reduce((sum, source) => sum + byteLength(source), 0);
  const index = await open(path, 'w');
  await index.writeFile(JSON.stringify({ metadata: { total_size: total }, weight_map: weightMap }));
  await index.close();
}
