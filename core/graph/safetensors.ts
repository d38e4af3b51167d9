import { createHash } from 'node:crypto';
import { open, realpath } from 'node:fs/promises';
import { GenesisError } from '../errors/genesis-error.ts';
import type { TensorInfo } from '../plugin-api/checkpoint.ts';
import { type DType, elementCount, type Tensor } from '../plugin-api/tensor.ts';
import { DTYPE_BYTES, storageArray, toFloat32 } from './floats.ts';
import { readJsonObject } from './json-keys.ts';

/** Longest header that is read: a 14B checkpoint's is under 1 MB. */
const MAX_HEADER_BYTES = 8 * 1024 * 1024;
const MAX_METADATA_BYTES = 1024 * 1024;
const MAX_READ_BYTES = 2 ** 30;

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

const MAX_AXES = 16;

const isSize = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

/** What the header says of one tensor, or what is wrong with it. */
function readEntry(raw: unknown): { dtype: string; shape: number[]; begin: number; end: number } | string {
  if (typeof raw !== 'object' || raw === null) return 'is described by no object';
  const { dtype, shape, data_offsets: offsets } = raw as Record<string, unknown>;
  if (typeof dtype !== 'string') return 'has no dtype';
  if (!Array.isArray(shape) || shape.length > MAX_AXES || !shape.every(isSize))
    return 'has a shape that is no list of sizes';
  if (!Array.isArray(offsets) || offsets.length !== 2 || !offsets.every(isSize))
    return 'has data_offsets that are no two sizes';
  const [begin, end] = offsets as [number, number];
  return { dtype, shape, begin, end };
}

function isStringMap(value: unknown): value is Record<string, string> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  let length = 0;
  for (const key in value) {
    const text = (value as Record<string, unknown>)[key];
    if (typeof text !== 'string') return false;
    length += key.length + text.length;
    if (length > MAX_METADATA_BYTES) return false;
  }
  return true;
}

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
    throw new GenesisError('CHECKPOINT_INVALID', `${path}: ${what}`, {
      accepted: 'a well-formed safetensors file',
      cause,
    });
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
    if ((await handle.read(prefix, 0, 8, 0)).bytesRead < 8)
      fail('is empty or cut off: it is shorter than the 8 bytes of a header length');
    const headerBytes = prefix.readBigUInt64LE();
    if (headerBytes > BigInt(MAX_HEADER_BYTES))
      fail(`header length ${headerBytes} is over the limit of ${MAX_HEADER_BYTES} bytes`);
    if (headerBytes > BigInt(bytes - 8)) fail(`header length ${headerBytes} is beyond the file's ${bytes} bytes`);
    header = Buffer.alloc(Number(headerBytes));
    if ((await handle.read(header, 0, header.length, 8)).bytesRead < header.length) fail('header is truncated');
  } finally {
    await handle.close();
  }
  const text = header.toString('utf8');
  let parsed: Record<string, unknown>;
  try {
    parsed = readJsonObject(text);
  } catch (cause) {
    return fail(cause instanceof RangeError ? `tensor ${cause.message}` : 'header is not a JSON object', cause);
  }
  const { __metadata__: metadata = {}, ...entries } = parsed;
  if (!isStringMap(metadata)) return fail('__metadata__ is not a map of strings of at most 1 MB');
  const dataStart = 8 + header.length;
  const tensors = new Map<string, TensorInfo>();
  for (const [name, raw] of Object.entries(entries)) {
    const entry = readEntry(raw);
    if (typeof entry === 'string') return fail(`tensor ${JSON.stringify(name)}: ${entry}`);
    const { dtype: dtypeName, shape, begin, end } = entry;
    const dtype = Object.hasOwn(DTYPES, dtypeName) ? DTYPES[dtypeName] : undefined;
    if (!dtype) return fail(`tensor ${JSON.stringify(name)} has unknown dtype ${JSON.stringify(dtypeName)}`);
    if (begin > end || dataStart + end > bytes)
      fail(`tensor ${JSON.stringify(name)} lies at ${begin}..${end}, outside the file: it is cut off or damaged`);
    if (elementCount(shape) * DTYPE_BYTES[dtype] !== end - begin) {
      fail(`tensor ${JSON.stringify(name)} of ${dtypeName} [${shape.join(', ')}] cannot have ${end - begin} bytes`);
    }
    tensors.set(name, { name, dtype, shape, file, offset: dataStart + begin, length: end - begin });
  }
  let expected = dataStart;
  for (const tensor of [...tensors.values()].sort((a, b) => a.offset - b.offset || a.length - b.length)) {
    if (tensor.offset < expected) fail(`tensor ${JSON.stringify(tensor.name)} overlaps another`);
    if (tensor.offset > expected)
      fail(`${tensor.offset - expected} bytes before tensor ${JSON.stringify(tensor.name)} belong to no tensor`);
    expected = tensor.offset + tensor.length;
  }
  if (expected !== bytes) fail(`${bytes - expected} bytes at the end belong to no tensor`);
  return { file, bytes, metadata, tensors, headerHash: createHash('sha256').update(header).digest('hex') };
}

/** Reads one tensor as it is stored. */
export async function readTensor(info: TensorInfo): Promise<Tensor> {
  const handle = await open(info.file, 'r');
  try {
    const bytes = Buffer.alloc(info.length);
    // The system reads at most 2 GiB at once, and may read less.
    for (let done = 0; done < info.length; ) {
      const wanted = Math.min(info.length - done, MAX_READ_BYTES);
      const { bytesRead } = await handle.read(bytes, done, wanted, info.offset + done);
      if (bytesRead === 0)
        throw new GenesisError('CHECKPOINT_INVALID', `${info.file}: tensor ${info.name} is truncated`);
      done += bytesRead;
    }
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
  return Object.fromEntries(
    await Promise.all([...tensors].map(async ([name, info]) => [name, await readTensor(info)] as const)),
  );
}

const DTYPE_NAMES = Object.fromEntries(Object.entries(DTYPES).map(([name, dtype]) => [dtype, name])) as Record<
  DType,
  string
>;

/** Serialises tensors to the bytes of a safetensors file, in the given order. */
export function encodeSafetensors(
  tensors: Readonly<Record<string, Tensor>>,
  metadata: Readonly<Record<string, string>> = {},
): Uint8Array {
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
