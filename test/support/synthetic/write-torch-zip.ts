import { type FileHandle, open } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import type { DType } from '../../../core/plugin-api/index.ts';
import { PickleWriter } from './pickle-writer.ts';
import { byteLength, sourceOf, type TensorSource } from './tensor-source.ts';

const ALIGNMENT = 64;
const FULL_32 = 0xffffffff;

const STORAGE: Readonly<Partial<Record<DType, string>>> = {
  float64: 'DoubleStorage',
  float32: 'FloatStorage',
  float16: 'HalfStorage',
  bfloat16: 'BFloat16Storage',
  int64: 'LongStorage',
  int32: 'IntStorage',
  int16: 'ShortStorage',
  int8: 'CharStorage',
  uint8: 'ByteStorage',
  bool: 'BoolStorage',
};
const FLOAT8: Readonly<Partial<Record<DType, string>>> = { float8e4m3fn: 'float8_e4m3fn', float8e5m2: 'float8_e5m2' };

function writeTensor(pickle: PickleWriter, source: TensorSource, key: number): void {
  const { dtype, shape } = source;
  const float8 = FLOAT8[dtype];
  const strides = shape.map((_, axis) => shape.slice(axis + 1).reduce((product, size) => product * size, 1));
  pickle.global('torch._utils', float8 ? '_rebuild_tensor_v3' : '_rebuild_tensor_v2').tuple(() => {
    pickle.tuple(() => {
      pickle.text('storage');
      if (float8) pickle.global('torch.storage', 'UntypedStorage');
      else pickle.global('torch', STORAGE[dtype]!);
      const elements = shape.reduce((product, size) => product * size, 1);
      pickle.text(String(key)).text('cpu').whole(elements);
    });
    pickle.op('Q').whole(0);
    pickle.tuple(() => {
      for (const size of shape) pickle.whole(size);
    });
    pickle.tuple(() => {
      for (const stride of strides) pickle.whole(stride);
    });
    pickle.raw([0x89]).global('collections', 'OrderedDict').op(')R');
    if (float8) pickle.global('torch', float8);
  });
  pickle.op('R');
}

/** The pickle of an ordered dict of tensors, whose storages are numbered in order. */
export function stateDictPickle(sources: readonly TensorSource[]): Buffer {
  const pickle = new PickleWriter().global('collections', 'OrderedDict').op(')R(');
  for (const [key, source] of sources.entries()) {
    pickle.text(source.name);
    writeTensor(pickle, source, key);
  }
  return pickle.op('u').finish();
}

/** A stored member: local header, padding in its extra field so that the data is aligned, data, then the header's CRC. */
async function writeMember(
  file: FileHandle,
  at: number,
  source: TensorSource,
): Promise<{ entry: Buffer; end: number }> {
  const name = Buffer.from(source.name);
  const bytes = byteLength(source);
  const large = bytes >= FULL_32 || at >= FULL_32;
  const zip64 = Buffer.alloc(large ? 28 : 0);
  if (large) {
    zip64.writeUInt16LE(1, 0);
    zip64.writeUInt16LE(24, 2);
    zip64.writeBigUInt64LE(BigInt(bytes), 4);
    zip64.writeBigUInt64LE(BigInt(bytes), 12);
    zip64.writeBigUInt64LE(BigInt(at), 20);
  }
  const unpadded = at + 30 + name.length + zip64.length + 4;
  const padding = Buffer.alloc(4 + ((ALIGNMENT - (unpadded % ALIGNMENT)) % ALIGNMENT));
  padding.write('FB', 0, 'latin1');
  padding.writeUInt16LE(padding.length - 4, 2);
  const start = unpadded - 4 + padding.length;
  let crc = 0;
  let position = start;
  for await (const piece of source.pieces?.() ?? []) {
    crc = crc32(piece, crc);
    await file.write(piece, 0, piece.length, position);
    position += piece.length;
  }
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(large ? 45 : 20, 4);
  local.writeUInt32LE(crc, 14);
  local.writeUInt32LE(large ? FULL_32 : bytes, 18);
  local.writeUInt32LE(large ? FULL_32 : bytes, 22);
  local.writeUInt16LE(name.length, 26);
  local.writeUInt16LE(zip64.length + padding.length, 28);
  const header = Buffer.concat([local, name, zip64, padding]);
  await file.write(header, 0, header.length, at);
  const central = Buffer.alloc(46);
  central.writeUInt32LE(0x02014b50, 0);
  local.copy(central, 6, 4, 26);
  central.writeUInt16LE(name.length, 28);
  central.writeUInt16LE(zip64.length, 30);
  central.writeUInt32LE(large ? FULL_32 : at, 42);
  return { entry: Buffer.concat([central, name, zip64]), end: start + bytes };
}

function directoryEnd(count: number, size: number, offset: number): Buffer {
  const record = Buffer.alloc(56 + 20 + 22);
  record.writeUInt32LE(0x06064b50, 0);
  record.writeBigUInt64LE(44n, 4);
  record.writeBigUInt64LE(BigInt(count), 24);
  record.writeBigUInt64LE(BigInt(count), 32);
  record.writeBigUInt64LE(BigInt(size), 40);
  record.writeBigUInt64LE(BigInt(offset), 48);
  record.writeUInt32LE(0x07064b50, 56);
  record.writeBigUInt64LE(BigInt(offset + size), 64);
  record.writeUInt32LE(1, 72);
  record.writeUInt32LE(0x06054b50, 76);
  record.writeUInt16LE(Math.min(count, 0xffff), 84);
  record.writeUInt16LE(Math.min(count, 0xffff), 86);
  record.writeUInt32LE(Math.min(size, FULL_32), 88);
  record.writeUInt32LE(Math.min(offset, FULL_32), 92);
  return record;
}

/** Writes the members of a zip file, stored, aligned as `torch.save` aligns them. */
export async function writeStoredZip(path: string, members: readonly TensorSource[]): Promise<void> {
  const file = await open(path, 'w');
  try {
    const entries: Buffer[] = [];
    let at = 0;
    for (const member of members) {
      const { entry, end } = await writeMember(file, at, member);
      entries.push(entry);
      at = end;
    }
    const directory = Buffer.concat(entries);
    await file.write(Buffer.concat([directory, directoryEnd(entries.length, directory.length, at)]), 0, undefined, at);
  } finally {
    await file.close();
  }
}

const small = (name: string, bytes: Uint8Array): TensorSource => sourceOf(name, 'uint8', [bytes.length], bytes);

/** Writes a dict of tensors as `torch.save` does (PyTorch 2, little-endian). */
export async function writeTorchZip(path: string, sources: readonly TensorSource[]): Promise<void> {
  await writeStoredZip(path, [
    small('archive/data.pkl', stateDictPickle(sources)),
    small('archive/byteorder', Buffer.from('little')),
    ...sources.map((source, key) => ({ ...source, name: `archive/data/${key}` })),
    small('archive/version', Buffer.from('3\n')),
  ]);
}
