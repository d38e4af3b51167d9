import { createHash } from 'node:crypto';
import { open, realpath } from 'node:fs/promises';
import { z } from 'zod';
import { GenesisError } from '../errors/genesis-error.ts';
import type { TensorInfo } from '../plugin-api/checkpoint.ts';
import { type DType, elementCount, type Tensor } from '../plugin-api/tensor.ts';
import { DTYPE_BYTES, storageArray, toFloat32 } from './floats.ts';
import { topLevelKeys } from './json-keys.ts';

/** Longest header that is read: a 14B checkpoint's is under 1 MB. */
export const MAX_HEADER_BYTES = 8 * 1024 * 1024;
const MAX_METADATA_BYTES = 1024 * 1024;

const DTYPES: Readonly<Record<string, DType>> = {
  F64: 'float64',
  F32: 'float32',
  F16: 'float16',
  BF16: 'bfloat16',
  F8_E4M3: 'float8e4m3fn',
  F8_E5M2: 'float8e5m2',
  I64: 'int64',
  I32: 'int32',
  I16: 'int16',
  I8: 'int8',
  U8: 'uint8',
  BOOL: 'bool',
};

const size = z.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER);
const entrySchema = z.object({ dtype: z.string(), shape: z.array(size).max(16), data_offsets: z.tuple([size, size]) });

/** A safetensors file whose header has been checked; the tensors' bytes are still on disk. */
export interface SafetensorsFile {
  /** Absolute real path. */
  readonly file: string;
  readonly bytes: number;
  readonly metadata: Readonly<Record<string, string>>;
  readonly tensors: ReadonlyMap<string, TensorInfo>;
  /** SHA-256 of the header. */
  readonly headerHash: string;
}

/**
 * Opens a safetensors file and checks its header against the format's rules: every tensor lies inside the file,
 * has exactly the bytes of its shape and dtype, none overlap, no bytes are left over, no name occurs twice.
 * @throws GenesisError CHECKPOINT_INVALID saying what is wrong
 */
export async function openSafetensors(path: string): Promise<SafetensorsFile> {
  const fail = (what: string, cause?: unknown): never => {
    throw new GenesisError('CHECKPOINT_INVALID', `${path}: ${what}`, { accepted: 'a well-formed safetensors file', cause });
  };
  const file = await realpath(path).catch((cause: unknown) => fail('cannot be opened', cause));
  const handle = await open(file, 'r').catch((cause: unknown) => fail('cannot be opened', cause));
  let header: Buffer;
  let bytes: number;
  try {
    const stat = await handle.stat();
    if (!stat.isFile()) fail('is not a regular file');
    bytes = stat.size;
    const prefix = Buffer.alloc(8);
    if ((await handle.read(prefix, 0, 8, 0)).bytesRead < 8) fail('is shorter than the 8 bytes of a header length');
    const headerBytes = prefix.readBigUInt64LE();
    if (headerBytes > BigInt(MAX_HEADER_BYTES)) fail(`header length ${headerBytes} is over the limit of ${MAX_HEADER_BYTES} bytes`);
    if (headerBytes > BigInt(bytes - 8)) fail(`header length ${headerBytes} is beyond the file's ${bytes} bytes`);
    header = Buffer.alloc(Number(headerBytes));
    if ((await handle.read(header, 0, header.length, 8)).bytesRead < header.length) fail('header is truncated');
  } finally {
    await handle.close();
  }
  const text = header.toString('utf8');
  let parsed: unknown;
  try {
    if (!text.startsWith('{')) throw new SyntaxError('does not start with {');
    parsed = JSON.parse(text);
  } catch (cause) {
    return fail('header is not a JSON object', cause);
  }
  const keys = topLevelKeys(text);
  const seen = new Set<string>();
  for (const key of keys) {
    if (seen.has(key)) fail(`tensor ${JSON.stringify(key)} occurs twice`);
    seen.add(key);
  }
  const { __metadata__: rawMetadata, ...entries } = parsed as Record<string, unknown>;
  const metadata = z.record(z.string(), z.string()).safeParse(rawMetadata ?? {});
  if (!metadata.success) return fail('__metadata__ is not a map of strings');
  if (JSON.stringify(metadata.data).length > MAX_METADATA_BYTES) fail('__metadata__ is over 1 MB');
  const dataStart = 8 + header.length;
  const tensors = new Map<string, TensorInfo>();
  for (const [name, raw] of Object.entries(entries)) {
    const entry = entrySchema.safeParse(raw);
    if (!entry.success) return fail(`tensor ${JSON.stringify(name)}: ${z.prettifyError(entry.error)}`);
    const { dtype: dtypeName, shape, data_offsets: [begin, end] } = entry.data;
    const dtype = Object.hasOwn(DTYPES, dtypeName) ? DTYPES[dtypeName] : undefined;
    if (!dtype) return fail(`tensor ${JSON.stringify(name)} has unknown dtype ${JSON.stringify(dtypeName)}`);
    if (begin > end || dataStart + end > bytes) fail(`tensor ${JSON.stringify(name)} lies at ${begin}..${end}, outside the file`);
    if (elementCount(shape) * DTYPE_BYTES[dtype] !== end - begin) {
      fail(`tensor ${JSON.stringify(name)} of ${dtypeName} [${shape.join(', ')}] cannot have ${end - begin} bytes`);
    }
    tensors.set(name, { name, dtype, shape, file, offset: dataStart + begin, length: end - begin });
  }
  let expected = dataStart;
  for (const tensor of [...tensors.values()].sort((a, b) => a.offset - b.offset || a.length - b.length)) {
    if (tensor.offset < expected) fail(`tensor ${JSON.stringify(tensor.name)} overlaps another`);
    if (tensor.offset > expected) fail(`${tensor.offset - expected} bytes before tensor ${JSON.stringify(tensor.name)} belong to no tensor`);
    expected = tensor.offset + tensor.length;
  }
  if (expected !== bytes) fail(`${bytes - expected} bytes at the end belong to no tensor`);
  return { file, bytes, metadata: metadata.data, tensors, headerHash: createHash('sha256').update(header).digest('hex') };
}

/** Reads one tensor as it is stored. */
export async function readTensor(info: TensorInfo): Promise<Tensor> {
  const handle = await open(info.file, 'r');
  try {
    const bytes = Buffer.alloc(info.length);
    const { bytesRead } = await handle.read(bytes, 0, info.length, info.offset);
    if (bytesRead < info.length) throw new GenesisError('CHECKPOINT_INVALID', `${info.file}: tensor ${info.name} is truncated`);
    return { dtype: info.dtype, dims: info.shape, data: storageArray(info.dtype, bytes) };
  } finally {
    await handle.close();
  }
}

/** Reads one tensor as float32. */
export async function readFloat32(info: TensorInfo): Promise<Float32Array> {
  return toFloat32(await readTensor(info));
}

/** Reads every tensor of a file. */
export async function loadSafetensors(path: string): Promise<Record<string, Tensor>> {
  const { tensors } = await openSafetensors(path);
  return Object.fromEntries(await Promise.all([...tensors].map(async ([name, info]) => [name, await readTensor(info)] as const)));
}

const DTYPE_NAMES = Object.fromEntries(Object.entries(DTYPES).map(([name, dtype]) => [dtype, name])) as Record<DType, string>;

/** Serialises tensors to the bytes of a safetensors file, in the given order. */
export function encodeSafetensors(tensors: Readonly<Record<string, Tensor>>, metadata: Readonly<Record<string, string>> = {}): Uint8Array {
  let end = 0;
  const header: Record<string, unknown> = { __metadata__: metadata };
  for (const [name, { dtype, dims, data }] of Object.entries(tensors)) {
    const begin = end;
    end += data.byteLength;
    header[name] = { dtype: DTYPE_NAMES[dtype], shape: dims, data_offsets: [begin, end] };
  }
  const text = JSON.stringify(header);
  // The header is padded with spaces so that the data starts at a multiple of 8.
  const json = Buffer.from(text.padEnd(text.length + ((8 - (Buffer.byteLength(text) % 8)) % 8)));
  const out = Buffer.alloc(8 + json.length + end);
  out.writeBigUInt64LE(BigInt(json.length));
  json.copy(out, 8);
  let at = 8 + json.length;
  for (const { data } of Object.values(tensors)) {
    out.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), at);
    at += data.byteLength;
  }
  return out;
}
