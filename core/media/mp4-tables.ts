import { type FileHandle, open } from 'node:fs/promises';

/** Boxes around the tables of samples. Source of all of this: ISO/IEC 14496-12. */
const AROUND: ReadonlySet<string> = new Set(['trak', 'mdia', 'minf', 'stbl', 'traf']);
/** Most bytes of the tables of a file, and of a fragment; those of an hour of 240 frames a second take a quarter of them. */
const MOST_BYTES = 2 ** 26;
/** Most samples of a track; an hour of 240 frames a second has a tenth of them. */
const MOST_SAMPLES = 10_000_000;
/** Most boxes of a file beside each other; one with a fragment for each frame has two for each. */
const MOST_BOXES = 500_000;
/** Bytes that are read at once to look at the heads of boxes: small ones lie close together. */
const HEADS_BYTES = 2 ** 16;

/** The boxes of a part of a file: `at` is where the content of one begins. */
function* boxes(data: Buffer, from: number, to: number): Generator<{ type: string; at: number; end: number }> {
  for (let start = from; start + 8 <= to; ) {
    const { size, header } = sizeOf(data, start, to);
    if (size < header) return;
    yield { type: data.toString('latin1', start + 4, start + 8), at: start + header, end: Math.min(to, start + size) };
    start += size;
  }
}

function sizeOf(data: Buffer, start: number, to: number): { size: number; header: number } {
  const size = data.readUInt32BE(start);
  if (size === 0) return { size: to - start, header: 8 };
  if (size !== 1) return { size, header: 8 };
  return { size: start + 16 <= to ? Number(data.readBigUInt64BE(start + 8)) : 0, header: 16 };
}

/** Sums up the counts of a table of runs, whose entries have two numbers. */
function countRuns(data: Buffer, at: number, end: number): number {
  let sum = 0;
  for (let entry = at + 8; entry + 8 <= end; entry += 8) sum += data.readUInt32BE(entry);
  return sum;
}

const claims: Readonly<Record<string, (data: Buffer, at: number, end: number) => number>> = {
  stts: countRuns,
  ctts: countRuns,
  // The numbers of chunks from which on there are so many samples in one.
  stsc: (data, at, end) => {
    let chunk = 0;
    for (let entry = at + 8; entry + 12 <= end; entry += 12) chunk = Math.max(chunk, data.readUInt32BE(entry));
    return chunk;
  },
  trun: (data, at, end) => (at + 8 <= end ? data.readUInt32BE(at + 4) : 0),
};

/** Tracks of sound without compression have a sample for each moment, in runs that nobody takes apart. */
const mayBeLong = (data: Buffer, at: number, end: number): boolean =>
  ![...boxes(data, at, end)].some(({ type }) => type === 'ctts');

function claimsTooMuch(data: Buffer, from: number, to: number): boolean {
  const long = mayBeLong(data, from, to);
  for (const { type, at, end } of boxes(data, from, to)) {
    if (AROUND.has(type) && claimsTooMuch(data, at, end)) return true;
    const claimed = claims[type]?.(data, at, end) ?? 0;
    if (claimed > MOST_SAMPLES && !(type === 'stts' && long)) return true;
  }
  return false;
}

async function part(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
  return buffer.subarray(0, bytesRead);
}

/** Boxes with the samples or what describes them; nothing is lost with the end of any other. */
const NEEDED = /^(?:mdat|mo(?:ov|of))$/;

const TOO_MUCH = 'it claims more samples or parts than a file can have';

/**
 * What keeps an MP4 or MOV file from being read, in words: it is cut off, or it has more boxes, or its tables claim more
 * samples, than any file has. A few bytes can claim four thousand million samples; mediabunny (1.61) writes down each,
 * which would take the process minutes and all of its memory. It looks at boxes one by one as well, however many there are.
 */
export async function mp4Fault(path: string): Promise<string | null> {
  const file = await open(path, 'r');
  try {
    const { size: length } = await file.stat();
    let heads: Buffer = Buffer.alloc(0);
    let headsAt = 0;
    let count = 0;
    for (let position = 0; position + 8 <= length; ) {
      count += 1;
      if (count > MOST_BOXES) return TOO_MUCH;
      if (position + 16 > headsAt + heads.length) {
        heads = await part(file, position, HEADS_BYTES);
        headsAt = position;
      }
      const head = heads.subarray(position - headsAt, position - headsAt + 16);
      const { size, header } = sizeOf(head, 0, head.length);
      const whole = head.readUInt32BE(0) === 0 ? length - position : size;
      if (whole < header) return null;
      const type = head.toString('latin1', 4, 8);
      if (NEEDED.test(type) && position + whole > length)
        return `it is cut off: ${position + whole - length} bytes are missing at least`;
      if (NEEDED.test(type) && type !== 'mdat') {
        if (whole > MOST_BYTES) return TOO_MUCH;
        const data = await part(file, position, whole);
        if (claimsTooMuch(data, header, data.length)) return TOO_MUCH;
      }
      position += whole;
    }
    return null;
  } finally {
    await file.close();
  }
}
