import { type FileHandle, open } from 'node:fs/promises';

const CONTAINERS = new Set(['moov', 'trak', 'mdia']);
const TIMED = new Set(['mvhd', 'tkhd', 'mdhd']);

/** Sets creation and modification times of an MP4 file to 0 (unknown). Source: ISO/IEC 14496-12, 8.2.2, 8.3.2, 8.4.2. */
export async function clearTimes(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  try {
    await clearBoxes(handle, 0, (await handle.stat()).size);
  } finally {
    await handle.close();
  }
}

async function clearBoxes(handle: FileHandle, start: number, end: number): Promise<void> {
  const head = Buffer.alloc(16);
  for (let at = start; at + 8 <= end; ) {
    await handle.read(head, 0, 16, at);
    const type = head.toString('latin1', 4, 8);
    const large = head.readUInt32BE(0) === 1;
    const size = large ? Number(head.readBigUInt64BE(8)) : head.readUInt32BE(0);
    const content = at + (large ? 16 : 8);
    if (CONTAINERS.has(type)) await clearBoxes(handle, content, at + size);
    if (TIMED.has(type)) {
      await handle.read(head, 0, 1, content);
      const bytes = head[0] === 1 ? 16 : 8;
      await handle.write(Buffer.alloc(bytes), 0, bytes, content + 4);
    }
    at += size === 0 ? end : size;
  }
}
