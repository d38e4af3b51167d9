import { open, rm } from 'node:fs/promises';
import sharp from 'sharp';
import type { SegmentWriter, VideoFormat } from '../../core/plugin-api/index.ts';
import { animationHeader, FRAMES_START, frameChunk } from './riff.ts';

export interface WebpOptions {
  readonly quality: number;
  readonly effort: number;
  readonly lossless: boolean;
}

/** Frames that are encoded at once while earlier ones are written. */
const IN_FLIGHT = 4;

/** When frame `index` ends minus when it begins, in whole milliseconds, so that rounding never adds up. */
export function frameMilliseconds(index: number, fps: number): number {
  return Math.round(((index + 1) * 1000) / fps) - Math.round((index * 1000) / fps);
}

/** Encodes each frame on its own and appends it to an animated WebP file; only the frames in work are in memory. */
export async function openSegment(
  file: string,
  { width, height, fps }: VideoFormat,
  { quality, effort, lossless }: WebpOptions,
): Promise<SegmentWriter> {
  const handle = await open(file, 'w');
  await handle.write(Buffer.alloc(FRAMES_START));
  let bytes = FRAMES_START;
  let frames = 0;
  const pending: Promise<unknown>[] = [];
  let written = Promise.resolve();
  return {
    async write(frame) {
      // A copy: the caller may use its buffer again while this frame is still being encoded.
      const encoding = sharp(Buffer.from(frame), { raw: { width, height, channels: 3 } })
        .webp({ quality, effort, lossless, smartSubsample: true })
        .toBuffer();
      const duration = frameMilliseconds(frames++, fps);
      written = Promise.all([encoding, written]).then(async ([still]) => {
        const chunk = frameChunk(still, width, height, duration);
        // Not `write`, which leaves a part out where the disk is nearly full.
        await handle.writeFile(chunk);
        bytes += chunk.length;
      });
      // A failure surfaces at a later write or at close, not as an unhandled rejection in between.
      written.catch(() => {});
      pending.push(written);
      if (pending.length >= IN_FLIGHT) await pending.shift();
    },
    async close() {
      try {
        await written;
        await handle.write(animationHeader(width, height, bytes, false), 0, FRAMES_START, 0);
      } finally {
        await handle.close();
      }
      return bytes;
    },
    async abort() {
      await written.catch(() => {});
      await handle.close();
      await rm(file, { force: true });
    },
  };
}
