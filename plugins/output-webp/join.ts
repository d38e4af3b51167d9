import { type FileHandle, open } from 'node:fs/promises';
import { GenesisError, type JoinRequest } from '../../core/plugin-api/index.ts';
import { animationHeader, CHUNK_HEADER_BYTES, FRAMES_START, setFrameDuration, xmpChunk } from './riff.ts';
import { frameMilliseconds } from './segment-writer.ts';

/** Copies the segments' frames into one animated WebP file, one at a time, and appends the metadata. */
export async function join({ segments, target, format, metadata }: JoinRequest): Promise<void> {
  const { width, height, fps } = format;
  const out = await open(target, 'w');
  try {
    await out.write(Buffer.alloc(FRAMES_START));
    let bytes = FRAMES_START;
    let frames = 0;
    for (const segment of segments) {
      const source = await open(segment, 'r');
      try {
        for await (const frame of frameChunks(source)) {
          setFrameDuration(frame, frameMilliseconds(frames++, fps));
          await out.writeFile(frame);
          bytes += frame.length;
        }
      } finally {
        await source.close();
      }
    }
    if (frames === 0) throw new GenesisError('STAGE_FAILED', 'there are no frames to join');
    const xmp = xmpChunk(metadata);
    await out.writeFile(xmp);
    await out.write(animationHeader(width, height, bytes + xmp.length, true), 0, FRAMES_START, 0);
  } finally {
    await out.close();
  }
}

/** The ANMF chunks of a segment. */
async function* frameChunks(source: FileHandle): AsyncGenerator<Buffer> {
  const { size } = await source.stat();
  const header = Buffer.alloc(CHUNK_HEADER_BYTES);
  for (let at = FRAMES_START; at < size; ) {
    await source.read(header, 0, header.length, at);
    const payload = header.readUInt32LE(4);
    const frame = Buffer.alloc(CHUNK_HEADER_BYTES + payload + (payload & 1));
    await source.read(frame, 0, frame.length, at);
    yield frame;
    at += frame.length;
  }
}
