import type { FileWindow, Refuse } from './file-window.ts';

/** One member of a zip file. */
export interface ZipEntry {
  readonly name: string;
  /** 0: stored. */
  readonly method: number;
  /** Bytes in the zip. */
  readonly compressedBytes: number;
  /** Bytes after decompression, as the directory claims. */
  readonly bytes: number;
  /** Of the member's local header, from the start of the file. */
  readonly headerOffset: number;
}

export interface ZipDirectory {
  readonly entries: ReadonlyMap<string, ZipEntry>;
  /** Where the central directory starts; every member ends before it. */
  readonly start: number;
  /** The central directory as it lies in the file. */
  readonly raw: Uint8Array;
}

const END_BYTES = 22;
const LOCATOR_BYTES = 20;
const ZIP64_END_BYTES = 56;
const ENTRY_BYTES = 46;
const LOCAL_BYTES = 30;
const MAX_COMMENT = 65535;
/** A 14B network has about 1,300 members. */
const MAX_ENTRIES = 65536;
const MAX_DIRECTORY_BYTES = 8 * 1024 * 1024;
const ENCRYPTED = 1;
const FULL_16 = 0xffff;
const FULL_32 = 0xffffffff;

/** Field numbers and signatures: PKWARE APPNOTE.TXT 6.3.10, sections 4.3.7 to 4.3.16 and 4.5.3. */
const SIGNATURE = { local: 0x04034b50, entry: 0x02014b50, end: 0x06054b50, zip64End: 0x06064b50, locator: 0x07064b50 };

interface Location {
  readonly count: number;
  readonly size: number;
  readonly offset: number;
}

async function locate(window: FileWindow, refuse: Refuse): Promise<Location & { readonly end: number }> {
  const tailBytes = Math.min(window.bytes, END_BYTES + MAX_COMMENT);
  const tailStart = window.bytes - tailBytes;
  const tail = await window.read(tailStart, tailBytes, 'the end of the zip');
  let at = tail.length - END_BYTES;
  while (
    at >= 0 &&
    !(tail.readUInt32LE(at) === SIGNATURE.end && at + END_BYTES + tail.readUInt16LE(at + 20) === tail.length)
  )
    at -= 1;
  if (at < 0) refuse('has no zip directory at its end (a truncated file?)');
  const end = tailStart + at;
  const disks = tail.readUInt16LE(at + 4) !== tail.readUInt16LE(at + 6);
  const small = {
    count: tail.readUInt16LE(at + 10),
    size: tail.readUInt32LE(at + 12),
    offset: tail.readUInt32LE(at + 16),
    end,
  };
  if (disks) refuse('is one part of a zip that was split');
  const zip64 = small.count === FULL_16 || small.size === FULL_32 || small.offset === FULL_32;
  const hasLocator = end >= LOCATOR_BYTES;
  if (!hasLocator) return zip64 ? refuse('lacks the locator of its zip64 directory') : small;
  const locator = await window.read(end - LOCATOR_BYTES, LOCATOR_BYTES, 'the zip64 locator');
  if (locator.readUInt32LE(0) !== SIGNATURE.locator)
    return zip64 ? refuse('lacks the locator of its zip64 directory') : small;
  const recordAt = Number(locator.readBigUInt64LE(8));
  const record = await window.read(recordAt, ZIP64_END_BYTES, 'the zip64 directory');
  if (record.readUInt32LE(0) !== SIGNATURE.zip64End) refuse('has a zip64 locator that points nowhere');
  return {
    count: Number(record.readBigUInt64LE(32)),
    size: Number(record.readBigUInt64LE(40)),
    offset: Number(record.readBigUInt64LE(48)),
    end: recordAt,
  };
}

/** Replaces the sizes and the offset that are full in the entry by those of its zip64 extra field (id 1). */
function zip64Fields(
  extra: Buffer,
  sizes: { bytes: number; compressedBytes: number; headerOffset: number },
  fail: () => never,
): void {
  for (let at = 0; at + 4 <= extra.length; ) {
    const id = extra.readUInt16LE(at);
    const length = extra.readUInt16LE(at + 2);
    if (at + 4 + length > extra.length) fail();
    if (id === 1) {
      let next = at + 4;
      for (const key of ['bytes', 'compressedBytes', 'headerOffset'] as const) {
        if (sizes[key] !== FULL_32) continue;
        if (next + 8 > at + 4 + length) fail();
        sizes[key] = Number(extra.readBigUInt64LE(next));
        next += 8;
      }
      return;
    }
    at += 4 + length;
  }
}

/** Reads the central directory of a zip file (zip64 too). Sizes and places are claims until `memberStart` checks them. */
export async function readZipDirectory(window: FileWindow, refuse: Refuse): Promise<ZipDirectory> {
  const { count, size, offset, end } = await locate(window, refuse);
  if (count > MAX_ENTRIES) refuse(`zip directory claims ${count} members, over the limit of ${MAX_ENTRIES}`);
  if (size > MAX_DIRECTORY_BYTES)
    refuse(`zip directory claims ${size} bytes, over the limit of ${MAX_DIRECTORY_BYTES}`);
  if (offset + size > end) refuse('zip directory lies outside the file');
  const raw = await window.read(offset, size, 'the zip directory');
  const entries = new Map<string, ZipEntry>();
  let at = 0;
  for (let i = 0; i < count; i += 1) {
    if (at + ENTRY_BYTES > raw.length || raw.readUInt32LE(at) !== SIGNATURE.entry)
      refuse(`zip directory is malformed at member ${i}`);
    const [nameBytes, extraBytes, commentBytes] = [28, 30, 32].map((field) => raw.readUInt16LE(at + field)) as [
      number,
      number,
      number,
    ];
    const next = at + ENTRY_BYTES + nameBytes + extraBytes + commentBytes;
    if (next > raw.length) refuse(`zip directory is malformed at member ${i}`);
    const nameAt = at + ENTRY_BYTES;
    const name = raw.toString('utf8', nameAt, nameAt + nameBytes);
    if (raw.readUInt16LE(at + 8) & ENCRYPTED) refuse(`member ${JSON.stringify(name)} is encrypted`);
    const sizes = {
      compressedBytes: raw.readUInt32LE(at + 20),
      bytes: raw.readUInt32LE(at + 24),
      headerOffset: raw.readUInt32LE(at + 42),
    };
    zip64Fields(raw.subarray(nameAt + nameBytes, nameAt + nameBytes + extraBytes), sizes, () =>
      refuse(`member ${JSON.stringify(name)} has a malformed zip64 field`),
    );
    if (entries.has(name)) refuse(`member ${JSON.stringify(name)} occurs twice`);
    entries.set(name, { name, method: raw.readUInt16LE(at + 10), ...sizes });
    at = next;
  }
  return { entries, start: offset, raw };
}

/**
 * Where a stored member's bytes start.
 * @throws through `refuse` when the member is compressed, or lies outside the file
 */
export async function memberStart(
  window: FileWindow,
  directory: ZipDirectory,
  entry: ZipEntry,
  refuse: Refuse,
): Promise<number> {
  const member = `member ${JSON.stringify(entry.name)}`;
  if (entry.method !== 0)
    refuse(`${member} is compressed; tensors can be read in place only from a zip that stores them as they are`);
  if (entry.bytes !== entry.compressedBytes) refuse(`${member} is stored but claims two sizes`);
  const local = await window.read(entry.headerOffset, LOCAL_BYTES, member);
  const name = Buffer.from(entry.name);
  const extraBytes = local.readUInt16LE(28);
  if (
    local.readUInt32LE(0) !== SIGNATURE.local ||
    local.readUInt16LE(8) !== 0 ||
    local.readUInt16LE(26) !== name.length
  ) {
    refuse(`${member} has a local header that contradicts the zip directory`);
  }
  const start = entry.headerOffset + LOCAL_BYTES + name.length + extraBytes;
  if (start + entry.bytes > directory.start) refuse(`${member} lies outside the file`);
  return start;
}
